import {
  compile,
  type Decision,
  type Evaluate,
  type Expression,
  isReadGranted,
  isWriteAllowed,
  parseRules,
  type Rule,
  type RuleSet,
  type Scope,
  scopeOfRead,
  scopeOfWrite,
  type Snapshot,
} from '@causerie/emulator/rulesLanguage';
import { conditionsIn } from '../../scripts/mutation/conditions.ts';
import type { Outcomes } from '../../scripts/mutation/results.ts';

/** A rule that was asked on the way to a decision, and where. */
export interface Asked {
  readonly decision: Decision;
  readonly scope: Scope;
  readonly newData: Snapshot;
  readonly held: boolean;
  /** Whether it is among the first for which every part of the rule came to the same. */
  readonly isNew: boolean;
}

/** So many of one kind are new. */
const kindSize = 10;

/**
 * What the rules were asked in one file of tests, and what each part of them came to. Trees are persistent, so that
 * keeping the roots of every request costs next to nothing.
 */
export class Recording {
  readonly rules: RuleSet;
  readonly decisions: Decision[] = [];
  /** Those that come to something else when they are asked once more. */
  readonly unlike: Decision[] = [];
  readonly asked = new Map<Rule, Asked[]>();
  readonly #watched = new Map<Rule, Watched>();

  constructor(rulesText: string) {
    const rules = parseRules(rulesText);
    if ('problem' in rules) throw new Error(rules.problem);
    this.rules = rules;
  }

  /** Asks the rules the same once more, with every part of them watched. They come to the same, or what is found here means nothing. */
  note(decision: Decision): void {
    this.decisions.push(decision);
    const allowed = decide(this.rules, decision, (rule, scope) => {
      const { newData } = scope;
      const { evaluate, trace, kinds } = this.#watch(rule);
      trace.length = 0;
      const held = evaluate(scope) === true;
      const kind = trace.join();
      const size = kinds.get(kind) ?? 0;
      kinds.set(kind, size + 1);
      const place = this.asked.get(rule) ?? [];
      place.push({ decision, scope, newData, held, isNew: size < kindSize });
      this.asked.set(rule, place);
      return held;
    });
    if (allowed !== decision.allowed) this.unlike.push(decision);
  }

  /** For each rule that was asked, the numbers of its conditions that were seen true, and false. */
  outcomes(): Outcomes {
    return Object.fromEntries(
      Array.from(this.#watched, ([rule, { seenTrue, seenFalse }]) => [
        `${rule.pattern} ${rule.kind}`,
        { seenTrue: [...seenTrue], seenFalse: [...seenFalse] },
      ]),
    );
  }

  #watch(rule: Rule): Watched {
    const known = this.#watched.get(rule);
    if (known !== undefined) return known;
    const made = watched(rule);
    this.#watched.set(rule, made);
    return made;
  }
}

/** Whether a request is allowed, when rules are asked as `ask` does. */
export const decide = (
  { tree }: RuleSet,
  decision: Decision,
  ask: (rule: Rule, scope: Scope) => boolean,
): boolean =>
  decision.operation === 'read'
    ? isReadGranted(tree, scopeOfRead(decision.request), decision.request.path, ask)
    : isWriteAllowed(tree, scopeOfWrite(decision.request), decision.request.writes, ask);

interface Watched {
  readonly evaluate: Evaluate;
  readonly seenTrue: ReadonlySet<number>;
  readonly seenFalse: ReadonlySet<number>;
  /** What the conditions came to when it was asked last: their numbers from 1, negative for those that were false. */
  readonly trace: number[];
  /** How often it came to what. */
  readonly kinds: Map<string, number>;
}

const watched = ({ expression, wildcards, evaluate }: Rule): Watched => {
  const seenTrue = new Set<number>();
  const seenFalse = new Set<number>();
  const trace: number[] = [];
  const kinds = new Map<string, number>();
  if (expression === undefined) return { evaluate, seenTrue, seenFalse, trace, kinds };
  const numbers = new Map<Expression, number>(conditionsIn(expression).map((part, number) => [part, number]));
  const watchedEvaluate = compile(expression, wildcards, (part, inner) => {
    const number = numbers.get(part);
    if (number === undefined) return inner;
    return (scope) => {
      const outcome = inner(scope);
      if (outcome === true) seenTrue.add(number);
      if (outcome === false) seenFalse.add(number);
      trace.push(outcome === true ? number + 1 : -number - 1);
      return outcome;
    };
  });
  return { evaluate: watchedEvaluate, seenTrue, seenFalse, trace, kinds };
};
