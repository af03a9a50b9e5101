import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Databases } from '../../emulator/src/engine/databases.ts';
import { openDataDirectory } from '../../emulator/src/journal/dataDirectory.ts';
import { defaultLimits } from '../../emulator/src/limits.ts';
import { toJson } from '../../emulator/src/tree/json.ts';
import { operate } from './killed/operations.ts';

const rounds = 20;

/** In memory where there is such a place: a disk would be asked for its last word each time a log is rewritten. */
const memory = '/dev/shm';
const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'killed-'));
const directory = join(folder, 'data');
const writer = join(folder, 'writer.js');

beforeAll(() =>
  build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('killed/writer.ts', import.meta.url)),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'writer.js', format: 'esm' } },
    },
  }),
);
afterAll(() => rmSync(folder, { recursive: true }));

/** Lets a process write, kills it after so many changes, and answers with the last one that it acknowledged. */
const writeAndDie = async (first: number, changes: number): Promise<number> => {
  const child = spawn(process.execPath, [writer, directory, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const died = once(child, 'close');
  let last = first - 1;
  // What it said before it died is read to the end.
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last === first + changes) child.kill('SIGKILL');
  }
  await died;
  return last;
};

const emptyDatabases = (): Databases =>
  new Databases({ clock: { now: () => 0 }, limits: defaultLimits, log: () => {} });

const stateOf = (databases: Databases): string =>
  JSON.stringify(
    [...databases]
      .map(({ namespace, root, rules }) => [namespace, toJson(root, 'wire'), rules.text] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const stateOnDisk = async (): Promise<string> => {
  const databases = emptyDatabases();
  const data = openDataDirectory({ directory, databases, log: () => {} });
  await data.close();
  return stateOf(databases);
};

it('loses nothing that was acknowledged and keeps nothing by halves, however often it is killed', async () => {
  const expected = emptyDatabases();
  let next = 0;
  let logs = 0;
  for (let round = 0; round < rounds; round += 1) {
    const acknowledged = await writeAndDie(next, 40 + ((round * 7919) % 400));
    for (; next <= acknowledged; next += 1) operate(expected, next);
    // The change after that may have been kept before it could be acknowledged.
    const found = await stateOnDisk();
    if (found !== stateOf(expected)) operate(expected, next++);
    expect(found === stateOf(expected), `the state after round ${round}, at change ${next}`).toBe(true);
    logs = Math.max(...readdirSync(directory).map((name) => Number(/^log-(\d+)$/.exec(name)?.[1] ?? 0)));
  }
  // How often it has rewritten its log is a matter of pace; that it has is what is asked.
  expect(logs).toBeGreaterThan(1);
}, 60_000);
