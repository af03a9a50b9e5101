import type { RoomId, UserId } from '@causerie/contract';
import { serverNow } from '../../backend/clock.ts';
import { usePerson } from '../../backend/usePerson.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useRestrictions, type Restricted } from './useRestrictions.ts';
import { useRoomAct } from './useRoomAct.ts';

/** Who is kept out of a room, or silent in it, and until when. */
export const Restrictions = ({ uid, roomId }: { readonly uid: UserId; readonly roomId: RoomId }) => {
  const { moderation: words } = useScreenStrings();
  const now = serverNow();
  const bans = useRestrictions('bans', roomId).filter(({ until }) => until > now);
  const mutes = useRestrictions('mutes', roomId).filter(({ until }) => until > now);
  if (bans.length + mutes.length === 0) return <p className="dialog-hint">{words.nobody}</p>;
  return (
    <ul className="dialog-rows">
      {bans.map((row) => (
        <Row key={`ban ${row.uid}`} kind="liftBan" row={row} uid={uid} roomId={roomId} />
      ))}
      {mutes.map((row) => (
        <Row key={`mute ${row.uid}`} kind="liftMute" row={row} uid={uid} roomId={roomId} />
      ))}
    </ul>
  );
};

const Row = ({
  kind,
  row,
  uid,
  roomId,
}: {
  readonly kind: 'liftBan' | 'liftMute';
  readonly row: Restricted;
  readonly uid: UserId;
  readonly roomId: RoomId;
}) => {
  const { moderation: words } = useScreenStrings();
  const { messages, refusal: reason } = useStrings();
  const person = usePerson(row.uid);
  const { isBusy, refusal, perform } = useRoomAct(uid, roomId);
  const name = person?.name ?? messages.someone;
  return (
    <li className="dialog-row">
      <span>
        {kind === 'liftBan' ? words.bannedUntil(name, row.until) : words.mutedUntil(name, row.until)}
      </span>
      <Button kind="quiet" isBusy={isBusy} onClick={() => perform({ act: kind, about: row.uid })}>
        {kind === 'liftBan' ? words.liftBan : words.liftMute}
      </Button>
      <Problem words={refusal && reason(refusal)} />
    </li>
  );
};
