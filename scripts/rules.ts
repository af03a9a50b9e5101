import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printRules } from '@causerie/rules';
import { root } from './root.ts';

export const rulesFile = join(root, 'database.rules.json');

/**
 * `npm run rules` prints database.rules.json from the source in rules/; with `--check` it only says whether
 * the file is what would be printed. A file that is right already is left alone: whoever watches it need not look.
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown !== undefined) {
    console.error(`npm run rules knows --check, and not ${unknown}.`);
    return 1;
  }
  const printed = printRules();
  const isCurrent = existsSync(rulesFile) && readFileSync(rulesFile, 'utf8') === printed;
  if (args.includes('--check')) {
    console.log(
      isCurrent
        ? 'database.rules.json is what rules/ prints.'
        : 'database.rules.json is not what rules/ prints: run `npm run rules` and commit the result.',
    );
    return isCurrent ? 0 : 1;
  }
  if (!isCurrent) writeFileSync(rulesFile, printed);
  console.log(isCurrent ? 'database.rules.json is up to date.' : 'database.rules.json is printed anew.');
  return 0;
};
