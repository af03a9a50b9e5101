import { directoryEntry, isRoomId, type RoomId } from '@causerie/contract';
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

/** The room somebody asked for, if it is listed, and else the first. */
export const chooseRoom = (rooms: readonly ListedRoom[], asked: RoomId | undefined): ListedRoom | undefined =>
  rooms.find(({ id }) => id === asked) ?? rooms[0];
