import { closeSync, openSync, readSync } from 'node:fs';

export interface LogLine {
  readonly text: string;
  /** Where in the file, in bytes, it begins and the next one does. */
  readonly begin: number;
  readonly end: number;
  /** Without a line break it was cut short; there is at most one such line, the last. */
  readonly isWhole: boolean;
}

const portionBytes = 1024 * 1024;
const newline = 0x0a;

/** The lines of a file, of which only one is in memory: the file may be larger than any text can be. */
export function* logLines(file: string): Generator<LogLine> {
  const descriptor = openSync(file, 'r');
  try {
    let begin = 0;
    let pending: Buffer[] = [];
    for (let portion = read(descriptor); portion.length > 0; portion = read(descriptor)) {
      let from = 0;
      for (let at = portion.indexOf(newline); at !== -1; at = portion.indexOf(newline, from)) {
        const bytes = Buffer.concat([...pending, portion.subarray(from, at)]);
        const end = begin + bytes.length + 1;
        yield { text: bytes.toString('utf8'), begin, end, isWhole: true };
        pending = [];
        begin = end;
        from = at + 1;
      }
      if (from < portion.length) pending.push(portion.subarray(from));
    }
    const bytes = Buffer.concat(pending);
    if (bytes.length > 0) {
      yield { text: bytes.toString('utf8'), begin, end: begin + bytes.length, isWhole: false };
    }
  } finally {
    closeSync(descriptor);
  }
}

const read = (descriptor: number): Buffer => {
  const portion = Buffer.allocUnsafe(portionBytes);
  return portion.subarray(0, readSync(descriptor, portion));
};
