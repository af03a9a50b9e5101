import { limits, paths, type RoomId, type Sharing, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import type { Entry } from '../../backend/entries.ts';
import { retryDenied } from '../../backend/live.ts';
import { readPage } from '../../backend/readPage.ts';

const roomsOf = async (uid: UserId): Promise<readonly RoomId[]> => {
  const rooms: RoomId[] = [];
  for (;;) {
    const page: readonly Entry[] = await readPage(paths.mine.at({ uid }), rooms.at(-1), limits.roomsPerRead);
    rooms.push(...page.map(({ key }) => key as RoomId));
    if (page.length < limits.roomsPerRead) return rooms;
  }
};

/** Lets others know of something, or not any more: then what they were told is taken back with the same write. */
export const setSharing = async (uid: UserId, wish: Sharing): Promise<Outcome> => {
  let rooms: readonly RoomId[];
  try {
    rooms = wish.receipts ? [] : await roomsOf(uid);
  } catch {
    return { kind: 'unreachable' };
  }
  const outcome = await act(
    uid,
    new Map<string, unknown>([
      [paths.sharing.at({ uid }), wish],
      ...(wish.lastSeen ? [] : [[paths.lastSeen.at({ uid }), null] as const]),
      ...rooms.map((roomId) => [paths.receipt.at({ roomId, uid }), null] as const),
    ]),
  );
  // Who says nothing is told nothing.
  if (outcome === 'done' && wish.receipts) retryDenied();
  return outcome;
};
