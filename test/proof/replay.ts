import { compile, parseExpression, parseRules, type Rule } from '@causerie/emulator/rulesLanguage';
import { edited, type Mutant, withMutant } from '../../scripts/mutation/mutants.ts';
import { type Asked, decide, type Recording } from './recording.ts';

/**
 * Finds the mutants that a recording kills: a request that a test made, and whose verdict it insists on, is decided
 * differently with the mutant in force. Only the first difference matters, as the test fails there.
 */
export const killedBy = (recording: Recording, mutants: readonly Mutant[]): readonly string[] => {
  const rules = new Map(Array.from(recording.asked.keys(), (rule) => [`${rule.pattern} ${rule.kind}`, rule]));
  return mutants.flatMap((mutant) => {
    if (mutant.kind === '.indexOn') return isIndexMissed(recording, mutant) ? [mutant.id] : [];
    const rule = rules.get(`${mutant.pattern} ${mutant.kind}`);
    return rule !== undefined && isNoticed(recording, rule, mutant) ? [mutant.id] : [];
  });
};

/** Who noticed one mutant of a rule is likely to notice the next, too. */
const goodWitnesses = new WeakMap<Rule, Set<Asked>>();

const isNoticed = (recording: Recording, rule: Rule, mutant: Mutant): boolean => {
  const parsed = parseExpression(edited(rule.source, mutant.edit));
  if (!parsed.ok) throw new Error(`A mutant was listed that is no expression: ${mutant.id}`);
  const evaluate = compile(parsed.value, rule.wildcards);
  const witnesses = goodWitnesses.get(rule) ?? new Set<Asked>();
  goodWitnesses.set(rule, witnesses);

  const notices = (asked: Asked): boolean => {
    const { scope, decision } = asked;
    scope.moveTo(asked.newData);
    if ((evaluate(scope) === true) === asked.held) return false;
    const allowed = decide(
      recording.rules,
      decision,
      (other, at) => (other === rule ? evaluate(at) : other.evaluate(at)) === true,
    );
    if (allowed !== decision.allowed) witnesses.add(asked);
    return allowed !== decision.allowed;
  };
  const asked = recording.asked.get(rule) ?? [];
  const isAboutText = ofTexts.has(mutant.edit.what) || /\.replace\([^)]*$/.test(beforeEdit(rule, mutant));
  return [...witnesses].some(notices) || asked.some((each) => (isAboutText || each.isNew) && notices(each));
};

/** Only one character or number makes the difference to these: all that was asked is tried. Else one of each kind will do. */
const ofTexts: ReadonlySet<string> = new Set([
  'any character',
  'count',
  'drop alternative',
  'drop call',
  'drop from set',
  'flip',
  'number',
  'open set',
  'unanchor',
  'widen range',
]);

const beforeEdit = ({ source }: Rule, { edit }: Mutant): string =>
  source.slice(Math.max(0, edit.start - 30), edit.start);

/** A query that was answered finds no index any more. */
const isIndexMissed = (recording: Recording, mutant: Mutant): boolean => {
  const mutated = parseRules(withMutant(recording.rules.text, mutant));
  if ('problem' in mutated) throw new Error(mutated.problem);
  return recording.decisions.some((decision) => {
    if (decision.operation !== 'read' || !decision.allowed) return false;
    const { path, query } = decision.request;
    const { index } = query;
    const needed = index.kind === 'child' ? index.path.join('/') : `.${index.kind}`;
    return recording.rules.indexesAt(path).includes(needed) && !mutated.indexesAt(path).includes(needed);
  });
};
