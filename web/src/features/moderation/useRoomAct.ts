import { paths, type RoomId, type UserId } from '@causerie/contract';
import { act } from '../../backend/act.ts';
import { useOutcome, type Doing } from '../../backend/useOutcome.ts';
import { newKey } from '../../backend/write.ts';
import { planAct, type RoomAct } from './planAct.ts';

/** How to do what the log of a room keeps, and what became of it. */
export const useRoomAct = (
  uid: UserId,
  roomId: RoomId,
): Pick<Doing, 'isBusy' | 'refusal'> & { readonly perform: (what: RoomAct, then?: () => void) => void } => {
  const { isBusy, refusal, run } = useOutcome();
  return {
    isBusy,
    refusal,
    perform: (what, then) =>
      run(() => act(uid, planAct(uid, roomId, newKey(paths.audit.at({ roomId })), what), { roomId }), then),
  };
};
