import { paths, type RoomId, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { inTurn } from '../../backend/inTurn.ts';
import { newKey } from '../../backend/write.ts';
import { planAct, type RoomAct } from './planAct.ts';

/** Does what the log of a room keeps, when it is its turn. */
export const performAct = (uid: UserId, roomId: RoomId, what: RoomAct): Promise<Outcome> =>
  inTurn(() => act(uid, planAct(uid, roomId, newKey(paths.audit.at({ roomId })), what), { roomId }));
