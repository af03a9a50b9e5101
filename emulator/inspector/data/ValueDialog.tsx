/** @jsxImportSource preact */
import { useId, useState } from 'preact/hooks';
import type { Json } from '../../src/tree/json.ts';
import { Modal } from '../Modal.tsx';
import { useStrings } from '../strings/language.ts';
import { readJson } from './jsonText.ts';
import { KeyField, useKeyProblem } from './KeyField.tsx';

interface ValueDialogProps {
  readonly title: string;
  /** What is there now, as JSON. */
  readonly text: string;
  readonly hasKey: boolean;
  /** @returns what is wrong with it, if anything */
  readonly onSave: (key: string, value: Json) => Promise<string | undefined>;
  readonly onClose: () => void;
}

/** Asks for a value, and for a key where there is none yet. */
export const ValueDialog = ({ title, text, hasKey, onSave, onClose }: ValueDialogProps) => {
  const strings = useStrings();
  const words = strings.data;
  const [key, setKey] = useState('');
  const [typed, setTyped] = useState(text);
  const [isTried, setIsTried] = useState(false);
  const [problem, setProblem] = useState<string>();
  const hint = useId();
  const fault = useId();
  const keyProblem = useKeyProblem(key);
  const read = readJson(typed);
  const badJson = 'value' in read ? undefined : words.badJson(read.line, read.column);
  const shownFault = isTried ? badJson : undefined;

  const save = (event: Event): void => {
    event.preventDefault();
    setIsTried(true);
    if ((hasKey && keyProblem !== undefined) || !('value' in read)) return;
    onSave(key, read.value).then(setProblem, (error: Error) => setProblem(error.message));
  };

  return (
    <Modal title={title} onClose={onClose}>
      <form onSubmit={save} class="form">
        {hasKey && <KeyField value={key} problem={isTried ? keyProblem : undefined} onChange={setKey} />}
        <label>
          <span class="label">{words.json}</span>
          <textarea
            rows={Math.min(20, Math.max(3, typed.split('\n').length + 1))}
            spellcheck={false}
            value={typed}
            aria-describedby={`${hint} ${fault}`}
            aria-invalid={shownFault !== undefined}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(event);
            }}
          />
        </label>
        <p id={hint} class="quiet">
          {words.jsonHint}
        </p>
        <div id={fault} aria-live="polite">
          {shownFault !== undefined && (
            <p class="bad">
              {shownFault}{' '}
              <button type="button" class="link" onClick={() => setTyped(JSON.stringify(typed))}>
                {words.useAsText}
              </button>
            </p>
          )}
          {problem !== undefined && <p class="bad">{problem}</p>}
        </div>
        <div class="buttons">
          <button type="button" onClick={onClose}>
            {strings.cancel}
          </button>
          <button type="submit" class="primary">
            {strings.save}
          </button>
        </div>
      </form>
    </Modal>
  );
};
