import type { UserId } from '@causerie/contract';
import { useState, type FormEvent } from 'react';
import { act } from '../../backend/act.ts';
import { useOutcome } from '../../backend/useOutcome.ts';
import { useScreenStrings } from '../../strings/screens/ScreenStringsContext.ts';
import { useStrings } from '../../strings/StringsContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useCloseDialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { newRoomId, planRoom } from './planRoom.ts';
import { addressOf } from './roomInAddress.ts';
import { RoomWordsFields, useRoomWords } from './RoomWordsFields.tsx';

/** Where somebody opens a room of their own, and is then in it. */
export const NewRoom = ({ uid }: { readonly uid: UserId }) => {
  const close = useCloseDialog();
  const { newRoom: words } = useScreenStrings();
  const { refusal: reason } = useStrings();
  const [kind, setKind] = useState<'public' | 'private'>('public');
  const fields = useRoomWords({ name: '', topic: '' });
  const { isBusy, refusal, run } = useOutcome();

  const open = (event: FormEvent): void => {
    event.preventDefault();
    const written = fields.check();
    if (written === undefined) return;
    const roomId = newRoomId(kind, written.name);
    run(
      () => act(uid, planRoom(uid, roomId, kind, written), { roomId, budget: { of: 'rooms', key: roomId } }),
      () => {
        location.hash = addressOf(roomId);
        close();
      },
    );
  };

  const choice = (value: 'public' | 'private', label: string, hint: string) => (
    <label className="choice">
      <input
        type="radio"
        name="kind"
        value={value}
        checked={kind === value}
        onChange={() => setKind(value)}
      />
      <span>
        {label}
        <span className="choice-hint">{hint}</span>
      </span>
    </label>
  );

  return (
    <form className="dialog-form" onSubmit={open} noValidate>
      <RoomWordsFields fields={fields} mayRename={true} />
      <fieldset className="choices">
        <legend>{words.who}</legend>
        {choice('public', words.public, words.publicHint)}
        {choice('private', words.private, words.privateHint)}
      </fieldset>
      <Problem words={refusal && reason(refusal)} />
      <div className="dialog-buttons">
        <Button type="submit" kind="primary" isBusy={isBusy}>
          {isBusy ? words.creating : words.create}
        </Button>
      </div>
    </form>
  );
};
