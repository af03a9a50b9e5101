import { closeSync, ftruncateSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Entry, printEntry } from './entry.ts';

/** Bytes that are written at once while a log is being rewritten: less than anybody has to wait for. */
const portionBytes = 256 * 1024;

/** A file of entries, each of which survives this process once `append` has returned. */
export class Log {
  #file: string;
  readonly #descriptor: number;
  #bytes: number;

  /** @param bytes how much of the file is whole entries; what is behind them is cut off */
  constructor(file: string, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
    this.#descriptor = openSync(file, 'r+');
    ftruncateSync(this.#descriptor, bytes);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Hands an entry to the system, all of it or nothing.
   *
   * @throws the system's error, such as that of a full disk
   */
  append(entry: Entry): void {
    const bytes = Buffer.from(printEntry(entry));
    try {
      writeAll(this.#descriptor, bytes, this.#bytes);
    } catch (error) {
      this.#cutBack();
      throw error;
    }
    this.#bytes += bytes.length;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }

  /**
   * Writes `entries`, which say all that this log says now, into another file, and after them whatever is appended to
   * this one meanwhile. Nobody has to wait for more than a portion of it.
   *
   * @param take called with the new log at the moment from which it holds, unless `signal` says to stop before that
   * @throws (rejects) with the system's error
   */
  async rewrite(
    file: string,
    entries: Iterable<Entry>,
    signal: AbortSignal,
    take: (next: Log) => void,
  ): Promise<void> {
    const beside = `${file}.new`;
    let copied = this.#bytes;
    let written = 0;
    const writing = await open(beside, 'w');
    const write = async (bytes: Uint8Array): Promise<void> => {
      await writing.writeFile(bytes);
      written += bytes.length;
    };
    try {
      for (const portion of portionsOf(entries)) {
        if (signal.aborted) return;
        await write(portion);
      }
      while (this.#bytes - copied > portionBytes) {
        if (signal.aborted) return;
        await write(this.#read(copied, portionBytes));
        copied += portionBytes;
      }
      // The data must be on the disk before its name is, or the death of the machine could leave a name without data.
      await writing.datasync();
      if (signal.aborted) return;
      // From here on nobody else runs, so nothing can be appended to a log that is being left.
      const rest = this.#read(copied, this.#bytes - copied);
      writeAll(writing.fd, rest, written);
      const next = new Log(beside, written + rest.length);
      next.#rename(file);
      take(next);
    } finally {
      await writing.close();
      rmSync(beside, { force: true });
    }
  }

  #rename(file: string): void {
    try {
      renameSync(this.#file, file);
      this.#file = file;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  #read(from: number, length: number): Uint8Array {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) {
      const count = readSync(this.#descriptor, bytes, done, length - done, from + done);
      if (count === 0) throw new Error(`${this.#file} is shorter than it was left`);
      done += count;
    }
    return bytes;
  }

  /** What stays of half an entry is written over by the next one, or dropped by the next process. */
  #cutBack(): void {
    try {
      ftruncateSync(this.#descriptor, this.#bytes);
    } catch {
      // The write that failed is being reported already.
    }
  }
}

const writeAll = (descriptor: number, bytes: Uint8Array, at: number): void => {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(descriptor, bytes, done, bytes.length - done, at + done);
  }
};

function* portionsOf(entries: Iterable<Entry>): Generator<Uint8Array> {
  let lines: string[] = [];
  let length = 0;
  for (const entry of entries) {
    const line = printEntry(entry);
    lines.push(line);
    length += line.length;
    if (length < portionBytes) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
    length = 0;
  }
  yield Buffer.from(lines.join(''));
}
