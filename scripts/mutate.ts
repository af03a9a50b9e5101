import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { roles } from '@causerie/contract';
import { interruptibly } from './interruption.ts';
import { equivalents } from './mutation/equivalents.ts';
import { type Mutant, mutantsOf } from './mutation/mutants.ts';
import { askForMutants, ofTheText, resultsIn, resultsVariable, rulesVariable } from './mutation/results.ts';
import { checkSample } from './mutation/sample.ts';
import { isGoodEnough, printScore, scoreOf, shareKilled } from './mutation/score.ts';
import { createProgress, type Progress } from './progress.mjs';
import { keep, root } from './root.ts';
import { rulesFile } from './rules.ts';
import { programs, runNode } from './runNode.ts';

/** Of the mutants that can be noticed, so many must be. */
const bar = 0.97;

/** Tests that draw their questions by lot: what they notice today they may not notice tomorrow. */
const drawnByLot = 'test/rules/agreement.spec.ts';

/** What a run found, kept for as long as nothing it depends on changes. */
interface Finding {
  /** For each mutant that is noticed, the file of tests that does. */
  readonly killed: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/**
 * `npm run mutate`: puts one small mistake after the other into the rules and sees whether a test notices. The tests run
 * once; what they asked is then decided again with each mutant (see `test/proof/replay.ts`). `--anew` forgets what the last run
 * found, and `--sample=30` besides runs the tests themselves against so many mutants, drawn by lot, to see that it comes to the same.
 */
export const main = (args: readonly string[]): Promise<number> => interruptibly(() => run(args));

const run = async (args: readonly string[]): Promise<number> => {
  const unknown = args.find((arg) => arg !== '--anew' && !/^--sample=\d+$/.test(arg));
  if (unknown !== undefined) {
    console.error(`npm run mutate knows --anew and --sample=30, and not ${unknown}.`);
    return 1;
  }
  const progress = createProgress();
  const rules = readFileSync(rulesFile, 'utf8');
  const { mutants, refused } = mutantsOf(rules, confusions);
  if (args.includes('--anew')) rmSync(findings, { recursive: true, force: true });
  const known = existsSync(findingFile()) && (JSON.parse(readFileSync(findingFile(), 'utf8')) as Finding);
  const finding = known || (await find(rules, mutants, progress));
  if (finding === undefined) return 1;

  const score = scoreOf(mutants, new Set(Object.keys(finding.killed)), equivalents);
  const share = shareKilled(score);
  const lines = [
    '',
    printScore(score),
    '',
    ...(score.survivors.length > 0 ? ['Survived, and should not:'] : []),
    ...score.survivors.map(({ id }) => `  ${id}`),
    ...(score.equivalents.length > 0 ? ['Cannot be noticed:'] : []),
    ...reasons(score.equivalents.map(({ why }) => why)),
    ...score.stale,
    `${refused} more were no rules at all, and do not count.`,
    `${(share * 100).toFixed(1)} % killed, of those that can be; ${(bar * 100).toFixed(0)} % are asked for. ${
      known
        ? `Found before in ${finding.seconds} s: rules and tests are as they were.`
        : `${finding.seconds} s`
    }`,
  ];
  console.log(lines.join('\n'));
  const sample = args.find((arg) => arg.startsWith('--sample='));
  const agrees =
    sample === undefined ||
    (await checkSample(mutants, finding.killed, Number(sample.slice('--sample='.length)), rules, progress));
  return isGoodEnough(score, bar) && agrees ? 0 : 1;
};

/** Words that somebody could write one for the other: each with the next. */
const confusions = new Map(
  [roles, ['public', 'private', 'direct']].flatMap((words) =>
    words.map((word, index): [string, string] => [word, words[(index + 1) % words.length] ?? word]),
  ),
);

const reasons = (all: readonly string[]): readonly string[] =>
  [...new Set(all)].map(
    (why) => `  ${String(all.filter((other) => other === why).length).padStart(4)}  ${why}`,
  );

const findings = join(keep, 'mutation');
const findingFile = (): string => join(findings, `${fingerprint()}.json`);

/** Everything that the verdicts depend on. */
const sources = [
  'database.rules.json',
  'package-lock.json',
  'contract/src',
  'emulator/src',
  'scripts/mutation',
  'test/rules',
  'test/proof',
];

const fingerprint = (): string => {
  const hash = createHash('sha256');
  for (const source of sources) {
    const files = source.includes('.')
      ? [source]
      : readdirSync(join(root, source), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(root, join(entry.parentPath, entry.name)))
          .filter((file) => !/equivalents|\.test\.ts$/.test(file))
          .toSorted();
    for (const file of files)
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)))
        .update('\0');
  }
  return hash.digest('hex');
};

/** Rules of before and tests of after need not fit together. */
const editedMeanwhile =
  'Rules or tests were edited meanwhile. This says nothing certain of either: run it again.';

const find = async (
  rules: string,
  mutants: readonly Mutant[],
  progress: Progress,
): Promise<Finding | undefined> => {
  const sinceMs = Date.now();
  const print = fingerprint();
  const folder = mkdtempSync(join(tmpdir(), 'causerie-mutation-'));
  const step = progress.step(`Trying ${mutants.length} mutants of the rules`);
  try {
    askForMutants(folder, mutants);
    // Whoever edits the rules meanwhile does not change what is asked about.
    const file = join(folder, 'rules.txt');
    writeFileSync(file, rules);
    const { code, output } = await runNode(
      programs.vitest,
      ['run', '--project=rules', `--exclude=${drawnByLot}`, `--exclude=${ofTheText}`, '--reporter=dot'],
      { env: { [resultsVariable]: folder, [rulesVariable]: file, NO_COLOR: '1' } },
    );
    if (code !== 0) {
      step.fail();
      console.error(`${output}\nThe tests must pass before it can be said what they notice.`);
      if (fingerprint() !== print) console.error(editedMeanwhile);
      return undefined;
    }
    const killed = Object.fromEntries(
      resultsIn(folder).flatMap((result) => result.killed.map((id) => [id, result.testFile])),
    );
    const finding = { killed, seconds: Math.round((Date.now() - sinceMs) / 1000) };
    step.done();
    if (fingerprint() === print) {
      rmSync(findings, { recursive: true, force: true });
      mkdirSync(findings, { recursive: true });
      writeFileSync(findingFile(), JSON.stringify(finding));
    } else console.log(editedMeanwhile);
    return finding;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
