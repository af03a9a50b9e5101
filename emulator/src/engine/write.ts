import { DataProblem } from '../tree/dataProblem.ts';
import { fromJson, readPriority } from '../tree/json.ts';
import { emptyNode, leaf, type Node, nodeAt, withNodeAt, withPriority } from '../tree/node.ts';
import { formatPath, isPathProblem, parsePath, type Path, priorityKey } from '../tree/path.ts';
import { resolveServerValues } from '../tree/serverValue.ts';

/** What a write would do: the root it leads to, and where it writes. Nothing has happened yet. */
export interface WritePlan {
  readonly after: Node;
  /**
   * The written locations, none twice and none below another. A priority is written with its owner, so the owner's
   * path stands for `owner/.priority`.
   */
  readonly writes: readonly Path[];
  /** Of an update: the location whose children it named. */
  readonly updateAt?: Path | undefined;
}

export interface WriteProblem {
  readonly problem: string;
}

export const isWriteProblem = (plan: object): plan is WriteProblem => 'problem' in plan;

/** One location and what is to be written there. */
export interface WriteEntry {
  readonly path: Path;
  readonly value: unknown;
}

/** True for a path such as `rooms/lobby/.priority`, which addresses a node's priority and nothing else. */
export const isPriorityPath = (path: Path): boolean => path.at(-1) === priorityKey;

/** Replaces the value at one location. Server values see the old value there and the one instant `nowMs`. */
export const planSet = (root: Node, path: Path, value: unknown, nowMs: number): WritePlan | WriteProblem => {
  const after = withEntry(root, root, { path, value }, nowMs);
  return isWriteProblem(after) ? after : { after, writes: [ownerOf(path)] };
};

/**
 * Replaces the values at several locations at once, all seen with the same `nowMs`.
 *
 * @param values an object of paths, relative to `path`, to their new values
 */
export const planUpdate = (
  root: Node,
  path: Path,
  values: unknown,
  nowMs: number,
): WritePlan | WriteProblem => {
  const entries = entriesOf(path, values);
  if ('problem' in entries) return entries;
  const plan = planEntries(root, entries, nowMs);
  return isWriteProblem(plan) ? plan : { ...plan, updateAt: path };
};

/** The locations an update names, or what is wrong with it: used by onDisconnect, which resolves values later. */
export const entriesOf = (path: Path, values: unknown): readonly WriteEntry[] | WriteProblem => {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return {
      problem: `Invalid update at "/${formatPath(path)}": it must be an object of paths to values, not ${nameOf(values)}.`,
    };
  }
  const entries: WriteEntry[] = [];
  for (const [key, value] of Object.entries(values)) {
    // The whole path, so that its depth counts from the root.
    const location = parsePath(`${formatPath(path)}/${key}`);
    if (isPathProblem(location)) return location;
    if (key === '') return { problem: 'Invalid update: a key is empty. Name the child to write.' };
    entries.push({ path: location, value });
  }
  return conflictIn(entries) ?? entries;
};

const conflictIn = (entries: readonly WriteEntry[]): WriteProblem | undefined => {
  const written = new Set<string>();
  for (const { path } of entries) {
    const text = formatPath(path);
    if (written.has(text)) {
      return { problem: `Invalid update: it writes "/${text}" twice. Name each location once.` };
    }
    written.add(text);
  }
  for (const text of written) {
    const ancestor = ancestorIn(written, text);
    if (ancestor === undefined) continue;
    return {
      problem:
        `Invalid update: it writes "/${ancestor}" and also "/${text}" below it. ` +
        'Put both into one value, or write only one of them.',
    };
  }
  return undefined;
};

/**
 * The outermost location above `text` that is one of `places`, all as texts. An update can name a million locations, and
 * each is looked at here.
 */
const ancestorIn = (
  places: { readonly has: (place: string) => boolean },
  text: string,
): string | undefined => {
  if (text === '') return undefined;
  if (places.has('')) return '';
  for (let end = text.indexOf('/'); end >= 0; end = text.indexOf('/', end + 1)) {
    const ancestor = text.slice(0, end);
    if (places.has(ancestor)) return ancestor;
  }
  return undefined;
};

/** Replaces the values at several locations at once, none of them below another. */
export const planEntries = (
  root: Node,
  entries: readonly WriteEntry[],
  nowMs: number,
): WritePlan | WriteProblem => {
  // Priorities come last: an update may create a node and give it its priority in one go, whatever the order of keys.
  const values = entries.filter(({ path }) => !isPriorityPath(path));
  const priorities = entries.filter(({ path }) => isPriorityPath(path));
  let after = root;
  for (const entry of [...values, ...priorities]) {
    const next = withEntry(after, root, entry, nowMs);
    if (isWriteProblem(next)) return next;
    after = next;
  }
  return { after, writes: outermost(entries.map(({ path }) => ownerOf(path))) };
};

/** `after` with one more value in it. Server values see what `root` has there. */
const withEntry = (
  after: Node,
  root: Node,
  { path, value }: WriteEntry,
  nowMs: number,
): Node | WriteProblem => {
  if (isPriorityPath(path)) return withPriorityEntry(after, root, path, value, nowMs);
  const resolved = resolveServerValues(value, nodeAt(root, path), nowMs);
  const node = resolved instanceof DataProblem ? resolved : fromJson(resolved, path.length);
  return node instanceof DataProblem ? explained(path, node) : withNodeAt(after, path, node);
};

const withPriorityEntry = (
  after: Node,
  root: Node,
  path: Path,
  value: unknown,
  nowMs: number,
): Node | WriteProblem => {
  const owner = ownerOf(path);
  const old = nodeAt(root, owner).priority;
  const resolved = resolveServerValues(value, old === null ? emptyNode : leaf(old), nowMs);
  const priority = resolved instanceof DataProblem ? resolved : readPriority(resolved);
  if (priority instanceof DataProblem) return explained(path, priority);
  return withNodeAt(after, owner, withPriority(nodeAt(after, owner), priority));
};

const ownerOf = (path: Path): Path => (isPriorityPath(path) ? path.slice(0, -1) : path);

const explained = (path: Path, { problem }: DataProblem): WriteProblem => ({
  problem: `${problem} (in the value for "/${formatPath(path)}")`,
});

/** The locations with none twice and none below another. */
export const outermost = (paths: readonly Path[]): readonly Path[] => {
  const written = new Map(paths.map((path) => [formatPath(path), path]));
  const kept: Path[] = [];
  for (const [text, path] of written) if (ancestorIn(written, text) === undefined) kept.push(path);
  return kept;
};

const nameOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return JSON.stringify(value)?.slice(0, 80) ?? typeof value;
};
