import {
  directoryEntry,
  firstRoomId,
  isRoomId,
  room as roomRecord,
  type Room,
  type RoomId,
  type UserId,
} from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';

/** A room as the page speaks of it. A direct room is called after the other person; `''` until their name is known. */
export interface ListedRoom {
  readonly id: RoomId;
  readonly name: string;
  readonly topic: string;
  readonly kind: Room['kind'];
  readonly isClosed: boolean;
}

/** Reads `directory/`, leaving out what is no room. */
export const readDirectory = (entries: readonly Entry[]): readonly ListedRoom[] =>
  entries.flatMap(({ key, value }) => {
    const read = directoryEntry.read(value);
    return read === undefined || !isRoomId(key)
      ? []
      : [{ id: key, ...read, kind: 'public', isClosed: false } as const];
  });

/** Reads `rooms/{roomId}`. `otherName` is that of the person whom a direct room is with. */
export const readRoom = (
  id: RoomId,
  value: unknown,
  otherName: string | undefined,
): ListedRoom | undefined => {
  const read = roomRecord.read(value);
  return read === undefined
    ? undefined
    : {
        id,
        name: (read.kind === 'direct' ? otherName : read.name) ?? '',
        topic: read.topic ?? '',
        kind: read.kind,
        isClosed: read.closedAt !== undefined,
      };
};

/** The person whom a direct room is with; `undefined` for other rooms, and for those of two others. */
export const otherIn = (roomId: RoomId, uid: UserId): UserId | undefined => {
  if (!roomId.startsWith('d-')) return undefined;
  const [one = '', other = ''] = roomId.slice(2).split('_');
  return uid === one ? (other as UserId) : uid === other ? (one as UserId) : undefined;
};

/** A list and whatever it lacks of some more rooms, behind it. */
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
