import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Beside the folder of this file, in the package as in the sources. */
const shims = fileURLToPath(new URL('../bin', import.meta.url));

/** Those that a terminal sends to everybody in front of it are the program's to act on; this only waits for it. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The environment in which firebase-tools takes this emulator for its own: a `java` that comes first on the path, and
 * a file in the place of the one that it would download.
 *
 * @param main the file that starts the emulator
 */
export const shimEnvironment = (env: NodeJS.ProcessEnv, main: string): NodeJS.ProcessEnv => {
  // On Windows the variable may be spelt `Path`; the copy of an environment keeps one spelling only.
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return {
    ...env,
    [pathName]: [shims, env[pathName]].filter(Boolean).join(delimiter),
    DATABASE_EMULATOR_BINARY_PATH: main,
    CAUSERIE_NODE: process.execPath,
  };
};

/**
 * Runs a program in that environment, on this terminal.
 *
 * @returns its exit code; of one that a signal ended, 128 and the number of the signal, as shells say it
 * @throws (rejects) with the system's error when there is no such program, and on Windows
 */
export const runWithShim = async (
  [program, ...words]: readonly [program: string, ...words: string[]],
  main: string,
): Promise<number> => {
  if (process.platform === 'win32') {
    throw new Error(
      'on Windows firebase-tools starts nothing but a java.exe, so exec does not work there. Start the emulator by ' +
        'itself, and firebase-tools with --only the others and FIREBASE_DATABASE_EMULATOR_HOST set.',
    );
  }
  const child = spawn(program, words, { stdio: 'inherit', env: shimEnvironment(process.env, main) });
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  return codeOf(child);
};

const codeOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
