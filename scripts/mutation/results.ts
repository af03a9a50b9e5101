import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Mutant } from './mutants.ts';

/** What one file of rules tests proves about the rules. */
export interface Result {
  /** The file, from the folder of the project. */
  readonly testFile: string;
  readonly outcomes: Outcomes;
  /** The ids of the mutants that a test in it notices. */
  readonly killed: readonly string[];
}

/** What conditions came to, by rule (`/rooms/$roomId .write`). Conditions have the numbers that `conditionsIn` gives them. */
export type Outcomes = Readonly<
  Record<string, { readonly seenTrue: readonly number[]; readonly seenFalse: readonly number[] }>
>;

/** Names the folder where the files of one run of the rules tests leave their results, for all its processes. */
export const resultsVariable = 'CAUSERIE_RULES_RESULTS';

/** Names the file whose rules the tests are to put in force, in place of those that are deployed. */
export const rulesVariable = 'CAUSERIE_RULES';

/** Tests of the text of the rules, which notice every mutant and no mistake. */
export const ofTheText = 'test/rules/generated.spec.ts';

/** Where this run collects results, if it does. */
export const resultsFolder = (): string | undefined => process.env[resultsVariable];

export const writeResult = (folder: string, result: Result): void => {
  const file = join(folder, `${basename(result.testFile)}.json`);
  // Others read while this is written.
  writeFileSync(`${file}.part`, JSON.stringify(result));
  renameSync(`${file}.part`, file);
};

export const resultsIn = (folder: string): readonly Result[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.spec.ts.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result);

const mutantsIn = (folder: string): string => join(folder, 'mutants.json');

/** Asks the files of a run to look for these mutants. */
export const askForMutants = (folder: string, mutants: readonly Mutant[]): void =>
  writeFileSync(mutantsIn(folder), JSON.stringify(mutants));

/** The mutants that a run is to look for. */
export const mutantsAskedFor = (folder: string): readonly Mutant[] =>
  existsSync(mutantsIn(folder)) ? (JSON.parse(readFileSync(mutantsIn(folder), 'utf8')) as Mutant[]) : [];
