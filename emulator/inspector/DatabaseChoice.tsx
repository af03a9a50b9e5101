/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { useStrings } from './strings/language.ts';

interface DatabaseChoiceProps {
  readonly names: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
}

/** No database can be called so. */
const another = ' ';

/** Which database is looked at: one that there is, or one that begins when something is written to it. */
export const DatabaseChoice = ({ names, chosen, onChoose }: DatabaseChoiceProps) => {
  const strings = useStrings();
  const [isAsking, setIsAsking] = useState(false);
  const [name, setName] = useState('');
  const all = chosen === undefined || names.includes(chosen) ? names : [...names, chosen];
  return (
    <form
      class="database"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        onChoose(name.trim());
        setIsAsking(false);
      }}
    >
      <label>
        <span class="label">{strings.database}</span>
        <select
          value={isAsking ? another : (chosen ?? another)}
          onChange={({ currentTarget }) => {
            const isAnother = currentTarget.value === another;
            setIsAsking(isAnother);
            if (!isAnother) onChoose(currentTarget.value);
          }}
        >
          {all.toSorted().map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
          <option value={another}>{all.length === 0 ? strings.noDatabase : strings.otherDatabase}</option>
        </select>
      </label>
      {(isAsking || all.length === 0) && (
        <>
          <input
            aria-label={strings.otherDatabaseName}
            placeholder={strings.otherDatabaseName}
            value={name}
            pattern="[A-Za-z0-9_][A-Za-z0-9_.\-]{0,99}"
            required
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
          <button type="submit">{strings.open}</button>
        </>
      )}
    </form>
  );
};
