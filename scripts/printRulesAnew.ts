import { relative } from 'node:path';
import { root } from './root.ts';
import { runNode } from './runNode.ts';

/** `…/rules/src/rules.ts:12:5: ERROR: Expected ")"`, as the compiler writes it. */
const compilerComplaint = /^\s*(\S+\.ts):(\d+):(\d+): ERROR: (.*)$/m;
/** `ReferenceError: x is not defined`, and the first place in a source of ours below it. */
const thrown = /^\s*(?:Uncaught )?(\w*Error(?: \[\w+\])?): (.*)$/m;
const place = /(?:file:\/\/)?(\/[^\s()]*\/(?:rules|contract)\/src\/[^\s():]+):(\d+):(\d+)/;

/** One sentence out of what a failed printing says, with the place to look at. */
export const describeFailure = (output: string): string => {
  const complaint = compilerComplaint.exec(output);
  if (complaint !== null) {
    const [, file = '', line, column, text] = complaint;
    return `${relative(root, file)}:${line}:${column}: ${text}`;
  }
  const error = thrown.exec(output);
  const where = place.exec(output);
  if (error !== null && where !== null) {
    const [, file = '', line, column] = where;
    return `${relative(root, file)}:${line}:${column}: ${error[2]}`;
  }
  return error?.[0].trim() ?? output.trim();
};

/**
 * Prints database.rules.json from its source, in a process of its own: this one has the old source loaded.
 *
 * @returns why that failed, in one sentence, or undefined
 */
export const printRulesAnew = async (): Promise<string | undefined> => {
  const { code, output } = await runNode('scripts/run.mjs', ['rules']);
  return code === 0 ? undefined : describeFailure(output);
};
