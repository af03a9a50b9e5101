import type { RoomId, UserId } from '@causerie/contract';
import { useOutcome, type Doing } from '../../backend/useOutcome.ts';
import { performAct } from './performAct.ts';
import type { RoomAct } from './planAct.ts';

/** How to do what the log of a room keeps, and what became of it. */
export const useRoomAct = (
  uid: UserId,
  roomId: RoomId,
): Pick<Doing, 'isBusy' | 'refusal'> & { readonly perform: (what: RoomAct, then?: () => void) => void } => {
  const { isBusy, refusal, run } = useOutcome();
  return {
    isBusy,
    refusal,
    perform: (what, then) => run(() => performAct(uid, roomId, what), then),
  };
};
