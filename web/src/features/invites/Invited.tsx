import { paths, type RoomId, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { readOnce, retryDenied } from '../../backend/live.ts';
import { useOutcome } from '../../backend/useOutcome.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useCloseDialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { planRedeem } from './planInvite.ts';

/** Knocks, and comes in while the knock is fresh. Who is in already need not. */
const redeem = async (uid: UserId, roomId: RoomId, code: string): Promise<Outcome> => {
  const listed = await readOnce(paths.mineEntry.at({ uid, roomId })).catch(() => null);
  if (listed !== null) return 'done';
  const knocked = await act(uid, new Map(), { budget: { of: 'knocks', key: `${roomId}/${code}` } });
  if (knocked !== 'done') return knocked;
  return act(uid, planRedeem(uid, roomId, code), { roomId, budget: { of: 'joins', key: roomId } });
};

/** What somebody sees who opened an invite. Whatever is wrong with it, they hear the same: guessing teaches nothing. */
export const Invited = ({
  uid,
  roomId,
  code,
  onIn,
}: {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly code: string;
  readonly onIn: () => void;
}) => {
  const { invites: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const close = useCloseDialog();
  const { isBusy, refusal, run } = useOutcome();
  const come = (): void =>
    run(
      () => redeem(uid, roomId, code),
      () => {
        retryDenied();
        onIn();
        close();
      },
    );
  return (
    <>
      <p>{words.invited}</p>
      <Problem words={refusal && (refusal.kind === 'notAllowed' ? words.doesNotHold : reason(refusal))} />
      <div className="dialog-buttons">
        <Button kind="primary" isBusy={isBusy} onClick={come}>
          {words.come}
        </Button>
        <Button kind="quiet" onClick={close}>
          {words.notNow}
        </Button>
      </div>
    </>
  );
};
