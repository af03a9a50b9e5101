import { closeSync, openSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import type { Commit, Database } from '../engine/database.ts';
import type { Databases } from '../engine/databases.ts';
import { openRules } from '../security/ruleSet.ts';
import { toJson } from '../tree/json.ts';
import { nodeAt } from '../tree/node.ts';
import { formatPath, isPathProblem, parsePath, rootPath } from '../tree/path.ts';
import { type Entry, parseEntry, printEntry } from './entry.ts';

export interface JournalOptions {
  readonly file: string;
  readonly databases: Databases;
  readonly log: (line: string) => void;
  /** The file is rewritten as a snapshot when it has grown past this and to four times the last snapshot. */
  readonly compactBytes?: number;
}

const mebi = 1024 * 1024;

/**
 * Keeps what the emulator has acknowledged in a file, so that a process that takes over from one that died can go on
 * where it stopped. Reads back what an earlier process left, then appends: rules, trigger registrations, and each
 * commit before its writer is answered. A `write` survives the process, which is the death this is for; it may not
 * survive the machine.
 *
 * Open it before the port is: a client must never see the tree half restored.
 */
export class Journal {
  readonly #options: JournalOptions;
  #descriptor: number;
  #bytes: number;
  #compactAt: number;
  readonly #registrations: Entry[] = [];

  constructor(options: JournalOptions) {
    this.#options = options;
    const { file, databases } = options;
    this.#bytes = this.#restore();
    this.#compactAt = this.#nextCompaction();
    this.#descriptor = openSync(file, 'a');
    databases.onRules((namespace, text) => this.#append({ kind: 'rules', namespace, text }));
    databases.onCommit((database, commit) => this.#append(commitEntry(database, commit)));
    databases.triggers.onRegister((registration) => {
      const entry: Entry = { kind: 'trigger', registration };
      this.#registrations.push(entry);
      this.#append(entry);
    });
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** @returns how many bytes of the file are whole entries; the rest is cut off */
  #restore(): number {
    const { file, databases, log } = this.#options;
    const content = readIfThere(file);
    let entries = 0;
    let whole = 0;
    for (let end = content.indexOf(newline); end !== -1; end = content.indexOf(newline, whole)) {
      const entry = parseEntry(content.toString('utf8', whole, end));
      if (entry === undefined) break;
      const problem = apply(entry, databases);
      if (problem !== undefined) log(`A change could not be restored: ${problem}`);
      if (entry.kind === 'trigger') this.#registrations.push(entry);
      entries += 1;
      whole = end + 1;
    }
    if (whole < content.length) truncateSync(file, whole);
    if (entries > 0) log(`Restored ${entries} changes that an earlier process had acknowledged.`);
    return whole;
  }

  #append(entry: Entry): void {
    this.#bytes += writeEntry(this.#descriptor, entry);
    if (this.#bytes >= this.#compactAt) this.#compact();
  }

  /** Writes the present state beside the file and puts it in its place, so that there is a whole file at every moment. */
  #compact(): void {
    const { file, databases } = this.#options;
    const beside = `${file}.new`;
    const descriptor = openSync(beside, 'w');
    let bytes = 0;
    for (const entry of [...this.#registrations, ...snapshotOf(databases)]) {
      bytes += writeEntry(descriptor, entry);
    }
    renameSync(beside, file);
    closeSync(this.#descriptor);
    this.#descriptor = descriptor;
    this.#bytes = bytes;
    this.#compactAt = this.#nextCompaction();
  }

  #nextCompaction(): number {
    return Math.max(this.#options.compactBytes ?? 64 * mebi, 4 * this.#bytes);
  }
}

const newline = 0x0a;

/** @returns the bytes written */
const writeEntry = (descriptor: number, entry: Entry): number => {
  const bytes = Buffer.from(printEntry(entry));
  writeFileSync(descriptor, bytes);
  return bytes.length;
};

const readIfThere = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
};

const commitEntry = ({ namespace }: Database, { after, writes }: Commit): Entry => ({
  kind: 'commit',
  namespace,
  writes: writes.map((path) => [formatPath(path), toJson(nodeAt(after, path), 'wire')]),
});

const snapshotOf = function* (databases: Databases): Iterable<Entry> {
  for (const { namespace, root, rules } of databases) {
    if (rules !== openRules) yield { kind: 'rules', namespace, text: rules.text };
    yield { kind: 'commit', namespace, writes: [[formatPath(rootPath), toJson(root, 'wire')]] };
  }
};

/** @returns what is wrong with the entry, or nothing */
const apply = (entry: Entry, databases: Databases): string | undefined => {
  if (entry.kind === 'trigger') {
    const registered = databases.triggers.register(entry.registration);
    return registered.ok ? undefined : registered.problem;
  }
  const database = databases.open(entry.namespace);
  if ('problem' in database) return database.problem;
  if (entry.kind === 'rules') {
    const loaded = database.loadRules(entry.text);
    return loaded.ok ? undefined : loaded.problem;
  }
  for (const [text, value] of entry.writes) {
    const path = parsePath(text);
    if (isPathProblem(path)) return path.problem;
    // The functions have heard of it already.
    const written = database.set({ kind: 'admin' }, path, value, { triggersDisabled: true });
    if (!written.ok) return written.message;
  }
  return undefined;
};
