import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '../progress.mjs';
import { programs, runNode } from '../runNode.ts';
import { type Mutant, withMutant } from './mutants.ts';
import { ofTheText, rulesVariable } from './results.ts';

/**
 * Runs the tests themselves with mutants, drawn by lot, in force, and says where that comes to something else than what was
 * found without. What is noticed must be noticed by the file that is said to; what is not, by none.
 */
export const checkSample = async (
  mutants: readonly Mutant[],
  killed: Readonly<Record<string, string>>,
  size: number,
  rules: string,
  progress: Progress,
): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), 'causerie-sample-'));
  const file = join(folder, 'rules.json');
  let disagreements = 0;
  try {
    for (const mutant of drawn(mutants, size)) {
      const noticedBy = killed[mutant.id];
      const step = progress.step(mutant.id);
      writeFileSync(file, withMutant(rules, mutant));
      // One after the other: each run takes all processors.
      const { code } = await runNode(
        programs.vitest,
        [
          'run',
          '--project=rules',
          '--bail=1',
          `--exclude=${ofTheText}`,
          '--reporter=dot',
          noticedBy ?? 'test/rules',
        ],
        { env: { [rulesVariable]: file, NO_COLOR: '1' } },
      );
      const agrees = (code !== 0) === (noticedBy !== undefined);
      if (agrees) step.done(noticedBy ?? 'not noticed');
      else step.fail(noticedBy === undefined ? 'noticed after all' : `not noticed by ${noticedBy}`);
      if (!agrees) disagreements += 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`The tests themselves agree about ${size - disagreements} of ${size}.`);
  return disagreements === 0;
};

const drawn = <Item>(items: readonly Item[], count: number): readonly Item[] =>
  items
    .map((item) => ({ item, lot: Math.random() }))
    .toSorted((a, b) => a.lot - b.lot)
    .slice(0, count)
    .map(({ item }) => item);
