import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Databases } from '../engine/databases.ts';
import { formatPath } from '../tree/path.ts';
import { toJson } from '../tree/json.ts';
import { nodeAt } from '../tree/node.ts';
import { DataDirectoryError, explainSystemError } from './dataDirectoryError.ts';
import { lockDirectory } from './directoryLock.ts';
import { type Entry, formatEntry, printEntry } from './entry.ts';
import { Log } from './log.ts';
import { restore } from './restore.ts';
import { snapshotOf } from './snapshot.ts';

export interface DataDirectoryOptions {
  /** Comes to be when it is not there. */
  readonly directory: string;
  readonly databases: Databases;
  readonly log: (line: string) => void;
  /** The log is rewritten as what it amounts to when it has grown past this and to four times its length after the last time. */
  readonly compactBytes?: number;
}

export interface DataDirectory {
  /** Gives the directory back. Databases that are written to after this keep nothing. */
  close(): Promise<void>;
}

/**
 * Brings back what an earlier process left in a directory, and from now on keeps there whatever the databases
 * acknowledge: data, rules and the functions that listen. Each change is handed to the system before anybody is told
 * of it, so it survives the death of this process at any moment; the death of the machine may cost the last seconds. A
 * change that cannot be kept is refused.
 *
 * Open it before the port is: a client must never see the tree half restored.
 *
 * @throws {DataDirectoryError} when the directory cannot be used: the message says why, and what to do
 */
export const openDataDirectory = (options: DataDirectoryOptions): DataDirectory => {
  const { directory } = options;
  try {
    mkdirSync(directory, { recursive: true });
    refuseStrangers(directory);
    const unlock = lockDirectory(directory);
    try {
      return new OpenDataDirectory(options, unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  } catch (error) {
    throw explainSystemError(directory, error);
  }
};

const logName = /^log-(\d{1,15})$/;
const unfinishedName = /^log-\d{1,15}\.new$/;
/** What a directory may hold before its first log does, and be taken for empty. */
const harmlessName = /^(?:lock|log-1\.new|lost\+found|\..*)$/;

/** Nobody should find our files among their own. */
const refuseStrangers = (directory: string): void => {
  const names = readdirSync(directory);
  if (names.some((name) => logName.test(name))) return;
  const strange = names.find((name) => !harmlessName.test(name));
  if (strange === undefined) return;
  throw new DataDirectoryError(
    `${directory} is not a data directory of this emulator: it holds ${JSON.stringify(strange)}. Name an empty one, or one that is not there yet.`,
  );
};

/** The log that holds; what an interrupted change of logs left beside it goes. */
const latestLog = (directory: string): number => {
  const names = readdirSync(directory);
  const numbers = names.flatMap((name) => {
    const [, number] = logName.exec(name) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
  const latest = Math.max(1, ...numbers);
  if (numbers.length === 0) {
    const file = logFile(directory, latest);
    writeFileSync(`${file}.new`, printEntry(formatEntry), { flush: true });
    renameSync(`${file}.new`, file);
  }
  for (const name of names) {
    const isOld = logName.test(name) && name !== logNamed(latest);
    if (isOld || unfinishedName.test(name)) rmSync(join(directory, name), { force: true });
  }
  return latest;
};

const logNamed = (number: number): string => `log-${number}`;
const logFile = (directory: string, number: number): string => join(directory, logNamed(number));

const mebi = 1024 * 1024;

class OpenDataDirectory implements DataDirectory {
  readonly #options: DataDirectoryOptions;
  readonly #unlock: () => void;
  /** Counts the logs: the highest number is the one that holds. */
  #number: number;
  #log: Log;
  #compactAt: number;
  #compaction: Promise<void> | undefined;
  readonly #closing = new AbortController();
  #failure: string | undefined;

  constructor(options: DataDirectoryOptions, unlock: () => void) {
    this.#options = options;
    this.#unlock = unlock;
    const { databases, directory, log } = options;
    this.#number = latestLog(directory);
    const file = logFile(directory, this.#number);
    const { bytes, tornBytes, changes } = restore({ file, databases, log });
    this.#log = new Log(file, bytes);
    if (tornBytes > 0) {
      log(`Dropped a last change of which only ${tornBytes} bytes were kept: it was acknowledged to nobody.`);
    }
    if (changes > 0) log(`Restored ${changes} changes from ${directory}.`);
    this.#compactAt = this.#nextCompaction();
    databases.keepWith({
      rules: (namespace, text) => this.#keep({ kind: 'rules', namespace, text }),
      commit: (namespace, { after, writes }) =>
        this.#keep({
          kind: 'commit',
          namespace,
          writes: writes.map((path) => [formatPath(path), toJson(nodeAt(after, path), 'wire')]),
        }),
    });
    databases.triggers.onRegister((registration) => {
      // Functions that are not remembered are registered again by whoever starts them: no reason to refuse them.
      this.#keep({ kind: 'trigger', registration });
    });
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#compaction;
    this.#log.close();
    this.#unlock();
  }

  #keep(entry: Entry): string | undefined {
    if (this.#closing.signal.aborted) return undefined;
    const { log, directory } = this.#options;
    try {
      this.#log.append(entry);
    } catch (error) {
      const { message } = explainSystemError(directory, error);
      // Once, for every write of everybody would say the same.
      if (this.#failure !== message) log(`A change was refused. ${message}`);
      this.#failure = message;
      return 'The emulator cannot keep this change, so it did not happen: its log says why.';
    }
    if (this.#failure !== undefined) log(`The data directory ${directory} can be written to again.`);
    this.#failure = undefined;
    this.#compactInTime();
    return undefined;
  }

  #compactInTime(): void {
    if (this.#log.bytes < this.#compactAt || this.#closing.signal.aborted) return;
    this.#compaction ??= this.#compact();
  }

  async #compact(): Promise<void> {
    const { databases, directory, log } = this.#options;
    // What has just been kept has not happened yet, and a snapshot would be without it.
    await Promise.resolve();
    try {
      const entries = snapshotOf(databases);
      const file = logFile(directory, this.#number + 1);
      await this.#log.rewrite(file, entries, this.#closing.signal, (next) => {
        const old = this.#log;
        this.#log = next;
        this.#number += 1;
        this.#compactAt = this.#nextCompaction();
        old.close();
        old.remove();
      });
    } catch (error) {
      this.#compactAt = this.#nextCompaction();
      log(`The log could not be rewritten, and grows on. ${explainSystemError(directory, error).message}`);
    }
    this.#compaction = undefined;
    this.#compactInTime();
  }

  #nextCompaction(): number {
    return Math.max(this.#options.compactBytes ?? 64 * mebi, 4 * this.#log.bytes);
  }
}
