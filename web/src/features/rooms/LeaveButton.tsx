import type { Role, Room, RoomId, UserId } from '@causerie/contract';
import { useOutcome } from '../../backend/useOutcome.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { leaveRoom } from './leaveRoom.ts';

/** The way out of a room. Its owner is told what to do first. */
export const LeaveButton = ({
  uid,
  roomId,
  kind,
  role,
  onLeft,
}: {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly kind: Room['kind'];
  readonly role: Role;
  readonly onLeft: () => void;
}) => {
  const { aboutRoom: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const { isBusy, refusal, run } = useOutcome();
  if (role === 'owner') return <p className="dialog-hint">{words.ownerStays}</p>;
  return (
    <>
      <Confirm
        label={words.leave}
        question={words.leaveQuestion(kind)}
        yes={words.leaveYes}
        no={words.stay}
        isBusy={isBusy}
        onYes={() => run(() => leaveRoom(uid, roomId), onLeft)}
      />
      <Problem words={refusal && reason(refusal)} />
    </>
  );
};
