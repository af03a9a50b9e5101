import { directoryEntry, isRoomId, room } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { seedUpdate } from './seed.ts';

const places = Object.entries(seedUpdate(1_700_000_000_000)).map(
  ([path, value]) => [...path.split('/'), value] as [string, string, unknown],
);
const idsIn = (folder: string): readonly string[] =>
  places.filter(([name]) => name === folder).map(([, roomId]) => roomId);

describe('the first rooms', () => {
  it.each(places)('%s/%s is what readers recognise', (folder, roomId, value) => {
    expect(isRoomId(roomId)).toBe(true);
    expect((folder === 'rooms' ? room : directoryEntry).read(value)).toBeDefined();
  });

  it('are all in the directory', () => {
    expect(idsIn('directory')).toEqual(idsIn('rooms'));
    expect(idsIn('rooms')).toContain('lobby');
  });
});
