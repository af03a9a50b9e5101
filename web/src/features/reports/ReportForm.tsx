import {
  limits,
  message,
  paths,
  reportReasons,
  type MessageId,
  type ReportReason,
  type RoomId,
  type UserId,
} from '@causerie/contract';
import { useState, type FormEvent } from 'react';
import { act, type Outcome } from '../../backend/act.ts';
import { connected } from '../../backend/connection.ts';
import { readOnce, valueAt } from '../../backend/live.ts';
import { useOutcome } from '../../backend/useOutcome.ts';
import { useSource } from '../../backend/useSource.ts';
import { newKey, serverTime } from '../../backend/write.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import './ReportForm.css';

/** Reports what a message says at this moment, which rules compare with it: an author who deletes it deletes no evidence. */
const report = async (
  uid: UserId,
  roomId: RoomId,
  messageId: MessageId,
  reason: ReportReason,
  note: string,
): Promise<Outcome> => {
  const stored = message.read(await readOnce(paths.message.at({ roomId, messageId })).catch(() => undefined));
  if (stored === undefined) return { kind: connected.current() ? 'notAllowed' : 'unreachable' };
  const reportId = newKey('reports');
  const written = {
    uid,
    roomId,
    messageId,
    about: stored.uid,
    text: stored.text,
    reason,
    at: serverTime(),
    ...(note !== '' && { note }),
  };
  return act(uid, new Map([[paths.report.at({ reportId }), written]]), {
    roomId,
    budget: { of: 'reports', key: reportId },
  });
};

/** Where somebody says what is wrong with a message. Only those who run the chat read it. */
export const ReportForm = ({
  uid,
  roomId,
  messageId,
}: {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly messageId: MessageId;
}) => {
  const { report: words } = useScreenStrings();
  const { refusal: why } = useStrings();
  const [reason, setReason] = useState<ReportReason>('spam');
  const [note, setNote] = useState('');
  const [isSent, setIsSent] = useState(false);
  const { isBusy, refusal, run } = useOutcome();
  const reading = useSource(valueAt(paths.message.at({ roomId, messageId })));
  const stored = reading.state === 'ready' ? message.read(reading.value) : undefined;
  if (isSent) return <output>{words.sent}</output>;

  const send = (event: FormEvent): void => {
    event.preventDefault();
    run(
      () => report(uid, roomId, messageId, reason, note.trim()),
      () => setIsSent(true),
    );
  };
  const over = note.trim().length - limits.reportNote;
  return (
    <form className="dialog-form" onSubmit={send}>
      {stored !== undefined && (
        <blockquote className="report-quote" dir="auto">
          {stored.text}
        </blockquote>
      )}
      <p className="dialog-hint">{words.hint}</p>
      <fieldset className="choices">
        <legend>{words.why}</legend>
        {reportReasons.map((one) => (
          <label key={one} className="choice">
            <input type="radio" name="reason" checked={reason === one} onChange={() => setReason(one)} />
            <span>{words.reasons[one]}</span>
          </label>
        ))}
      </fieldset>
      <Field label={words.note} problem={over > 0 ? words.noteTooLong(over) : undefined}>
        {(field) => (
          <textarea
            {...field}
            rows={3}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            dir="auto"
          />
        )}
      </Field>
      <Problem words={refusal && why(refusal)} />
      <div className="dialog-buttons">
        <Button type="submit" kind="primary" isBusy={isBusy} disabled={over > 0}>
          {words.send}
        </Button>
      </div>
    </form>
  );
};
