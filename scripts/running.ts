import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFree } from './ports.ts';
import { isAlive } from './processTree.ts';
import { keep } from './root.ts';

/** One `npm start` for each clone: two would save over each other's data. */
interface Running {
  readonly pid: number;
  readonly sinceMs: number;
  /** Of the page. */
  readonly port: number;
}

const file = join(keep, 'running.json');
/** Nothing takes longer to start. What is older and does not listen is another program that got the same process id. */
const mostStartMs = 120_000;

/** The page's port of the one that runs, or starts, in this folder. */
export const portOfRunning = async (): Promise<number | undefined> => {
  if (!existsSync(file)) return undefined;
  const { pid, sinceMs, port } = JSON.parse(readFileSync(file, 'utf8')) as Running;
  if (!isAlive(pid)) return undefined;
  const isStarting = Date.now() - sinceMs < mostStartMs;
  return isStarting || !(await isFree(port)) ? port : undefined;
};

export const noteRunning = (port: number): void => {
  mkdirSync(keep, { recursive: true });
  const running: Running = { pid: process.pid, sinceMs: Date.now(), port };
  writeFileSync(file, JSON.stringify(running));
};

export const forgetRunning = (): void => rmSync(file, { force: true });
