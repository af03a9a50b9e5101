import { useEffect, useState } from 'react';
import type { LoggedWrite } from '../../backend/writeLog.ts';
import { useDeveloperWords } from '../../strings/developer/DeveloperWordsContext.ts';
import { isCulprit, splitRule, type Denial, type DenialStep } from './denials.ts';
import { shownWrite } from './shownWrite.ts';

/** Finds out why a write was denied; `undefined` when nobody can say. */
export type ExplainWrite = (write: LoggedWrite) => Promise<Denial | undefined>;

/** What a page has written, newest first, each with its verdict and, when it was denied, the reason. `tag` is the language of times. */
export const WriteList = ({
  writes,
  explain,
  tag,
}: {
  readonly writes: readonly LoggedWrite[];
  readonly explain: ExplainWrite;
  readonly tag: string;
}) => {
  const words = useDeveloperWords().writes;
  const [isOnlyRefused, setIsOnlyRefused] = useState(false);
  const refused = writes.filter(({ verdict }) => verdict.state === 'denied');
  const shown = isOnlyRefused ? refused : writes;
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'medium' });
  return (
    <section className="developer-section">
      <p className="developer-hint">{words.hint}</p>
      <label className="developer-check">
        <input
          type="checkbox"
          checked={isOnlyRefused}
          onChange={({ target }) => setIsOnlyRefused(target.checked)}
        />
        {words.onlyRefused}
      </label>
      <output className="developer-hint">{refused.length > 0 && words.refused(refused.length)}</output>
      {writes.length === 0 && <p>{words.none}</p>}
      <ol className="developer-writes">
        {shown.toReversed().map((write) => (
          <li key={write.id}>
            <Write write={write} explain={explain} at={time.format(write.atMs)} />
          </li>
        ))}
      </ol>
    </section>
  );
};

const Write = ({
  write,
  explain,
  at,
}: {
  readonly write: LoggedWrite;
  readonly explain: ExplainWrite;
  readonly at: string;
}) => {
  const words = useDeveloperWords().writes;
  const { verdict, changes, kind } = write;
  const [wish, setWish] = useState<boolean>();
  const isDenied = verdict.state === 'denied';
  const isOpen = wish ?? isDenied;
  const rows = shownWrite(changes);
  const said =
    verdict.state === 'stored'
      ? words.verdicts.stored(Math.round(verdict.tookMs))
      : words.verdicts[verdict.state];
  return (
    <details
      className="developer-write"
      open={isOpen}
      onToggle={({ currentTarget }) => currentTarget.open !== isOpen && setWish(currentTarget.open)}
    >
      <summary>
        <span className="developer-verdict" data-verdict={verdict.state}>
          {said}
        </span>{' '}
        <span className="developer-time">{at}</span>{' '}
        {kind === 'leaving' && <span className="developer-time">{words.leaving} </span>}
        <code>{rows[0]?.path}</code> {rows.length > 1 && words.more(rows.length - 1)}
      </summary>
      {isOpen && (
        <>
          <dl className="developer-changes">
            {rows.map(({ path, value }) => (
              <div key={path}>
                <dt>
                  <span className="visually-hidden">{words.place}: </span>
                  <code>{path}</code>
                </dt>
                <dd>
                  <span className="visually-hidden">{words.value}: </span>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
          {isDenied && <Reason write={write} explain={explain} />}
        </>
      )}
    </details>
  );
};

const Reason = ({ write, explain }: { readonly write: LoggedWrite; readonly explain: ExplainWrite }) => {
  const words = useDeveloperWords().writes;
  const [denial, setDenial] = useState<Denial | 'asking' | 'unexplained'>('asking');
  useEffect(() => {
    let isOver = false;
    explain(write).then(
      (found) => isOver || setDenial(found ?? 'unexplained'),
      () => isOver || setDenial('unexplained'),
    );
    return () => {
      isOver = true;
    };
  }, [write, explain]);
  if (denial === 'asking') return <p className="developer-hint">{words.asking}</p>;
  if (denial === 'unexplained') return <p className="developer-hint">{words.unexplained}</p>;
  const steps = denial.steps.filter(({ outcome }) => outcome !== 'true');
  // The walk ends at the rule that decides.
  const last = steps.at(-1);
  const others = steps.slice(0, -1);
  return (
    <div className="developer-reason">
      <h4>{words.why}</h4>
      {denial.path !== '' && (
        <p>
          {words.refusedPlace} <code>{denial.path}</code>
        </p>
      )}
      {/* The emulator speaks English. */}
      {last === undefined ? <p lang="en">{denial.summary}</p> : <Step step={last} />}
      {others.length > 0 && (
        <details>
          <summary>{words.others(others.length)}</summary>
          {others.map((step) => (
            <Step key={`${step.kind} ${step.line}:${step.column}`} step={step} />
          ))}
        </details>
      )}
      <p className="developer-hint">
        {words.auth} <code>{denial.auth}</code>
      </p>
    </div>
  );
};

const Step = ({ step }: { readonly step: DenialStep }) => {
  const words = useDeveloperWords().writes;
  const [before, culprit, after] = splitRule(step);
  const outcome = step.outcome === 'error' ? 'error' : 'false';
  return (
    <div className="developer-step">
      <p>
        <strong>{words.rule(step.kind, step.rulePath)}</strong>{' '}
        <span className="developer-verdict" data-verdict={outcome === 'false' ? 'denied' : 'failed'}>
          {words.outcomes[outcome]}
        </span>
      </p>
      <p className="developer-time">{words.position(step.line, step.column)}</p>
      <pre className="developer-rule">
        <code>
          {before}
          {culprit !== '' && <mark>{culprit}</mark>}
          {after}
        </code>
      </pre>
      {step.falsePart !== undefined && culprit === '' && step.parts.length === 0 && (
        <>
          <h5>{words.part}</h5>
          <pre className="developer-rule">
            <code>
              <mark>{step.falsePart}</mark>
            </code>
          </pre>
        </>
      )}
      {step.error !== undefined && <p lang="en">{step.error}</p>}
      {step.parts.length > 0 && (
        <>
          <h5>{words.came}</h5>
          <ul className="developer-parts">
            {step.parts.map(({ source, depth, value }, index) => (
              // The same words may stand in a rule more than once.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index} style={{ '--depth': depth } as React.CSSProperties}>
                <code>{isCulprit(step, source) ? <mark>{source}</mark> : source}</code>{' '}
                <code className="developer-came" data-value={value}>
                  {value}
                </code>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};
