import { describeFailure } from './describeFailure.ts';
import { runNode } from './runNode.ts';

/**
 * Prints database.rules.json from its source, in a process of its own: this one has the old source loaded.
 *
 * @returns why that failed, in one sentence, or undefined
 */
export const printRulesAnew = async (): Promise<string | undefined> => {
  const { code, output } = await runNode('scripts/run.mjs', ['rules']);
  return code === 0 ? undefined : describeFailure(output);
};
