import type { Json } from './json.ts';
import { branchOf, childOf, emptyNode, type Branch, type Node, type Scalar } from './node.ts';
import { maxKey, minKey } from './order.ts';
import type { Entry } from './orderedMap.ts';
import {
  comparePositions,
  indexName,
  OrderedIndex,
  positionOf,
  type Index,
  type Position,
} from './orderedIndex.ts';
import { isPathProblem, keyCharacterProblem, parsePath } from './path.ts';

export type { Index } from './orderedIndex.ts';

/** Which children of a location someone asked for. */
export interface QuerySpec {
  readonly index: Index;
  readonly start?: Bound;
  readonly end?: Bound;
  readonly limit?: { readonly count: number; readonly from: 'left' | 'right' };
  /** The wire object it came as, where that is not how current SDKs would print it. */
  readonly asked?: Readonly<Record<string, Json>>;
}

/** One end of a range; null is a value like any other ("has none"). In key order the value is itself the key. */
export interface Bound {
  readonly value: Scalar | null;
  readonly key?: string;
  readonly inclusive: boolean;
}

/** Everything, as a listen without a query gets it. */
export const wholeNode: QuerySpec = { index: { kind: 'priority' } };

/** Whether nothing is left out; an order alone filters nothing. */
export const isWholeNode = (query: QuerySpec): boolean =>
  query.start === undefined && query.end === undefined && query.limit === undefined;

/** The children in the window, in the order of the index, in O(log n + window). */
export const windowEntries = (node: Node, query: QuerySpec): readonly Entry<string, Node>[] => {
  if (node.kind !== 'branch') return [];
  const count = query.limit?.count ?? Infinity;
  const fromRight = query.limit?.from === 'right';
  const first = query.start && startPosition(query.index, query.start);
  const last = query.end && endPosition(query.index, query.end);
  const entries: Entry<string, Node>[] = [];
  for (const [at, child] of inOrder(node, query.index, fromRight, fromRight ? last : first)) {
    if (entries.length === count) break;
    const afterStart = first === undefined || isInside(comparePositions(at, first), query.start);
    const beforeEnd = last === undefined || isInside(comparePositions(last, at), query.end);
    if (afterStart && beforeEnd) entries.push([at.key, child]);
    // The walk begins at the near bound, which may itself be excluded; past the far one nothing can follow.
    else if (fromRight ? !afterStart : !beforeEnd) break;
  }
  return fromRight ? entries.toReversed() : entries;
};

/** The window as a node of its own, without the priority of the location. For `wholeNode` the node itself. */
export const select = (node: Node, query: QuerySpec): Node => {
  if (isWholeNode(query)) return node;
  if (node.kind !== 'branch') return emptyNode;
  const entries = windowEntries(node, query);
  return entries.length === node.children.size && node.priority === null ? node : branchOf(entries);
};

/** Whether a child at `key` lies within the bounds of a query, its limit aside. */
export const isInRange = (query: QuerySpec, key: string, child: Node): boolean => {
  const at = positionOf(query.index, key, child);
  const { start, end, index } = query;
  return (
    (start === undefined || isInside(comparePositions(at, startPosition(index, start)), start)) &&
    (end === undefined || isInside(comparePositions(endPosition(index, end), at), end))
  );
};

const isInside = (distance: number, bound: Bound | undefined): boolean =>
  distance > 0 || (distance === 0 && bound?.inclusive === true);

/** Without a key, an inclusive start takes in every key of its value, and an exclusive one none. */
const startPosition = (index: Index, { value, key, inclusive }: Bound): Position =>
  index.kind === 'key'
    ? { value: null, key: String(value) }
    : { value, key: key ?? (inclusive ? minKey : maxKey) };

const endPosition = (index: Index, { value, key, inclusive }: Bound): Position =>
  index.kind === 'key'
    ? { value: null, key: String(value) }
    : { value, key: key ?? (inclusive ? maxKey : minKey) };

/** Walks children in the order of an index, from a position on; going back, from there down. */
function* inOrder(
  branch: Branch,
  index: Index,
  back: boolean,
  from: Position | undefined,
): Generator<readonly [Position, Node], undefined> {
  if (index.kind === 'key' || (index.kind === 'priority' && branch.prioritized === 0)) {
    // Every child sorts by null here, and only null does not come before any other value.
    if (from !== undefined && from.value !== null && !back) return undefined;
    const key = from === undefined || from.value !== null ? undefined : from;
    const entries = back ? branch.children.entriesBack(key) : branch.children.entries(key);
    for (const [name, child] of entries) yield [{ value: null, key: name }, child];
    return undefined;
  }
  const { positions } = OrderedIndex.of(branch, index);
  const bound = from && { key: from };
  for (const [at] of back ? positions.entriesBack(bound) : positions.entries(bound)) {
    yield [at, childOf(branch, at.key)];
  }
  return undefined;
}

type QueryProblem = { readonly problem: string };

const problem = (what: string): QueryProblem => ({ problem: `Invalid query: ${what}` });

/** Reads the query object of a listen, unlisten or get; missing or `{}` means everything. */
export const parseWireQuery = (wire: unknown): QuerySpec | QueryProblem => {
  if (wire === undefined || wire === null) return wholeNode;
  if (typeof wire !== 'object' || Array.isArray(wire)) return problem('it is not an object');
  const query = parseFields(new Map<string, unknown>(Object.entries(wire)));
  if ('problem' in query) return query;
  const asked = fieldsOf(wire as WireQuery);
  return isSameWire(asked, plainWireQuery(query)) ? query : { ...query, asked };
};

/** What of a query object has a meaning, and has been found to be scalars. */
const fieldsOf = (wire: WireQuery): WireQuery =>
  Object.fromEntries(Object.entries(wire).filter(([name]) => fieldNames.has(name)));

const fieldNames: ReadonlySet<string> = new Set(['sp', 'sn', 'sin', 'ep', 'en', 'ein', 'l', 'vf', 'i']);

const isSameWire = (a: WireQuery, b: WireQuery): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
};

const parseFields = (field: ReadonlyMap<string, unknown>): QuerySpec | QueryProblem => {
  const index = parseIndex(field.get('i'));
  if ('problem' in index) return index;
  const start = parseBound(index, 's', field);
  if (start !== undefined && 'problem' in start) return start;
  const end = parseBound(index, 'e', field);
  if (end !== undefined && 'problem' in end) return end;
  const count = field.get('l');
  const side = field.get('vf');
  if (side !== undefined && side !== 'l' && side !== 'r') return problem('"vf" must be "l" or "r"');
  const range = { index, ...(start && { start }), ...(end && { end }) };
  // The SDK takes `Infinity` for a limit, which JSON has no number for.
  if (count === undefined || count === null) return range;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1) {
    return problem('the limit "l" must be a whole number above 0');
  }
  // Old clients leave the side out: the limit then keeps the end that the range is anchored at.
  const fromLeft = side === undefined ? start !== undefined : side === 'l';
  return { ...range, limit: { count, from: fromLeft ? 'left' : 'right' } };
};

const parseIndex = (name: unknown): Index | QueryProblem => {
  if (name === undefined || name === '.priority') return { kind: 'priority' };
  if (name === '.key') return { kind: 'key' };
  if (name === '.value') return { kind: 'value' };
  if (typeof name !== 'string') return problem('the index "i" must be a string');
  const path = parsePath(name);
  if (isPathProblem(path)) return problem(`the index "i" is not a path to a child. ${path.problem}`);
  if (path.length === 0 || path.at(-1) === '.priority') {
    return problem('the index "i" must be ".key", ".value", ".priority" or a path to a child');
  }
  return { kind: 'child', path };
};

const parseBound = (
  index: Index,
  side: 's' | 'e',
  field: ReadonlyMap<string, unknown>,
): Bound | QueryProblem | undefined => {
  const value = field.get(`${side}p`);
  const key = field.get(`${side}n`);
  const inclusive = field.get(`${side}in`) ?? true;
  if (value === undefined) {
    return key === undefined ? undefined : problem(`"${side}n" is given without "${side}p"`);
  }
  const isScalar = value === null || typeof value === 'boolean' || typeof value === 'string';
  if (!isScalar && !(typeof value === 'number' && Number.isFinite(value))) {
    return problem(`the bound "${side}p" must be null, a boolean, a finite number or a string`);
  }
  if (typeof inclusive !== 'boolean') return problem(`"${side}in" must be true or false`);
  if (index.kind === 'key') {
    if (typeof value !== 'string')
      return problem(`the bound "${side}p" must be a string when ordering by key`);
    if (key !== undefined) return problem(`"${side}n" has no meaning when ordering by key`);
    return { value: sentinelOr(value), inclusive };
  }
  if (key === undefined) return { value, inclusive };
  if (typeof key !== 'string') return problem(`the bound key "${side}n" must be a string`);
  const known = sentinelOr(key);
  const wrong = boundKeyProblem(known);
  return wrong === undefined ? { value, key: known, inclusive } : problem(wrong);
};

/**
 * Says what is wrong with the key of a bound. It may be of any length: before a key, older clients mean up to the longest
 * key below it, which is longer than any that can be stored.
 */
export const boundKeyProblem = (key: string): string | undefined =>
  key === minKey || key === maxKey ? undefined : keyCharacterProblem(key);

/** Android has names of its own for the keys before and after all others. */
const sentinelOr = (key: string): string =>
  key === '[MIN_KEY]' ? minKey : key === '[MAX_KEY]' ? maxKey : key;

type WireQuery = Readonly<Record<string, Json>>;

/** The wire object of a query, field for field as its client printed it: clients find their listen by it. */
export const wireQuery = (query: QuerySpec): WireQuery => query.asked ?? plainWireQuery(query);

/** The wire object of a query as current SDKs print it. */
const plainWireQuery = (query: QuerySpec): WireQuery => ({
  ...(query.start && wireBound('s', query.start)),
  ...(query.end && wireBound('e', query.end)),
  ...(query.limit && { l: query.limit.count, vf: query.limit.from === 'left' ? 'l' : 'r' }),
  ...(query.index.kind !== 'priority' && { i: indexName(query.index) }),
});

const wireBound = (side: 's' | 'e', { value, key, inclusive }: Bound): WireQuery => ({
  [`${side}p`]: value,
  ...(key !== undefined && { [`${side}n`]: key }),
  [`${side}in`]: inclusive,
});

/** The same text for the same query, in whatever words it was asked, for use as a map key. */
export const queryKey = (query: QuerySpec): string => JSON.stringify(plainWireQuery(query));
