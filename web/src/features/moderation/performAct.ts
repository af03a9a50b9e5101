import { limits, paths, type RoomId, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { monotonicNow } from '../../backend/clock.ts';
import { newKey } from '../../backend/write.ts';
import { planAct, type RoomAct } from './planAct.ts';

/** The server's clock begins to count when it has written; the answer takes a moment more. */
const marginMs = 100;

let lastAtMs = Number.NEGATIVE_INFINITY;

/** Does what the log of a room keeps. Rules allow one act in a time, so that a quick second one waits for its turn. */
export const performAct = async (uid: UserId, roomId: RoomId, what: RoomAct): Promise<Outcome> => {
  const waitMs = lastAtMs + limits.actEveryMs + marginMs - monotonicNow();
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  const outcome = await act(uid, planAct(uid, roomId, newKey(paths.audit.at({ roomId })), what), { roomId });
  lastAtMs = monotonicNow();
  return outcome;
};
