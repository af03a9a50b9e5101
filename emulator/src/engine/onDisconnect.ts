import type { Identity } from '../auth/identity.ts';
import type { EmulatorLimits } from '../limits.ts';
import { setOwn } from '../tree/json.ts';
import { formatPath, isPrefix, type Path, priorityKey, rootPath } from '../tree/path.ts';
import type { Database, Failure } from './database.ts';
import { entriesOf, isWriteProblem, planSet, planUpdate, type WriteEntry } from './write.ts';

/** One registered write. Its entries are made together, in one commit; one entry is a plain set. */
interface Operation {
  readonly entries: readonly WriteEntry[];
  /** Of the values as JSON, for the cap. */
  readonly bytes: number;
}

type Accepted = { readonly ok: true } | Failure;

/**
 * The writes that one session leaves behind. They are kept in the order of registration, as they came: server values
 * are resolved and rules checked again only when they run. A later registration at or above a location replaces the
 * earlier one there, and one below it becomes part of it.
 */
export class OnDisconnectQueue {
  readonly #limits: Pick<EmulatorLimits, 'onDisconnectsPerConnection' | 'writeBytesWire'>;
  #operations: readonly Operation[] = [];

  constructor(limits: Pick<EmulatorLimits, 'onDisconnectsPerConnection' | 'writeBytesWire'>) {
    this.#limits = limits;
  }

  /** Remembers a set, if the rules would allow it now. */
  set(database: Database, identity: Identity, path: Path, value: unknown): Accepted {
    const denied = database.judge(identity, (root, nowMs) => planSet(root, path, value, nowMs));
    return denied ?? this.#add([{ path, value }]);
  }

  /** Remembers a multi-path update, if the rules would allow it now. */
  update(database: Database, identity: Identity, path: Path, values: unknown): Accepted {
    const denied = database.judge(identity, (root, nowMs) => planUpdate(root, path, values, nowMs));
    if (denied !== undefined) return denied;
    const entries = entriesOf(path, values);
    if (isWriteProblem(entries)) return { ok: false, status: 'invalid', message: entries.problem };
    return this.#add(entries);
  }

  /** Forgets what was to be written at `path` and below; what an operation writes beside it stays. */
  cancel(path: Path): void {
    this.#operations = rewritten(this.#operations, (entry) => cutOut(entry, path));
  }

  /** Makes the writes, each on its own and each under the rules; a denied one is dropped. The queue is then empty. */
  run(database: Database, identity: Identity): void {
    const operations = this.#operations;
    this.#operations = [];
    for (const { entries } of operations) {
      const [only] = entries;
      if (entries.length === 1 && only !== undefined) database.set(identity, only.path, only.value);
      else database.update(identity, rootPath, valuesByPath(entries));
    }
  }

  #add(entries: readonly WriteEntry[]): Accepted {
    const places = new Set(entries.map(({ path }) => formatPath(path)));
    let operations = rewritten(this.#operations, (entry) => (isAtOrBelow(places, entry.path) ? [] : [entry]));
    const apart: WriteEntry[] = [];
    for (const entry of entries) {
      const host = operations.findIndex((operation) => takesIn(operation, entry));
      if (host === -1) apart.push(entry);
      else
        operations = operations.with(
          host,
          operationOf(operations[host]?.entries.map((one) => into(one, entry)) ?? []),
        );
    }
    if (apart.length > 0) operations = [...operations, operationOf(apart)];
    const problem = this.#excess(operations);
    if (problem !== undefined) return { ok: false, status: 'too_big', message: problem };
    this.#operations = operations;
    return { ok: true };
  }

  #excess(operations: readonly Operation[]): string | undefined {
    const { onDisconnectsPerConnection: locations, writeBytesWire: bytes } = this.#limits;
    const counted = sum(operations.map((operation) => operation.entries.length));
    if (counted > locations) {
      return `This connection would leave ${counted} onDisconnect writes, and the limit is ${locations}. Cancel some first.`;
    }
    const held = sum(operations.map((operation) => operation.bytes));
    if (held > bytes) {
      return `This connection would leave ${held} bytes of onDisconnect writes, and the limit is ${bytes}. Cancel some first.`;
    }
    return undefined;
  }
}

const operationOf = (entries: readonly WriteEntry[]): Operation => ({
  entries,
  bytes: Buffer.byteLength(JSON.stringify(entries.map(({ value }) => value))),
});

/** A larger one is not rewritten for each small thing that is left below it. */
const takenInBytes = 65_536;

const takesIn = ({ entries, bytes }: Operation, { path }: WriteEntry): boolean =>
  bytes <= takenInBytes && entries.some((entry) => isPrefix(entry.path, path));

/** What is left below a value becomes part of it, so that watchers see both in one go. */
const into = (entry: WriteEntry, { path, value }: WriteEntry): WriteEntry =>
  isPrefix(entry.path, path)
    ? { path: entry.path, value: placed(entry.value, path.slice(entry.path.length), value) }
    : entry;

/** The value, as JSON, after a write of `inner` at `path` in it. */
const placed = (given: unknown, [key, ...rest]: Path, inner: unknown): unknown => {
  if (key === undefined) return inner;
  // What is empty has no priority to keep.
  const value = isNothing(given) ? null : given;
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const isScalar = value !== null && (typeof value !== 'object' || '.sv' in value || '.value' in value);
  if (key === priorityKey) {
    if (value === null) return null;
    return ownFields([
      ...(fields.length === 0 ? [['.value', value] as const] : fields),
      [priorityKey, inner],
    ]);
  }
  const child = placed(isScalar ? null : (new Map(fields).get(key) ?? null), rest, inner);
  // Below a scalar or nothing there is nothing to take away.
  if ((isScalar || value === null) && isNothing(child)) return value;
  return ownFields([...(isScalar ? fields.filter(([name]) => name === priorityKey) : fields), [key, child]]);
};

/** Whether a value leaves nothing where it is written. */
const isNothing = (value: unknown): boolean =>
  value === null ||
  (typeof value === 'object' &&
    Object.entries(value).every(([key, child]) => key === priorityKey || isNothing(child)));

const ownFields = (fields: readonly (readonly [string, unknown])[]): object => {
  const object: { [key: string]: unknown } = {};
  for (const [key, value] of fields) setOwn(object, key, value);
  return object;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Replaces each entry by others, and forgets operations that have none left. */
const rewritten = (
  operations: readonly Operation[],
  rewrite: (entry: WriteEntry) => readonly WriteEntry[],
): readonly Operation[] =>
  operations
    .map((operation) => ({ ...operation, entries: operation.entries.flatMap(rewrite) }))
    .filter(({ entries }) => entries.length > 0);

/** Costs what the path is long, however many places there are. */
const isAtOrBelow = (places: ReadonlySet<string>, path: Path): boolean =>
  [...path, ''].some((_key, depth) => places.has(formatPath(path.slice(0, depth))));

/**
 * What is left of an entry when everything at and below `path` is cancelled. Cancelling below a set turns it into sets
 * of the children beside the cancelled one, level by level. A scalar, a removal or a server value cannot be divided, so
 * it stays.
 */
const cutOut = (entry: WriteEntry, path: Path): readonly WriteEntry[] => {
  if (isPrefix(path, entry.path)) return [];
  const { value } = entry;
  if (!isPrefix(entry.path, path)) return [entry];
  if (typeof value !== 'object' || value === null || '.sv' in value || '.value' in value) return [entry];
  return Object.entries(value).flatMap(([key, child]) =>
    cutOut({ path: [...entry.path, key], value: child }, path),
  );
};

const valuesByPath = (entries: readonly WriteEntry[]): object => {
  const values = Object.create(null) as Record<string, unknown>;
  for (const { path, value } of entries) values[formatPath(path)] = value;
  return values;
};
