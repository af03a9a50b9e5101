import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataVariable } from './journal/dataVariable.ts';

/** Dying more often than this is a fault that starting again does not mend. */
const mostRestarts = 5;
const restartWindowMs = 30_000;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs the emulator in a child process and starts it again when it dies, with everything it had acknowledged. For
 * firebase-tools, which ends the whole suite when an emulator goes: people who are chatting see a reconnection instead.
 *
 * @param words the command line of the emulator
 * @returns the exit code, when the child ended by its own decision or was asked to
 */
export const supervise = async (words: readonly string[]): Promise<number> => {
  const data = mkdtempSync(join(tmpdir(), 'causerie-data-'));
  let child: ChildProcess | undefined;
  let asked = false;
  for (const signal of signals) {
    process.on(signal, () => {
      asked = true;
      child?.kill(signal);
    });
  }
  const deathsMs: number[] = [];
  try {
    for (;;) {
      child = start(words, data);
      const end = await endOf(child);
      // A code is the emulator's own decision: it was asked to stop, or its port is taken. A signal came from elsewhere.
      if (asked || end.code !== null) return end.code ?? 0;
      const nowMs = Date.now();
      deathsMs.push(nowMs);
      if (deathsMs.filter((atMs) => nowMs - atMs < restartWindowMs).length > mostRestarts) {
        process.stderr.write(
          `The database emulator was ended by ${end.signal} ${mostRestarts + 1} times in ${restartWindowMs / 1000} s, so it is not started again. Its log says more.\n`,
        );
        return 1;
      }
      process.stderr.write(`The database emulator was ended by ${end.signal}: starting it again.\n`);
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
};

const start = (words: readonly string[], data: string): ChildProcess =>
  spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...words], {
    stdio: 'inherit',
    env: { ...process.env, [dataVariable]: data },
  });

const endOf = (
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
