import { interruptibly } from './interruption.ts';
import { createProgress } from './progress.mjs';
import { checkNames, passes } from './staticChecks.ts';
import { runTests } from './vitest.ts';

/** `npm run check`: what a change must pass before it is shown to anyone. Stops at the first failure. */
export const main = (args: readonly string[]): Promise<number> => interruptibly(() => run(args));

const run = async (args: readonly string[]): Promise<number> => {
  const progress = createProgress();
  for (const name of checkNames) if (!(await passes(name, progress))) return 1;
  const { failed } = await runTests(args);
  return failed === 0 ? 0 : 1;
};
