import { changedChildren } from '../tree/diff.ts';
import type { Node } from '../tree/node.ts';
import type { Path } from '../tree/path.ts';

/**
 * Where a function listens. Both generations write `{name}` for one key. The second also knows `*` (any run of
 * characters inside a key), `**` (any number of keys, none included) and both as the value of a capture: `{name=**}`.
 */
type Segment =
  | { readonly kind: 'literal'; readonly key: string }
  | { readonly kind: 'one'; readonly name?: string; readonly glob: string }
  | { readonly kind: 'many'; readonly name?: string };

export type TriggerPattern = readonly Segment[];

export const parseTriggerPattern = (text: string, generation: 1 | 2): TriggerPattern =>
  text
    .split('/')
    .filter((part) => part !== '')
    .map((part) => parseSegment(part, generation));

const parseSegment = (part: string, generation: 1 | 2): Segment => {
  const capture = /^\{([^{}=]+)(?:=([^{}]+))?\}$/.exec(part);
  const name = capture?.[1];
  const glob = capture === null ? part : (capture[2] ?? '*');
  const named = name === undefined ? {} : { name };
  if (generation === 2 && glob === '**') return { kind: 'many', ...named };
  if (capture !== null || (generation === 2 && glob.includes('*'))) return { kind: 'one', glob, ...named };
  return { kind: 'literal', key: part };
};

/** Whether `text` has the form of `glob`, in which `*` stands for any run of characters. */
export const matchesGlob = (glob: string, text: string): boolean => {
  const [head = '', ...rest] = glob.split('*');
  const tail = rest.pop();
  if (tail === undefined) return glob === text;
  if (!text.startsWith(head)) return false;
  let position = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return text.length - tail.length >= position && text.endsWith(tail);
};

export interface ChangedLocation {
  readonly path: Path;
  readonly before: Node;
  readonly after: Node;
}

/**
 * Every location of the pattern that differs between two roots: the one written, those above it and those below,
 * each once. Walks only what differs, so it costs what the commit changed.
 */
export function* changedLocations(
  pattern: TriggerPattern,
  before: Node,
  after: Node,
): Generator<ChangedLocation> {
  yield* walk(pattern, { path: [], before, after }, reachable(pattern, [0]));
}

function* walk(
  pattern: TriggerPattern,
  location: ChangedLocation,
  positions: ReadonlySet<number>,
): Generator<ChangedLocation> {
  const { path, before, after } = location;
  if (before === after) return;
  if (positions.has(pattern.length)) yield location;
  if (![...positions].some((position) => position < pattern.length)) return;
  for (const [key, old, young] of changedChildren(before, after)) {
    const next = reachable(
      pattern,
      [...positions].flatMap((position) => step(pattern, position, key)),
    );
    if (next.size > 0) yield* walk(pattern, { path: [...path, key], before: old, after: young }, next);
  }
}

/** The places in a pattern that one more key leads to. */
const step = (pattern: TriggerPattern, position: number, key: string): readonly number[] => {
  const segment = pattern[position];
  if (segment === undefined) return [];
  if (segment.kind === 'many') return [position];
  const matches = segment.kind === 'literal' ? segment.key === key : matchesGlob(segment.glob, key);
  return matches ? [position + 1] : [];
};

/** With these places all those behind a `**` too, as it may stand for no key at all. */
const reachable = (pattern: TriggerPattern, positions: readonly number[]): ReadonlySet<number> => {
  const all = new Set(positions);
  for (const position of all) if (pattern[position]?.kind === 'many') all.add(position + 1);
  return all;
};

/** What the captures of a pattern stand for at a location it matches, found as firebase-functions finds it. */
export const paramsAt = (pattern: TriggerPattern, path: Path): ReadonlyMap<string, string> => {
  const params = new Map<string, string>();
  let depth = 0;
  for (const [position, segment] of pattern.entries()) {
    const behind = pattern.length - 1 - position;
    const end = segment.kind === 'many' ? Math.max(depth, path.length - behind) : depth + 1;
    if (segment.kind !== 'literal' && segment.name !== undefined) {
      params.set(segment.name, path.slice(depth, end).join('/'));
    }
    depth = end;
  }
  return params;
};
