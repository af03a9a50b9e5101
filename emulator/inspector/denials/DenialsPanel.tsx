/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { Denial } from '../../src/engine/denials.ts';
import { server } from '../server.ts';
import { useStrings } from '../strings/language.ts';
import { usePoll } from '../usePoll.ts';

interface DenialsPanelProps {
  readonly ns: string;
  readonly onTrouble: (error: unknown) => void;
  /** Shows a line of the rules. */
  readonly onShowLine: (line: number) => void;
}

const pauseMs = 1_000;

/** The last refused requests, newest first, each with the rules that were asked. */
export const DenialsPanel = ({ ns, onTrouble, onShowLine }: DenialsPanelProps) => {
  const { denials: words } = useStrings();
  const [denials, setDenials] = useState<readonly Denial[]>();
  usePoll(() => server.denials(ns).then((all) => setDenials(all.toReversed()), onTrouble), pauseMs, [ns]);
  if (denials === undefined) return null;
  if (denials.length === 0) {
    return (
      <div class="empty">
        <p>{words.none}</p>
        <p class="quiet">{words.noneHint}</p>
      </div>
    );
  }
  return (
    <ol class="denials">
      {keyed(denials).map(([key, denial], index) => (
        <DenialEntry key={key} denial={denial} isFirst={index === 0} onShowLine={onShowLine} />
      ))}
    </ol>
  );
};

/** A denial is known by its moment, and by how many of that moment came before: the list loses its oldest as it goes on. */
const keyed = (denials: readonly Denial[]): readonly (readonly [key: string, denial: Denial])[] => {
  const counts = new Map<string, number>();
  return denials
    .toReversed()
    .map((denial) => {
      const count = counts.get(denial.at) ?? 0;
      counts.set(denial.at, count + 1);
      return [`${denial.at}-${count}`, denial] as const;
    })
    .toReversed();
};

interface DenialEntryProps {
  readonly denial: Denial;
  readonly isFirst: boolean;
  readonly onShowLine: (line: number) => void;
}

const DenialEntry = ({ denial, isFirst, onShowLine }: DenialEntryProps) => {
  const strings = useStrings();
  const words = strings.denials;
  const { at, operation, auth, explanation } = denial;
  const steps = explanation.steps.filter(({ outcome }) => outcome !== 'true');
  return (
    <li class="denial">
      <details open={isFirst}>
        <summary>
          <span class="denial-what">
            <strong>{operation === 'read' ? words.read : words.write}</strong> <code>{explanation.path}</code>
          </span>
          <span class="quiet">
            {words.by} <Who auth={auth} />
          </span>
          <time dateTime={at}>{strings.time(Date.parse(at))}</time>
        </summary>
        <p class="quiet">
          {words.as} <code>{auth}</code>
        </p>
        {steps.length === 0 && <p>{words.noRule}</p>}
        <ol>
          {steps.map((step) => (
            <li key={`${step.line}:${step.column}`} class="step">
              <p>
                <code>
                  {step.kind} {step.rulePath}
                </code>{' '}
                {step.outcome === 'error' ? words.failed : words.isFalse}
                {step.falsePart !== undefined && step.falsePart !== step.source && (
                  <>
                    {' '}
                    {words.because} <code class="bad">{step.falsePart}</code>
                  </>
                )}
                {' – '}
                <button
                  type="button"
                  class="link"
                  onClick={() => onShowLine(step.falseAt?.line ?? step.line)}
                >
                  {words.line(step.falseAt?.line ?? step.line, step.falseAt?.column ?? step.column)}
                </button>
              </p>
              <pre class="source">{step.source}</pre>
              {step.error !== undefined && <p class="bad">{step.error}</p>}
              {step.parts.length > 0 && (
                <table class="parts">
                  <caption class="unseen">{words.values}</caption>
                  <thead class="unseen">
                    <tr>
                      <th scope="col">{words.part}</th>
                      <th scope="col">{words.is}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {step.parts.map((part) => (
                      <tr key={`${part.line}:${part.column}:${part.source}`}>
                        <td style={{ paddingInlineStart: `${part.depth}em` }}>
                          <code>{part.source}</code>
                        </td>
                        <td class={part.value === 'false' || part.value === '(error)' ? 'bad' : ''}>
                          <code>{part.value}</code>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
};

/** The name in the `auth` that rules saw; all of it stands below. */
const Who = ({ auth }: { readonly auth: string }) => {
  const { connections: words } = useStrings();
  if (auth === 'null') return <em>{words.signedOut}</em>;
  const uid = /^\{"uid":("(?:[^"\\]|\\.)*")/.exec(auth)?.[1];
  return <code>{uid === undefined ? words.token : (JSON.parse(uid) as string)}</code>;
};
