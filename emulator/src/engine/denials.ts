import type { Identity } from '../auth/identity.ts';
import type { Explanation } from '../security/explain.ts';
import { formatPath, type Path } from '../tree/path.ts';

/** One refused request and why, small enough to keep a hundred of. */
export interface Denial {
  /** ISO 8601. */
  readonly at: string;
  readonly operation: 'read' | 'write';
  readonly paths: readonly string[];
  /** The `auth` that the rules saw, as JSON. */
  readonly auth: string;
  readonly explanation: Explanation;
}

/** What a stranger sent can be megabytes; what is kept of it for a person to read is not. */
const shown = { textCharacters: 300, paths: 20, steps: 40, valuesPerStep: 20 };

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
      auth: clip(JSON.stringify(identity.kind === 'admin' ? 'admin' : identity.auth)),
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

/** One line for the log. */
export const describeDenial = ({ operation, paths, auth, explanation }: Denial): string =>
  oneLine(`denied ${operation} of ${paths.join(', ')} with auth ${auth}: ${explanation.summary}`);

const clip = (text: string): string =>
  text.length <= shown.textCharacters
    ? text
    : `${text.slice(0, shown.textCharacters)}… (${text.length} characters)`;

/** Keys and rule sources may hold line breaks and terminal escapes; a log line holds neither. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

const clipExplanation = ({ summary, steps }: Explanation): Explanation => ({
  summary: clip(summary),
  steps: steps.slice(-shown.steps).map((step) => ({
    ...step,
    rulePath: clip(step.rulePath),
    source: clip(step.source),
    ...(step.falsePart === undefined ? {} : { falsePart: clip(step.falsePart) }),
    ...(step.error === undefined ? {} : { error: clip(step.error) }),
    values: step.values
      .slice(0, shown.valuesPerStep)
      .map(({ source, value }) => ({ source: clip(source), value: clip(value) })),
  })),
});
