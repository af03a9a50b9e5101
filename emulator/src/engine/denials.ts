import type { Identity } from '../auth/identity.ts';
import type { ExplainedPart, Explanation, ExplanationStep } from '../security/explain.ts';
import { cut, hidden, isSecretName, withoutTokens } from '../security/secrecy.ts';
import { formatPath, type Path } from '../tree/path.ts';

/**
 * One refused request and why, small enough to keep a hundred of. `/.inspect/denials.json` is a list of these, oldest
 * first; fields may be added to it, and none changes its meaning.
 */
export interface Denial {
  /** ISO 8601. */
  readonly at: string;
  readonly operation: 'read' | 'write';
  /** Everything that was asked for; `explanation.path` is the one that was refused. */
  readonly paths: readonly string[];
  /** The `auth` that the rules saw, as JSON. */
  readonly auth: string;
  readonly explanation: Explanation;
}

/** What a stranger sent can be megabytes; what is kept of it for a person to read is not. */
const shown = {
  textCharacters: 300,
  paths: 20,
  steps: 40,
  valuesPerStep: 20,
  stepsWithParts: 5,
  lineUnits: 120,
};

/** The last denials of one database, oldest first. */
export class DenialLog {
  readonly #capacity: number;
  readonly #denials: Denial[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Keeps a bounded copy of the denial and returns it. */
  add(
    operation: Denial['operation'],
    identity: Identity,
    paths: readonly Path[],
    explanation: Explanation,
    nowMs: number,
  ): Denial {
    const denial: Denial = {
      at: new Date(nowMs).toISOString(),
      operation,
      paths: paths.slice(0, shown.paths).map((path) => clip(`/${formatPath(path)}`)),
      auth: printAuth(identity),
      explanation: clipExplanation(explanation),
    };
    this.#denials.push(denial);
    if (this.#denials.length > this.#capacity) this.#denials.shift();
    return denial;
  }

  entries(): readonly Denial[] {
    return [...this.#denials];
  }
}

/** The claims of a token are who somebody is; what could be used to be them is left out. */
const printAuth = (identity: Identity): string => {
  const auth = identity.kind === 'admin' ? 'admin' : identity.auth;
  const text = JSON.stringify(auth, (key, value: unknown) =>
    isSecretName(key) && typeof value !== 'object' ? hidden : value,
  );
  return clip(withoutTokens(cut(text, 8 * shown.textCharacters)));
};

/** A block of lines for the console: what was asked, by whom, and the rule that refused it, taken apart. */
export const describeDenial = (namespace: string, denial: Denial): string => {
  const { operation, paths, auth, explanation } = denial;
  const { path, steps } = explanation;
  const others = paths.length > 1 ? ` (one of ${paths.length} in one request)` : '';
  return [
    `[${namespace}] denied ${operation} of ${path}${others} with auth ${auth}`,
    ...(steps.length === 0 ? [`  no .${operation} rule stands there or above`] : []),
    ...toBlame(steps).slice(-shown.stepsWithParts).flatMap(describeStep),
  ]
    .map(oneLine)
    .join('\n');
};

/** When data is not valid, somebody may write there, and how that was found does not matter. */
const toBlame = (steps: readonly ExplanationStep[]): readonly ExplanationStep[] => {
  const last = steps.at(-1);
  return last?.kind === '.validate' ? [last] : steps;
};

const describeStep = ({ kind, rulePath, line, column, outcome, error, parts }: ExplanationStep) => [
  `  ${kind} of ${rulePath} at ${line}:${column} is ${outcome}${error === undefined ? '' : `: ${error}`}`,
  ...parts.map(describePart),
];

const describePart = ({ source, depth, value, line, column }: ExplainedPart): string =>
  `    ${'  '.repeat(depth)}${cut(source, shown.lineUnits)}  is ${value}  (${line}:${column})`;

const clip = (text: string): string =>
  text.length <= shown.textCharacters
    ? text
    : `${text.slice(0, shown.textCharacters)}… (${text.length} characters)`;

/** Keys and rule sources may hold line breaks and terminal escapes; a log line holds neither. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+\s*/gu, ' ');

const clipExplanation = ({ summary, path, steps }: Explanation): Explanation => {
  const last = steps.slice(-shown.steps);
  return {
    summary: clip(summary),
    path: clip(path),
    steps: last.map((step, index) => ({
      ...step,
      rulePath: clip(step.rulePath),
      source: clip(step.source),
      ...(step.falsePart === undefined ? {} : { falsePart: clip(step.falsePart) }),
      ...(step.error === undefined ? {} : { error: clip(step.error) }),
      values: step.values
        .slice(0, shown.valuesPerStep)
        .map(({ source, value }) => ({ source: clip(source), value: clip(value) })),
      parts: index < last.length - shown.stepsWithParts ? [] : step.parts,
    })),
  };
};
