import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.ts';

/** Ports that a running `npm start` does not have. */
const offset = 7000;

const start = (folder: string): ChildProcess =>
  spawn(process.execPath, ['scripts/run.mjs', 'start', '--port-offset', String(offset)], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Seconds from the command to the printed address. */
const timeStart = async (folder: string): Promise<string> => {
  const sinceMs = performance.now();
  const child = start(folder);
  let printed = '';
  const tookMs = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('Causerie is ready')) resolve(performance.now() - sinceMs);
    });
    child.once('exit', () => reject(new Error(`npm start ended:\n${printed}`)));
  });
  child.kill('SIGINT');
  await once(child, 'exit');
  return `${(tookMs / 1000).toFixed(1)} s`;
};

/** Clones what is committed, and starts it twice: with nothing installed, and again. */
export const measureFreshClone = async (): Promise<readonly (readonly [string, string])[]> => {
  const folder = join(mkdtempSync(join(tmpdir(), 'causerie-clone-')), 'causerie');
  try {
    execFileSync('git', ['clone', '--quiet', root, folder]);
    const first = await timeStart(folder);
    const second = await timeStart(folder);
    return [
      ['`npm start` to the address, fresh clone', first],
      ['`npm start` to the address, second time', second],
    ];
  } finally {
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
};
