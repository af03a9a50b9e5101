import type { Identity } from '../auth/identity.ts';
import type { EmulatorLimits } from '../limits.ts';
import { isPrefix, type Path } from '../tree/path.ts';
import type { Database, Failure } from './database.ts';
import { PathTrie } from './pathTrie.ts';
import { entriesOf, isWriteProblem, planEntries, planSet, planUpdate, type WriteEntry } from './write.ts';

/** One registered write. Its entries are made together, in one commit; one entry is a plain set. */
interface Operation {
  readonly entries: Set<Held>;
  /** Of the values as JSON, for the cap. */
  readonly bytes: number;
}

interface Held extends WriteEntry {
  readonly operation: Operation;
}

type Accepted = { readonly ok: true } | Failure;

const accepted: Accepted = { ok: true };

/**
 * The writes that one session leaves behind. They are kept in the order of registration, as they came: server values
 * are resolved and rules checked again only when they run. A later registration at or above a location replaces the
 * earlier one there.
 */
export class OnDisconnectQueue {
  readonly #limits: Pick<EmulatorLimits, 'onDisconnectsPerConnection' | 'writeBytesWire'>;
  #operations = new Set<Operation>();
  /** The entries by where they write, so that one more costs the same beside ten thousand. */
  #places = new PathTrie<readonly Held[]>();
  #count = 0;
  #bytes = 0;

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
  cancel(path: Path): Accepted {
    const gone = this.#places.below(path).flat();
    const cut = path
      .flatMap((_key, depth) => this.#places.get(path.slice(0, depth)) ?? [])
      .map((held) => ({ held, left: cutOut(held, path) }))
      .filter(({ held, left }) => !left.includes(held));
    const added = sum(cut.map(({ left }) => left.length));
    const excess = this.#excess(this.#count - gone.length - cut.length + added, this.#bytes);
    // What divides a set into its children can make more of it, and is the only thing to be refused.
    if (added > cut.length && excess !== undefined) return excess;
    for (const held of gone) this.#forget(held);
    for (const { held, left } of cut) {
      for (const entry of left) this.#hold(entry, held.operation);
      this.#forget(held);
    }
    return accepted;
  }

  /**
   * Makes the writes, each under the rules; a denied one is dropped. Whoever watches sees them happen at once, as a client
   * goes at once. The queue is then empty.
   */
  run(database: Database, identity: Identity): void {
    const operations = [...this.#operations];
    this.#operations = new Set();
    this.#places = new PathTrie();
    this.#count = 0;
    this.#bytes = 0;
    database.writeTogether(
      identity,
      operations.map(
        ({ entries }) =>
          (root, nowMs) =>
            planEntries(root, [...entries], nowMs),
      ),
    );
  }

  #add(entries: readonly WriteEntry[]): Accepted {
    const replaced = entries.flatMap(({ path }) => this.#places.below(path).flat());
    const bytes = Buffer.byteLength(JSON.stringify(entries.map(({ value }) => value)));
    const excess = this.#excess(
      this.#count - replaced.length + entries.length,
      this.#bytes - bytesOfWhole(replaced) + bytes,
    );
    if (excess !== undefined) return excess;
    for (const held of replaced) this.#forget(held);
    if (entries.length === 0) return accepted;
    const operation: Operation = { entries: new Set(), bytes };
    this.#operations.add(operation);
    this.#bytes += bytes;
    for (const entry of entries) this.#hold(entry, operation);
    return accepted;
  }

  #hold({ path, value }: WriteEntry, operation: Operation): void {
    const held: Held = { path, value, operation };
    operation.entries.add(held);
    this.#count += 1;
    this.#places.set(path, [...(this.#places.get(path) ?? []), held]);
  }

  #forget(held: Held): void {
    const { path, operation } = held;
    this.#count -= 1;
    const others = (this.#places.get(path) ?? []).filter((other) => other !== held);
    if (others.length === 0) this.#places.delete(path);
    else this.#places.set(path, others);
    operation.entries.delete(held);
    if (operation.entries.size > 0) return;
    this.#operations.delete(operation);
    this.#bytes -= operation.bytes;
  }

  #excess(count: number, bytes: number): Failure | undefined {
    const { onDisconnectsPerConnection: mostLocations, writeBytesWire: mostBytes } = this.#limits;
    if (count > mostLocations) {
      return tooMuch(
        `This connection would leave ${count} onDisconnect writes, and the limit is ${mostLocations}. Cancel some first.`,
      );
    }
    if (bytes > mostBytes) {
      return tooMuch(
        `This connection would leave ${bytes} bytes of onDisconnect writes, and the limit is ${mostBytes}. Cancel some first.`,
      );
    }
    return undefined;
  }
}

const tooMuch = (message: string): Failure => ({ ok: false, status: 'too_big', message });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Of the operations that would have no entries left without these. */
const bytesOfWhole = (entries: readonly Held[]): number => {
  const counts = new Map<Operation, number>();
  for (const { operation } of entries) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return sum(
    [...counts].map(([operation, count]) => (count === operation.entries.size ? operation.bytes : 0)),
  );
};

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
