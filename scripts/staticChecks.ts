import type { Progress } from './progress.mjs';
import { programs, runNode } from './runNode.ts';

type Check = readonly [program: string, ...args: string[]];

/** What can be said about the source without running it. Each entry counts as one test. */
const checks = {
  format: [[programs.prettier, '--check', '.', '--cache', '--log-level', 'warn']],
  lint: [[programs.oxlint]],
  types: [
    [programs.tsc, '-p', 'tsconfig.json'],
    [programs.tsc, '-p', 'contract/tsconfig.json'],
    [programs.tsc, '-p', 'web/tsconfig.json'],
  ],
  'unused code': [[programs.knip]],
  rules: [['scripts/run.mjs', 'rules', '--check']],
} as const satisfies Record<string, readonly Check[]>;

export type CheckName = keyof typeof checks;
export const checkNames = Object.keys(checks) as readonly CheckName[];

/** Runs one check, and prints what it has to say only when it fails. */
export const passes = async (name: CheckName, progress: Progress): Promise<boolean> => {
  const step = progress.step(name);
  const outcomes = await Promise.all(checks[name].map(([program, ...args]) => runNode(program, args)));
  const failed = outcomes.filter(({ code }) => code !== 0);
  if (failed.length === 0) {
    step.done();
    return true;
  }
  step.fail();
  progress.say(failed.map(({ output }) => output.trim()).join('\n'));
  return false;
};
