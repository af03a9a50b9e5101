import { directRoomId, type RoomId, type UserId } from '@causerie/contract';
import { useMemo } from 'react';
import { useOutcome } from '../../backend/useOutcome.ts';
import { usePerson } from '../../backend/usePerson.ts';
import { BlockButton } from '../../features/blocking/BlockButton.tsx';
import { openDirect } from '../../features/directRooms/openDirect.ts';
import { useRole } from '../../features/members/useRoles.ts';
import { ModeratePerson } from '../../features/moderation/ModeratePerson.tsx';
import { LastSeen } from '../../features/presence/LastSeen.tsx';
import { usePresence } from '../../features/presence/usePresence.ts';
import { useLatestOf } from '../../features/reports/useLatestOf.ts';
import { addressOf } from '../../features/rooms/roomInAddress.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useCloseDialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Seal } from '../../ui/Seal.tsx';
import { useOpenScreen } from './screen.ts';

/** Somebody: who they are, whether they are here, what they are in the room, and what one can do. */
export const PersonScreen = ({
  uid,
  about,
  roomId,
}: {
  readonly uid: UserId;
  readonly about: UserId;
  readonly roomId: RoomId;
}) => {
  const { person: words, aboutRoom } = useScreenStrings();
  const { messages, refusal: reason, members } = useStrings();
  const close = useCloseDialog();
  const person = usePerson(about);
  const presence = usePresence(useMemo(() => [about], [about])).get(about);
  const mine = useRole(roomId, uid);
  const theirs = useRole(roomId, about);
  const { isBusy, refusal, run } = useOutcome();
  const name = person?.name ?? messages.someone;
  const direct = directRoomId(uid, about);
  const isDirect = direct === roomId;
  const latest = useLatestOf(roomId, about);
  const openScreen = useOpenScreen();

  return (
    <>
      <div className="person-head">
        <Seal
          name={person?.name}
          color={person?.color}
          isHere={presence !== undefined}
          isAway={presence === 'away'}
        />
        <p>
          <bdi className="person-name">{name}</bdi>
          {uid === about && <span className="dialog-hint"> ({members.you})</span>}
          <span className="person-hint">
            {[words[presence ?? 'offline'], theirs !== undefined && !isDirect && aboutRoom.roles[theirs]]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {presence === undefined && (
            <span className="person-hint">
              <LastSeen uid={about} />
            </span>
          )}
          {person !== undefined && person !== null && (
            <span className="person-hint">{words.since(person.createdAt)}</span>
          )}
        </p>
      </div>
      {uid !== about && (
        <>
          {direct !== undefined && !isDirect && (
            <div className="dialog-buttons">
              <Button
                kind="primary"
                isBusy={isBusy}
                onClick={() =>
                  run(
                    () => openDirect(uid, about, direct),
                    () => {
                      location.hash = addressOf(direct);
                      close();
                    },
                  )
                }
              >
                {words.message}
              </Button>
            </div>
          )}
          <Problem words={refusal && reason(refusal)} />
          {mine !== undefined && !isDirect && (
            <ModeratePerson uid={uid} roomId={roomId} about={about} name={name} mine={mine} theirs={theirs} />
          )}
          <section className="dialog-section">
            <h3>{words.peace}</h3>
            <BlockButton uid={uid} about={about} />
            {latest !== undefined && (
              <>
                <p className="dialog-hint">{words.reportHint}</p>
                <div className="dialog-buttons">
                  <Button
                    kind="quiet"
                    onClick={() => openScreen({ kind: 'report', roomId, messageId: latest })}
                  >
                    {words.report}
                  </Button>
                </div>
              </>
            )}
          </section>
        </>
      )}
    </>
  );
};
