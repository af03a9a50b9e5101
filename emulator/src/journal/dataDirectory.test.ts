import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, signedOut } from '../auth/identity.ts';
import type { Database } from '../engine/database.ts';
import { Databases } from '../engine/databases.ts';
import { defaultLimits } from '../limits.ts';
import { toJson } from '../tree/json.ts';
import { anyExport } from '../tree/treeArbitraries.ts';
import { type DataDirectory, openDataDirectory } from './dataDirectory.ts';
import { DataDirectoryError } from './dataDirectoryError.ts';

const denyAll = '{"rules": {".read": false}} // as uploaded';

let parent: string;
let directory: string;
let open: DataDirectory[];
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'data-test-'));
  directory = join(parent, 'data');
  open = [];
});
afterEach(async () => {
  for (const each of open) await each.close();
  rmSync(parent, { recursive: true });
});

interface Process {
  readonly databases: Databases;
  readonly lines: readonly string[];
  readonly data: DataDirectory;
}

const start = (compactBytes?: number): Process => {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const databases = new Databases({ clock: { now: () => 1000 }, limits: defaultLimits, log });
  const data = openDataDirectory({
    directory,
    databases,
    log,
    ...(compactBytes === undefined ? {} : { compactBytes }),
  });
  open.push(data);
  return { databases, lines, data };
};

/** A process that finds what a killed one left: its files, and a lock that names nobody alive. */
const startAfterDeath = (): Process => {
  writeFileSync(join(directory, 'lock'), '1999999999 1\n');
  return start();
};

const database = (databases: Databases, namespace = 'demo'): Database => {
  const opened = databases.open(namespace);
  if ('problem' in opened) throw new Error(opened.problem);
  return opened;
};

const dataOf = (databases: Databases): unknown =>
  [...databases]
    .map(({ namespace, root, rules }) => [namespace, toJson(root, 'wire'), rules.text])
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const fill = (databases: Databases): void => {
  const demo = database(databases);
  demo.set(admin, ['rooms', 'lobby'], { '.priority': 3, name: 'Lobby', list: ['a', 'b'] });
  demo.set(admin, ['rooms', 'lobby', '.priority'], 4);
  demo.update(admin, [], { 'rooms/lobby/name': 'Hall', 'rooms/other': { at: { '.sv': 'timestamp' } } });
  demo.set(admin, ['rooms', 'lobby', 'list', '0'], null);
  demo.set(admin, ['constructor'], JSON.parse('{"__proto__": {"toString": "no"}}'));
  demo.set(admin, ['é'.repeat(384)], { '🙂': 'line\nbreak', '-0': 1, '007': 2, '7': 3 });
  demo.loadRules(denyAll);
  database(databases, 'other').set(admin, [], { '.value': 'a leaf at the root', '.priority': 'p' });
};

const logs = (): readonly string[] => readdirSync(directory).filter((name) => name.startsWith('log'));
const logFile = (): string => join(directory, logs()[0] ?? '');

const untilOneLog = async (number: number): Promise<void> => {
  while (logs().join() !== `log-${number}`) await setImmediate();
};

/** Why the directory is not taken. */
const failure = (): string => {
  try {
    start();
  } catch (error) {
    expect(error).toBeInstanceOf(DataDirectoryError);
    return (error as Error).message;
  }
  throw new Error('it was taken');
};

describe('openDataDirectory', () => {
  it('gives the next process everything that was acknowledged', () => {
    const first = start();
    fill(first.databases);
    const second = startAfterDeath();
    expect(dataOf(second.databases)).toEqual(dataOf(first.databases));
    expect(second.lines).toEqual([`Restored 8 changes from ${directory}.`]);
  });

  it('goes on from there', () => {
    fill(start().databases);
    const second = startAfterDeath();
    database(second.databases).set(admin, ['rooms', 'lobby', 'name'], 'Third');
    expect(dataOf(startAfterDeath().databases)).toEqual(dataOf(second.databases));
  });

  it('keeps a change before anybody hears of it', () => {
    const { databases } = start();
    const seen: boolean[] = [];
    databases.onCommit(() => seen.push(readFileSync(logFile(), 'utf8').includes('"known"')));
    database(databases).set(admin, ['a'], 'known');
    expect(seen).toEqual([true]);
  });

  it('says that a change was cut short, and writes on after the whole ones', () => {
    const first = start();
    fill(first.databases);
    const whole = readFileSync(logFile());
    appendFileSync(logFile(), '{"kind":"commit","namespace":"demo","writes":[["rooms","ha');
    const second = startAfterDeath();
    expect(dataOf(second.databases)).toEqual(dataOf(first.databases));
    expect(readFileSync(logFile())).toEqual(whole);
    expect(second.lines[0]).toMatch(/^Dropped a last change of which only 58 bytes were kept/);
  });

  it('survives being cut short anywhere', () => {
    fill(start().databases);
    const whole = readFileSync(logFile());
    const headBytes = whole.indexOf('\n') + 1;
    const lineEnds = [...whole.keys()].filter((at) => whole[at] === 0x0a);
    for (let length = headBytes; length < whole.length; length += 7) {
      truncateSync(logFile(), length);
      const { databases, data } = startAfterDeath();
      const kept = lineEnds.filter((end) => end < length).length;
      expect(readFileSync(logFile(), 'utf8').split('\n')).toHaveLength(kept + 1);
      expect([...databases].length).toBeLessThanOrEqual(2);
      void data.close();
      writeFileSync(logFile(), whole);
    }
  });

  it('remembers which functions listen', () => {
    const body = {
      name: 'projects/demo-x/locations/us-central1/triggers/us-central1-onText-0',
      path: 'messages/{id}',
      event: 'google.firebase.database.ref.v1.written',
      topic: 'projects/demo-x/topics/us-central1-onText-0',
      namespacePattern: '*',
    };
    start().databases.triggers.register({ namespace: 'demo', body });
    const [trigger] = startAfterDeath().databases.triggers.in('demo');
    expect(trigger).toMatchObject({ project: 'demo-x', key: 'us-central1-onText-0', change: 'written' });
  });

  it('does not write down what was refused', () => {
    const first = start();
    fill(first.databases);
    const before = readFileSync(logFile());
    expect(database(first.databases).set(signedOut, ['x'], 1)).toMatchObject({ ok: false });
    expect(readFileSync(logFile())).toEqual(before);
  });

  it('gives back whatever can be stored', () => {
    fc.assert(
      fc.property(fc.array(anyExport, { maxLength: 5 }), (values) => {
        const first = start();
        for (const [index, value] of values.entries()) {
          database(first.databases, 'any').set(admin, index % 2 === 0 ? [] : ['child'], value);
        }
        const before = toJson(database(first.databases, 'any').root, 'wire');
        const after = toJson(database(startAfterDeath().databases, 'any').root, 'wire');
        rmSync(directory, { recursive: true });
        expect(after).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a log that has grown', () => {
  it('is rewritten as what it amounts to, again and again', async () => {
    const first = start(8192);
    fill(first.databases);
    const demo = database(first.databases);
    for (let number = 2; number < 6; number += 1) {
      for (let count = 0; statSync(logFile()).size < 8192; count += 1) demo.set(admin, ['count'], count);
      await untilOneLog(number);
      expect(statSync(logFile()).size).toBeLessThan(2048);
    }
    expect(dataOf(startAfterDeath().databases)).toEqual(dataOf(first.databases));
  });

  it('loses nothing that is written while it is being rewritten', async () => {
    const first = start(100_000);
    const demo = database(first.databases);
    const other = database(first.databases, 'other');
    let count = 0;
    for (let number = 2; number <= 4; number += 1) {
      while (logs().join() !== `log-${number}`) {
        demo.set(admin, ['list', `k${count}`], { '.priority': count, text: 'x'.repeat(count % 300) });
        if (count % 3 === 0) demo.set(admin, ['list', `k${count >> 1}`], null);
        if (count % 5 === 0) other.update(admin, [], { [`a/b${count % 7}`]: count, '.priority': count });
        if (count % 100 === 0) demo.loadRules(`{"rules": {}} // ${count}`);
        if (count % 20 === 0) await setImmediate();
        count += 1;
      }
    }
    expect(dataOf(startAfterDeath().databases)).toEqual(dataOf(first.databases));
  });

  it('is written in parts that are small, whatever the shape of the data', async () => {
    const first = start(300_000);
    const wide = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [`k${at}`, { v: at, '.priority': at }]),
    );
    database(first.databases).set(admin, [], {
      '.priority': 'root',
      deep: { er: { '.priority': 7, ...wide } },
    });
    for (let count = 0; statSync(logFile()).size < 300_000; count += 1) {
      database(first.databases).set(admin, ['text'], 'y'.repeat(10_000 + count));
    }
    await untilOneLog(2);
    const lines = readFileSync(logFile(), 'utf8').split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(150_000);
    expect(dataOf(startAfterDeath().databases)).toEqual(dataOf(first.databases));
  });

  it('grows on when it cannot be rewritten, and that is said', async () => {
    const first = start(8192);
    // In its way.
    mkdirSync(join(directory, 'log-2.new'));
    for (let count = 0; statSync(logFile()).size < 8192; count += 1) fill(first.databases);
    while (first.lines.length === 0) await setImmediate();
    expect(first.lines[0]).toMatch(/^The log could not be rewritten, and grows on\. .*EISDIR/);
    database(first.databases).set(admin, ['after'], 1);
    rmdirSync(join(directory, 'log-2.new'));
    expect(dataOf(startAfterDeath().databases)).toEqual(dataOf(first.databases));
  });

  it('is not given up for one that was never finished', () => {
    const first = start();
    fill(first.databases);
    writeFileSync(join(directory, 'log-2.new'), '{"kind":"format","format":1}\n');
    expect(dataOf(startAfterDeath().databases)).toEqual(dataOf(first.databases));
    expect(readdirSync(directory)).not.toContain('log-2.new');
  });

  it('is given up for the next one, even if it stayed', () => {
    const first = start();
    fill(first.databases);
    writeFileSync(join(directory, 'log-0'), '{"kind":"format","format":1}\n');
    expect(dataOf(startAfterDeath().databases)).toEqual(dataOf(first.databases));
    expect(logs()).toEqual(['log-1']);
  });
});

describe('a directory that cannot be used', () => {
  it('is one that another process has', () => {
    mkdirSync(directory);
    // The parent of this process lives, whatever it is.
    const begun = existsSync('/proc') ? readFileSync(`/proc/${process.ppid}/stat`, 'utf8') : '';
    const mark = begun.replace(/^.*\)/s, '').trim().split(' ')[19] ?? '';
    writeFileSync(join(directory, 'lock'), `${process.ppid} ${mark}\n`);
    expect(failure()).toMatch(
      new RegExp(`${directory} is in use by process ${process.ppid}\\. Stop that one`),
    );
  });

  it('is one that this process has already, until it gives it back', async () => {
    const { data, databases } = start();
    expect(failure()).toContain('is in use');
    const byAnotherName = relative('.', directory);
    expect(() => openDataDirectory({ directory: byAnotherName, databases, log: () => {} })).toThrow(
      'is in use',
    );
    await data.close();
    start();
  });

  it.each([
    ['nobody alive', '1999999999 5\n'],
    ['a process that began at another time', `${process.ppid} 1\n`],
    ['an earlier process with our number', `${process.pid} 1\n`],
    ['nobody', ''],
    ['nonsense', '\u0000\u0000'],
  ])('is not one whose lock names %s', (_who, mark) => {
    mkdirSync(directory);
    writeFileSync(join(directory, 'lock'), mark);
    fill(start().databases);
    expect(statSync(logFile()).size).toBeGreaterThan(100);
  });

  it('is one with files of somebody else, which stay as they are', () => {
    mkdirSync(directory);
    writeFileSync(join(directory, 'thesis.tex'), 'x');
    expect(failure()).toContain('is not a data directory of this emulator: it holds "thesis.tex"');
    expect(readdirSync(directory)).toEqual(['thesis.tex']);
  });

  it.each(['', 'my log', '{"kind":"commit"}\n', '{"kind":"rules","namespace":"a","text":"x"}\n'])(
    'is one whose log begins with %j, which stays as it is',
    (text) => {
      mkdirSync(directory);
      writeFileSync(join(directory, 'log-1'), text);
      expect(failure()).toContain('is damaged');
      expect(readFileSync(join(directory, 'log-1'), 'utf8')).toBe(text);
    },
  );

  it('is one of a newer format', () => {
    mkdirSync(directory);
    writeFileSync(join(directory, 'log-7'), '{"kind":"format","format":2}\n{"kind":"novel"}\n{}\n');
    expect(failure()).toMatch(/newer version of this emulator, in format 2; this one knows 1/);
  });

  it.each([
    ['an unreadable line', '\u0000\u0000{"kind"\n', 'it cannot be read, and more follows it'],
    ['a key that cannot be', '{"kind":"commit","namespace":"a","writes":[["a.b",1]]}\n', 'contains "."'],
    [
      'a value that cannot be',
      '{"kind":"commit","namespace":"a","writes":[["a",{"$":1}]]}\n',
      'contains "$"',
    ],
  ])('is one with %s in the middle of its log', async (_what, line, reason) => {
    const { databases, data } = start();
    fill(databases);
    await data.close();
    const bytes = statSync(logFile()).size;
    appendFileSync(logFile(), `${line}{"kind":"commit","namespace":"demo","writes":[]}\n`);
    const message = failure();
    expect(message).toContain(`is damaged: of the entry at byte ${bytes}, `);
    expect(message).toContain(reason);
  });

  it('is a file, or below one', () => {
    writeFileSync(directory, '');
    expect(failure()).toContain('it is a file');
    directory = join(directory, 'below');
    expect(failure()).toContain('a part of this path is a file');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'is one that may not be written to',
    () => {
      chmodSync(parent, 0o500);
      expect(failure()).toContain('this user may not write there');
      chmodSync(parent, 0o700);
    },
  );
});
