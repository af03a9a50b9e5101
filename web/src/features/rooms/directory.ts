import { directoryEntry, firstRoomId, isRoomId, type RoomId } from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';

export interface ListedRoom {
  readonly id: RoomId;
  readonly name: string;
  readonly topic: string;
}

/** Reads `directory/`, leaving out what is no room. */
export const readDirectory = (entries: readonly Entry[]): readonly ListedRoom[] =>
  entries.flatMap(({ key, value }) => {
    const read = directoryEntry.read(value);
    return read === undefined || !isRoomId(key) ? [] : [{ id: key, ...read }];
  });

/** A list and whatever it lacks of some more rooms. The list holds the first keys, so that the rest belongs behind it. */
export const withRooms = (
  listed: readonly ListedRoom[],
  more: readonly ListedRoom[],
): readonly ListedRoom[] => {
  const lacking = new Map(more.map((room) => [room.id, room]));
  for (const { id } of listed) lacking.delete(id);
  return lacking.size === 0 ? listed : [...listed, ...lacking.values()];
};

/**
 * The room somebody asked for, else the one where everybody arrives, else the one listed first. `unread` names rooms
 * that may exist and have not been read; the answer is `unread` while one of them could still be the right one.
 */
export const chooseRoom = (
  rooms: readonly ListedRoom[],
  asked: RoomId | undefined,
  unread: ReadonlySet<RoomId>,
): ListedRoom | 'unread' | undefined => {
  for (const wanted of asked === undefined ? [firstRoomId] : [asked, firstRoomId]) {
    const found = rooms.find(({ id }) => id === wanted);
    if (found !== undefined) return found;
    if (unread.has(wanted)) return 'unread';
  }
  return rooms[0];
};
