import { invite, limits, paths, type Invite, type RoomId, type UserId } from '@causerie/contract';
import { useState, type FormEvent } from 'react';
import { act } from '../../backend/act.ts';
import { serverNow } from '../../backend/clock.ts';
import { listAt } from '../../backend/live.ts';
import { useOutcome } from '../../backend/useOutcome.ts';
import { useSource } from '../../backend/useSource.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { inviteAddress } from './inviteAddress.ts';
import { newCode, planInvite } from './planInvite.ts';
import './Invites.css';

const usesOffered = [1, 5, 25, limits.inviteUses] as const;

/** For how long an invite may hold, in milliseconds. The last is the longest there is, less what a message takes to arrive. */
const lastingMs = [3_600_000, 86_400_000, 7 * 86_400_000, limits.inviteMaxMs - 60_000] as const;

const linkOf = (roomId: RoomId, code: string): string =>
  `${location.origin}${location.pathname}${inviteAddress({ roomId, code })}`;

/** The invites of a room: making them, passing them on, taking them back. */
export const Invites = ({ uid, roomId }: { readonly uid: UserId; readonly roomId: RoomId }) => {
  const { invites: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const [uses, setUses] = useState<number>(usesOffered[1]);
  const [forMs, setForMs] = useState<number>(lastingMs[1]);
  const { isBusy, refusal, run } = useOutcome();
  const reading = useSource(listAt(paths.invites.at({ roomId }), { last: limits.invitesPerRead, by: 'key' }));
  const now = serverNow();
  const open =
    reading.state === 'ready'
      ? reading.value.flatMap(({ key, value }) => {
          const read = invite.read(value);
          return read === undefined || read.uses < 1 || read.until <= now
            ? []
            : [{ code: key, invite: read }];
        })
      : [];

  const make = (event: FormEvent): void => {
    event.preventDefault();
    const code = newCode();
    run(() =>
      act(uid, planInvite(uid, roomId, code, { uses, untilMs: serverNow() + forMs }), {
        roomId,
        budget: { of: 'invites', key: `${roomId}/${code}` },
      }),
    );
  };

  return (
    <>
      <form className="dialog-form" onSubmit={make}>
        <Field label={words.uses}>
          {(field) => (
            <select {...field} value={uses} onChange={(event) => setUses(Number(event.target.value))}>
              {usesOffered.map((count) => (
                <option key={count} value={count}>
                  {words.people(count)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.lasts}>
          {(field) => (
            <select {...field} value={forMs} onChange={(event) => setForMs(Number(event.target.value))}>
              {lastingMs.map((ms) => (
                <option key={ms} value={ms}>
                  {words.duration(ms)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Problem words={refusal && reason(refusal)} />
        <div className="dialog-buttons">
          <Button type="submit" kind="quiet" isBusy={isBusy}>
            {words.make}
          </Button>
        </div>
      </form>
      <ul>
        {open.map(({ code, invite: one }) => (
          <Row key={code} code={code} invite={one} uid={uid} roomId={roomId} />
        ))}
      </ul>
    </>
  );
};

const Row = ({
  code,
  invite: { uses, until },
  uid,
  roomId,
}: {
  readonly code: string;
  readonly invite: Invite;
  readonly uid: UserId;
  readonly roomId: RoomId;
}) => {
  const { invites: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const { isBusy, refusal, run } = useOutcome();
  const [copied, setCopied] = useState<'copied' | 'failed'>();
  const link = linkOf(roomId, code);
  const copy = (): void => {
    navigator.clipboard.writeText(link).then(
      () => setCopied('copied'),
      () => setCopied('failed'),
    );
  };
  return (
    <li className="invites-row">
      <Field label={words.link} hint={words.left(uses, until)}>
        {(field) => (
          <input {...field} value={link} readOnly dir="ltr" onFocus={(event) => event.target.select()} />
        )}
      </Field>
      <div className="dialog-buttons">
        <Button kind="primary" onClick={copy}>
          {copied === 'copied' ? words.copied : words.copy}
        </Button>
        <Button
          kind="quiet"
          isBusy={isBusy}
          onClick={() =>
            run(() => act(uid, new Map([[paths.invite.at({ roomId, code }), null]]), { roomId }))
          }
        >
          {words.takeBack}
        </Button>
      </div>
      <output className="visually-hidden">{copied === 'copied' && words.copied}</output>
      <Problem words={copied === 'failed' ? words.copyFailed : refusal && reason(refusal)} />
    </li>
  );
};
