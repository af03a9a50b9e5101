import { member, paceEntry, paths, rolesWith, room, type RoomId, type UserId } from '@causerie/contract';
import { valueAt } from '../../backend/live.ts';
import type { Reading, Source } from '../../backend/source.ts';

/**
 * When somebody may speak in a room again: at any time, or at `freeAtMs` by the server's clock and then every `everyMs` milliseconds,
 * taking their turn with each message.
 */
export type Turn = 'any' | { readonly freeAtMs: number; readonly everyMs: number };

/** What is stored where a room asks for pauses. `undefined` until all of it is known. */
export const readTurn = (found: {
  readonly room: Reading<unknown>;
  readonly member: Reading<unknown>;
  readonly pace: Reading<unknown>;
}): Turn | undefined => {
  if (found.room.state === 'loading') return undefined;
  const everyMs = room.read(valueOf(found.room))?.slowMs;
  if (everyMs === undefined) return 'any';
  if (found.member.state === 'loading' || found.pace.state === 'loading') return undefined;
  const role = member.read(valueOf(found.member))?.role;
  if (role === undefined || rolesWith('ignorePace').includes(role)) return 'any';
  const spokeAtMs = paceEntry.read(valueOf(found.pace))?.at;
  return { freeAtMs: spokeAtMs === undefined ? 0 : spokeAtMs + everyMs, everyMs };
};

/** Whatever cannot be read will be refused for a better reason than this. */
const valueOf = (reading: Reading<unknown>): unknown =>
  reading.state === 'ready' ? reading.value : undefined;

/** The turn of a person in a room, followed as long as somebody listens. */
export const turnIn = (uid: UserId, roomId: RoomId): Source<Turn | undefined> => {
  const places = {
    room: valueAt(paths.room.at({ roomId })),
    member: valueAt(paths.member.at({ roomId, uid })),
    pace: valueAt(paths.paceEntry.at({ uid, roomId })),
  };
  return {
    current: () =>
      readTurn({
        room: places.room.current(),
        member: places.member.current(),
        pace: places.pace.current(),
      }),
    subscribe: (listener) => {
      const stops = Object.values(places).map((place) => place.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
};
