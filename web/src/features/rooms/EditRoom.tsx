import { limits, paths, roleTable, type Role, type Room, type RoomId, type UserId } from '@causerie/contract';
import { useState, type FormEvent } from 'react';
import { act } from '../../backend/act.ts';
import { useOutcome } from '../../backend/useOutcome.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { planWords } from './planRoom.ts';
import { RoomWordsFields, useRoomWords } from './RoomWordsFields.tsx';

/** Pauses a room may ask for between two messages of one person, in milliseconds; 0 asks for none. */
const pausesMs = [0, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, limits.slowMsMax] as const;

/** Name, topic and pace of a room, as far as a role may change them. */
export const EditRoom = ({
  uid,
  roomId,
  room,
  role,
}: {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly room: Room;
  readonly role: Role;
}) => {
  const { aboutRoom: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const { powers } = roleTable[role];
  /** What the form was filled from: whatever others have changed since then stays as they want it. */
  const [before, setBefore] = useState(room);
  const fields = useRoomWords({ name: before.name ?? '', topic: before.topic ?? '' });
  const [slowMs, setSlowMs] = useState(before.slowMs ?? 0);
  const [isSaved, setIsSaved] = useState(false);
  const { isBusy, refusal, run } = useOutcome();
  // A pause that was set in another way stays among the choices.
  const choices = [...new Set([...pausesMs, before.slowMs ?? 0])].toSorted((a, b) => a - b);

  const save = (event: FormEvent): void => {
    event.preventDefault();
    setIsSaved(false);
    const written = fields.check();
    if (written === undefined) return;
    const changes = new Map(planWords(roomId, before, written));
    if (slowMs !== (before.slowMs ?? 0)) {
      changes.set(`${paths.room.at({ roomId })}/slowMs`, slowMs === 0 ? null : slowMs);
    }
    if (changes.size === 0) setIsSaved(true);
    else
      run(
        () => act(uid, changes, { roomId }),
        () => {
          setBefore({ ...before, ...written, slowMs });
          setIsSaved(true);
        },
      );
  };

  return (
    <form className="dialog-form" onSubmit={save} noValidate>
      <RoomWordsFields fields={fields} mayRename={powers.includes('rename')} />
      {powers.includes('setPace') && (
        <Field label={words.pace} hint={words.paceHint}>
          {(field) => (
            <select {...field} value={slowMs} onChange={(event) => setSlowMs(Number(event.target.value))}>
              {choices.map((ms) => (
                <option key={ms} value={ms}>
                  {ms === 0 ? words.noPause : words.pause(ms / 1000)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Problem words={refusal && reason(refusal)} />
      <output className="dialog-done">{isSaved && words.saved}</output>
      <div className="dialog-buttons">
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
};
