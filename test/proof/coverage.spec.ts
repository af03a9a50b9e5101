import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRules, type Rule, type RuleNode } from '@causerie/emulator/rulesLanguage';
import { conditionsIn } from '../../scripts/mutation/conditions.ts';
import { type Outcomes, resultsFolder, resultsIn, rulesVariable } from '../../scripts/mutation/results.ts';
import { rulesFile } from '../../scripts/rules.ts';
import { unseen } from './unseen.ts';

/**
 * Runs after the tests of the rules, in the same run (see `vitest.config.ts`), and looks at what they came to: a condition that
 * was never false in a test could be left out, and one that was never true could be anything.
 */
const folder = resultsFolder();
const results = folder === undefined ? [] : resultsIn(folder);

const rulesOf = (node: RuleNode): readonly Rule[] => [
  ...[node.read, node.write, node.validate].filter((rule) => rule !== undefined),
  ...[...node.children.values(), ...(node.wildcard === undefined ? [] : [node.wildcard])].flatMap(rulesOf),
];

const rules = (() => {
  const parsed = parseRules(readFileSync(process.env[rulesVariable] ?? rulesFile, 'utf8'));
  if ('problem' in parsed) throw new Error(parsed.problem);
  return rulesOf(parsed.tree).map((rule) => [`${rule.pattern} ${rule.kind}`, rule] as const);
})();

/** Whether a condition has the number `number` in one of the lists of a rule. */
const wasSeen = (name: string, outcome: keyof Outcomes[string], number: number): boolean =>
  results.some(({ outcomes }) => outcomes[name]?.[outcome].includes(number) === true);

/** `(never true) query.limitToLast != null` for each part that was seen one way only. */
const missingIn = (name: string, { expression, source }: Rule): readonly string[] =>
  expression === undefined
    ? []
    : conditionsIn(expression).flatMap((part, number) => {
        const text = source.slice(part.start, part.end);
        return [
          ...(wasSeen(name, 'seenTrue', number) ? [] : [`(never true) ${text}`]),
          ...(wasSeen(name, 'seenFalse', number) ? [] : [`(never false) ${text}`]),
        ];
      });

const explains = ({ rules: places, part, never }: (typeof unseen)[number], name: string, missing: string) =>
  places.test(name) && part.test(missing) && missing.startsWith(`(never ${String(never)})`);

describe('the tests of the rules', () => {
  it('ran before (else: CAUSERIE_PROOF=1 npx vitest run --project rules --project proof)', () => {
    expect(results.length).toBeGreaterThan(0);
  });

  it.each(rules)('make every part of %s true and false', (name, rule) => {
    const missing = missingIn(name, rule).filter(
      (part) => !unseen.some((known) => explains(known, name, part)),
    );
    expect(missing).toEqual([]);
  });

  it.each(unseen)('cannot make it otherwise: $why', (known) => {
    const all = rules.flatMap(([name, rule]) => missingIn(name, rule).map((part) => [name, part] as const));
    expect(all.some(([name, part]) => explains(known, name, part))).toBe(true);
  });
});
