import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { familyOf, signal } from './processTree.ts';
import { root } from './root.ts';

export interface Outcome {
  readonly code: number;
  /** What it printed, both streams as they came. */
  readonly output: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Prints as it runs, besides collecting. */
  readonly show?: boolean;
}

const running = new Set<ReturnType<typeof spawn>>();
const endMs = 15_000;

// Checks and builds are worth nothing without the command that asked for them.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Runs a script with this same Node, in the project's folder. For programs of packages the path of the script
 * is named, not a shim in .bin: one process fewer, and the same on every system.
 */
export const runNode = (
  script: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    const take = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString();
      if (options.show === true) stream.write(chunk);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });

/** Asks everything that still runs to end, waits for it, and ends what that has left behind, such as a browser. */
export const endRunning = async (): Promise<void> => {
  const ends = [...running].map(async (child) => {
    const family = familyOf(child.pid ?? process.pid);
    child.kill('SIGTERM');
    await once(child, 'exit');
    for (const member of family) signal(member, 'SIGKILL');
  });
  await Promise.race([Promise.all(ends), wait(endMs, undefined, { ref: false })]);
};

/** Where the packages keep the programs that are run here. */
export const programs = {
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  tsc: 'node_modules/typescript/bin/tsc',
  knip: 'node_modules/knip/bin/knip.js',
} as const;
