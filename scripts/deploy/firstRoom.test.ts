import { readFileSync } from 'node:fs';
import { directoryEntry, firstRoomId, paths, room } from '@causerie/contract';
import { expect, it } from 'vitest';

it('makes the room where everybody arrives, as readers recognise it', () => {
  const update = JSON.parse(readFileSync(new URL('firstRoom.json', import.meta.url), 'utf8')) as Record<
    string,
    object
  >;
  const place = paths.room.at({ roomId: firstRoomId });
  const line = paths.directoryEntry.at({ roomId: firstRoomId });
  expect(Object.keys(update)).toEqual([place, line]);
  expect(room.read({ ...update[place], createdAt: 1 })).toBeDefined();
  expect(directoryEntry.read(update[line])).toBeDefined();
});
