/** @jsxImportSource preact */
import { useId } from 'preact/hooks';
import { forbiddenInKey } from '../../src/tree/path.ts';
import { useStrings } from '../strings/language.ts';

/** What the database says of keys, in the language of the page; it has the last word all the same. */
export const useKeyProblem = (key: string): string | undefined => {
  const { data: words } = useStrings();
  if (key === '') return words.emptyKey;
  const forbidden = forbiddenInKey.exec(key)?.[0];
  return forbidden === undefined ? undefined : words.badKey(JSON.stringify(forbidden));
};

interface KeyFieldProps {
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (key: string) => void;
}

export const KeyField = ({ value, problem, onChange }: KeyFieldProps) => {
  const { data: words } = useStrings();
  const hint = useId();
  return (
    <>
      <label>
        <span class="label">{words.key}</span>
        <input
          value={value}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={hint}
          aria-invalid={problem !== undefined}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      </label>
      <p id={hint} class={problem === undefined ? 'quiet' : 'bad'}>
        {problem ?? words.keyHint}
      </p>
    </>
  );
};
