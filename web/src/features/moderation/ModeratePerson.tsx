import { roleTable, type Power, type Role, type RoomId, type UserId } from '@causerie/contract';
import { useState } from 'react';
import { serverNow } from '../../backend/clock.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Field } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { durationsMs } from './planAct.ts';
import { useRestrictions } from './useRestrictions.ts';
import { useRoomAct } from './useRoomAct.ts';

/** Whether somebody of a role has a power over somebody of another, or of none. */
const hasPowerOver = (mine: Role, power: Power, theirs: Role | undefined): boolean =>
  roleTable[mine].powers.includes(power) && (theirs === undefined || roleTable[mine].over.includes(theirs));

/** What one may do in a room to somebody else: only that is shown. */
export const ModeratePerson = ({
  uid,
  roomId,
  about,
  name,
  mine,
  theirs,
}: {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly about: UserId;
  readonly name: string;
  readonly mine: Role;
  /** `undefined`: they are not in the room. */
  readonly theirs: Role | undefined;
}) => {
  const { moderation: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const [forMs, setForMs] = useState<number>(durationsMs[1]);
  const [said, setSaid] = useState<string>();
  const bans = useRestrictions('bans', roomId);
  const mutes = useRestrictions('mutes', roomId);
  const { isBusy, refusal, perform } = useRoomAct(uid, roomId);

  const now = serverNow();
  const isBanned = bans.some((row) => row.uid === about && row.until > now);
  const isMute = mutes.some((row) => row.uid === about && row.until > now);
  const may = (power: Power): boolean => hasPowerOver(mine, power, theirs);
  const isMember = theirs !== undefined;
  const mayNothing = !may('mute') && !may('kick') && !may('ban') && !may('promote');
  // Whoever has just handed the room over may nothing any more, and is told so.
  if (mayNothing && said === undefined) return null;

  return (
    <section className="dialog-section">
      <h3>{words.heading}</h3>
      {may('ban') && (!isBanned || !isMute) && (
        <Field label={words.duration}>
          {(field) => (
            <select {...field} value={forMs} onChange={(event) => setForMs(Number(event.target.value))}>
              {durationsMs.map((ms) => (
                <option key={ms} value={ms}>
                  {words.lasts(ms)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <div className="dialog-buttons">
        {may('mute') &&
          (isMute ? (
            <Button
              kind="quiet"
              isBusy={isBusy}
              onClick={() => perform({ act: 'liftMute', about }, () => setSaid(words.unmuted(name)))}
            >
              {words.liftMute}
            </Button>
          ) : (
            <Button
              kind="quiet"
              isBusy={isBusy}
              onClick={() =>
                perform({ act: 'mute', about, untilMs: serverNow() + forMs }, () =>
                  setSaid(words.muted(name)),
                )
              }
            >
              {words.mute}
            </Button>
          ))}
        {may('ban') && isBanned && (
          <Button
            kind="quiet"
            isBusy={isBusy}
            onClick={() => perform({ act: 'liftBan', about }, () => setSaid(words.unbanned(name)))}
          >
            {words.liftBan}
          </Button>
        )}
        {may('promote') && isMember && (
          <Button
            kind="quiet"
            isBusy={isBusy}
            onClick={() => {
              const role = theirs === 'moderator' ? 'member' : 'moderator';
              perform({ act: 'changeRole', about, role }, () => setSaid(words.roleGiven(name, role)));
            }}
          >
            {theirs === 'moderator' ? words.demote : words.promote}
          </Button>
        )}
      </div>
      {may('kick') && isMember && (
        <Confirm
          label={words.kick}
          question={words.kickQuestion(name)}
          yes={words.kick}
          no={words.no}
          isBusy={isBusy}
          onYes={() => perform({ act: 'kick', about }, () => setSaid(words.kicked(name)))}
        />
      )}
      {may('ban') && !isBanned && (
        <Confirm
          label={words.ban}
          question={words.banQuestion(name, words.lasts(forMs))}
          yes={words.ban}
          no={words.no}
          isBusy={isBusy}
          onYes={() =>
            perform({ act: 'ban', about, untilMs: serverNow() + forMs, isMember }, () =>
              setSaid(words.banned(name)),
            )
          }
        />
      )}
      {may('handOver') && isMember && (
        <Confirm
          label={words.handOver}
          question={words.handOverQuestion(name)}
          yes={words.handOver}
          no={words.no}
          isBusy={isBusy}
          onYes={() => perform({ act: 'handOver', about }, () => setSaid(words.handedOver(name)))}
        />
      )}
      <Problem words={refusal && reason(refusal)} />
      <output className="dialog-done">{refusal === undefined && said}</output>
    </section>
  );
};
