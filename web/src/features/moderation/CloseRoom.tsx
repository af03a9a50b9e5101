import type { RoomId, UserId } from '@causerie/contract';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useRoomAct } from './useRoomAct.ts';

/** The end of a room, said plainly. */
export const CloseRoom = ({
  uid,
  roomId,
  isPublic,
  onClosed,
}: {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly isPublic: boolean;
  readonly onClosed: () => void;
}) => {
  const { moderation: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const { isBusy, refusal, perform } = useRoomAct(uid, roomId);
  return (
    <>
      <Confirm
        label={words.close}
        question={words.closeQuestion}
        yes={words.closeYes}
        no={words.no}
        isBusy={isBusy}
        onYes={() => perform({ act: 'close', isPublic }, onClosed)}
      />
      <Problem words={refusal && reason(refusal)} />
    </>
  );
};
