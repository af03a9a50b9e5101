import type { Identity } from '../auth/identity.ts';
import type { EmulatorLimits } from '../limits.ts';
import { formatPath, isPrefix, type Path } from '../tree/path.ts';
import type { Database, Failure } from './database.ts';
import { entriesOf, isWriteProblem, planEntries, planSet, planUpdate, type WriteEntry } from './write.ts';

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
 * earlier one there.
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

  /**
   * Makes the writes, each under the rules; a denied one is dropped. Whoever watches sees them happen at once, as a client
   * goes at once. The queue is then empty.
   */
  run(database: Database, identity: Identity): void {
    const operations = this.#operations;
    this.#operations = [];
    database.writeTogether(
      identity,
      operations.map(
        ({ entries }) =>
          (root, nowMs) =>
            planEntries(root, entries, nowMs),
      ),
    );
  }

  #add(entries: readonly WriteEntry[]): Accepted {
    const places = new Set(entries.map(({ path }) => formatPath(path)));
    const kept = rewritten(this.#operations, (entry) => (isAtOrBelow(places, entry.path) ? [] : [entry]));
    const bytes = Buffer.byteLength(JSON.stringify(entries.map(({ value }) => value)));
    const operations = entries.length === 0 ? kept : [...kept, { entries, bytes }];
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
