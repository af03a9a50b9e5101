/** One rule that was asked, and what it came to. */
export interface DenialStep {
  readonly rulePath: string;
  /** `.read`, `.write` or `.validate`. */
  readonly kind: string;
  /** Where the rule begins in the file of the rules, from 1. */
  readonly line: number;
  readonly column: number;
  readonly source: string;
  readonly outcome: string;
  /** The smallest part of it that made it false. */
  readonly falsePart?: string;
  readonly error?: string;
  /** What the parts of the rule came to, from the whole inwards; `depth` says how many of them each stands inside of. */
  readonly parts: readonly { readonly source: string; readonly depth: number; readonly value: string }[];
}

/** A request that the emulator refused, with its reason. */
export interface Denial {
  readonly atMs: number;
  readonly operation: string;
  readonly paths: readonly string[];
  /** The one of them that was refused. */
  readonly path: string;
  /** What the rules saw as `auth`, as JSON. */
  readonly auth: string;
  readonly summary: string;
  readonly steps: readonly DenialStep[];
}

/** Reads what the emulator tells at `/.inspect/denials.json`, as far as it can be read. */
export const readDenials = (value: unknown): readonly Denial[] =>
  listOf(value).map((denial) => ({
    atMs: Date.parse(textOf(denial['at'])),
    operation: textOf(denial['operation']),
    paths: Array.isArray(denial['paths']) ? denial['paths'].map(textOf) : [],
    auth: textOf(denial['auth']),
    path: textOf(fields(denial['explanation'])['path']),
    summary: textOf(fields(denial['explanation'])['summary']),
    steps: listOf(fields(denial['explanation'])['steps']).map(readStep),
  }));

const readStep = (step: Fields): DenialStep => ({
  rulePath: textOf(step['rulePath']),
  kind: textOf(step['kind']),
  line: Number(step['line']) || 0,
  column: Number(step['column']) || 0,
  source: textOf(step['source']),
  outcome: textOf(step['outcome']),
  ...(typeof step['falsePart'] === 'string' && { falsePart: step['falsePart'] }),
  ...(typeof step['error'] === 'string' && { error: step['error'] }),
  parts: listOf(step['parts']).map((part) => ({
    source: textOf(part['source']),
    depth: Number(part['depth']) || 0,
    value: textOf(part['value']),
  })),
});

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fields) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The emulator names so many paths of a request and no more. */
const pathsMax = 20;
/** Page and emulator are on one machine, and go by one clock. */
const apartMs = 5000;

/** The denial that answers a write of `uid` which was refused at `answeredMs`: of those that fit, the one closest in time. */
export const denialOf = (
  denials: readonly Denial[],
  changes: ReadonlyMap<string, unknown>,
  uid: string | undefined,
  answeredMs: number,
): Denial | undefined => {
  const written = new Set([...changes.keys()].map((path) => `/${path}`));
  const apart = ({ atMs }: Denial): number => Math.abs(atMs - answeredMs);
  return denials
    .filter(
      (denial) =>
        denial.operation === 'write' &&
        denial.paths.length === Math.min(written.size, pathsMax) &&
        denial.paths.every((path) => written.has(path)) &&
        (uid === undefined || denial.auth.includes(JSON.stringify(uid))) &&
        apart(denial) <= apartMs,
    )
    .toSorted((a, b) => apart(a) - apart(b))[0];
};

/** A rule in three parts, so that the one that made it false can be seen. Without one, or when it is not there, all is in the first. */
export const splitRule = ({ source, falsePart }: DenialStep): readonly [string, string, string] => {
  const at = falsePart === undefined ? -1 : source.indexOf(falsePart);
  if (at < 0 || falsePart === undefined) return [source, '', ''];
  return [source.slice(0, at), falsePart, source.slice(at + falsePart.length)];
};

/** What a cut text ends with, and the emulator cuts parts shorter than the part that decided. */
const cutEnd = /…(?: \(\d+ characters\))?$/;

/** Whether a part of a rule is the one that made it false, as far as both are told. */
export const isCulprit = ({ falsePart }: DenialStep, source: string): boolean => {
  if (falsePart === undefined) return false;
  return cutEnd.test(source) ? falsePart.startsWith(source.replace(cutEnd, '')) : source === falsePart;
};
