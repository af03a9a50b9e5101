import type { CommandWords } from '../../strings/commands/CommandWords.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { NamedCommand } from './loadCommands.ts';
import './CommandBar.css';

/** What a command came to, or what commands there are: over the field, until something else is typed. */
export const CommandBar = ({
  said,
  words,
  onDismiss,
}: {
  readonly said: { readonly sentence: string; readonly isProblem: boolean } | readonly NamedCommand[];
  readonly words: CommandWords;
  readonly onDismiss: () => void;
}) => (
  <div className="command-bar">
    {'sentence' in said ? (
      <p role={said.isProblem ? 'alert' : undefined} aria-live="polite" data-problem={said.isProblem}>
        {said.sentence}
      </p>
    ) : (
      <section aria-label={words.heading}>
        <h2>{words.heading}</h2>
        <dl>
          {said.map(({ name, usage, hint }) => (
            <div key={name}>
              <dt>
                <code>{`/${name} ${usage}`.trim()}</code>
              </dt>
              <dd>{hint}</dd>
            </div>
          ))}
        </dl>
      </section>
    )}
    <button type="button" className="icon-button" aria-label={words.dismiss} onClick={onDismiss}>
      <Icon name="close" />
    </button>
  </div>
);
