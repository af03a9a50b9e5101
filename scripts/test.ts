import { interruptibly } from './interruption.ts';
import { createProgress } from './progress.mjs';
import { checkNames, passes } from './staticChecks.ts';
import { runTests } from './vitest.ts';

/**
 * `npm test`: every check and every test, whatever fails on the way; `npm test -- <filter>` only the tests whose
 * file matches. The last line is the count.
 */
export const main = (filters: readonly string[]): Promise<number> => interruptibly(() => run(filters));

const run = async (filters: readonly string[]): Promise<number> => {
  const sinceMs = Date.now();
  const progress = createProgress();
  const wanted = filters.length === 0 ? checkNames : [];
  const failures: string[] = [];
  // One after the other: each of them uses all processors already.
  for (const name of wanted) if (!(await passes(name, progress))) failures.push(name);

  const { passed, failed, skipped } = await runTests(filters);

  const all = {
    passed: passed + wanted.length - failures.length,
    failed: failed + failures.length,
  };
  console.log(`\n${((Date.now() - sinceMs) / 1000).toFixed(0)} s in all`);
  if (failures.length > 0) console.log(`Checks that failed: ${failures.join(', ')}`);
  if (skipped > 0) console.log(`${skipped} skipped`);
  if (passed + failed === 0) console.log('No test ran, which is a failure.');
  console.log(`${all.passed} passed, ${all.failed} failed`);
  return all.failed > 0 || passed === 0 ? 1 : 0;
};
