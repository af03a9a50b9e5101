/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { server } from '../server.ts';
import { useStrings } from '../strings/language.ts';

interface RulesPanelProps {
  readonly ns: string;
  /** The line to show, from 1. */
  readonly line: number | undefined;
  readonly hasRules: boolean;
  readonly onTrouble: (error: unknown) => void;
}

/** The rules as they were uploaded, with the numbers that denials and errors name. */
export const RulesPanel = ({ ns, line, hasRules, onTrouble }: RulesPanelProps) => {
  const strings = useStrings();
  const [text, setText] = useState<string>();
  const marked = useRef<HTMLLIElement>(null);
  useEffect(() => {
    server.rules(ns).then(setText, onTrouble);
  }, [ns, hasRules, onTrouble]);
  useEffect(() => marked.current?.scrollIntoView({ block: 'center' }), [text, line]);
  return (
    <>
      {!hasRules && <p>{strings.rules.none(ns)}</p>}
      {/* What scrolls has to be reachable for the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section class="rules" aria-label={strings.rules.text(ns)} tabIndex={0}>
        <ol>
          {text?.split('\n').map((each, index) => {
            const isMarked = index + 1 === line;
            return (
              // Lines have no names but their numbers.
              // oxlint-disable-next-line react/no-array-index-key
              <li
                key={index}
                class={isMarked ? 'marked' : ''}
                ref={isMarked ? marked : null}
                aria-current={isMarked ? 'location' : undefined}
              >
                <code>{each}</code>
              </li>
            );
          })}
        </ol>
      </section>
    </>
  );
};
