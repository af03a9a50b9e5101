import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { keep } from './root.ts';
import { programs, runNode } from './runNode.ts';

export interface TestCount {
  readonly passed: number;
  /** Includes files that could not be loaded, and a run that failed for any other reason. */
  readonly failed: number;
  readonly skipped: number;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const readReport = (file: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

/** Has the rules tests looked at as well, when all of them run: see `vitest.config.ts`. */
const proving = { CAUSERIE_PROOF: '1' };

/** Runs Vitest once, showing what it prints, and counts. */
export const runTests = async (args: readonly string[]): Promise<TestCount> => {
  const report = join(keep, 'logs', `tests-${process.pid}.json`);
  mkdirSync(join(keep, 'logs'), { recursive: true });
  const { code } = await runNode(
    programs.vitest,
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
    {
      show: true,
      env: {
        ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
        ...(args.length === 0 && proving),
      },
    },
  );
  const counts = readReport(report);
  rmSync(report, { force: true });
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0 };

  const unloaded = counts.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((result) => result.status !== 'failed'),
  ).length;
  const failed = counts.numFailedTests + unloaded;
  return {
    passed: counts.numPassedTests,
    // Vitest also fails for what no test is to blame for, such as an error thrown between two of them.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: counts.numPendingTests,
  };
};
