import type { Expression } from '../security/ast.ts';
import { partsOf } from '../security/partsOf.ts';
import type { Rule } from '../security/rule.ts';
import type { RuleSet } from '../security/ruleSet.ts';
import type { RuleNode } from '../security/ruleTree.ts';
import type { ShownValue } from '../security/sampledValues.ts';
import { cut } from '../security/secrecy.ts';

/**
 * What the rules of one database came to since they were uploaded. `/.inspect/coverage.json` is this as it is: a part of
 * an expression has the fields that Google's emulator gives it (`text`, `location-start`, `location-end`, `values`,
 * `children`); what is around them is ours.
 */
export interface Coverage {
  /** The rules as they were uploaded. */
  readonly rules: string;
  /** Every `.read`, `.write` and `.validate`, in the order of the file. */
  readonly expressions: readonly CoveredRule[];
  readonly summary: CoverageSummary;
}

export interface CoverageSummary {
  readonly rules: number;
  /** Rules that no request has come to. */
  readonly neverAsked: number;
  /** Whole rules and the operands in them that are true or false. */
  readonly conditions: number;
  readonly seenBothWays: number;
  readonly onlyTrue: number;
  readonly onlyFalse: number;
  readonly neverReached: number;
  /** Whether there was more in the rules than is told: the parts of the last rules are then left out. */
  readonly isCut: boolean;
}

export interface CoveredRule extends CoveredPart {
  /** The location it stands at: `/rooms/$roomId`. */
  readonly path: string;
  readonly kind: Rule['kind'];
  /** Where it begins in the file, in UTF-16 units from 0, and where it ends. */
  readonly start: number;
  readonly end: number;
}

export interface CoveredPart {
  readonly text: string;
  /** The first and the last unit in the file, as `line:column` from 1. */
  readonly 'location-start': string;
  readonly 'location-end': string;
  /**
   * What it came to and how often. For whole rules and conditions this is exact. Of other parts only some evaluations
   * are looked at, the first ones and ever fewer later, and `isSampled` says so.
   */
  readonly values: readonly CoveredValue[];
  readonly isSampled?: true;
  readonly children?: readonly CoveredPart[];
}

/**
 * A scalar as it is, long texts cut; `(an object)`, `(at /rooms/lobby)` for a location, `(hidden)` for what is named like a
 * secret. An evaluation that failed, and the rule with it, has no value but `error`.
 */
export type CoveredValue =
  { readonly value: ShownValue; readonly count: number } | { readonly error: true; readonly count: number };

/** So many parts are told of: a file of four megabytes may have a million. */
const told = { parts: 50_000, textUnits: 500 };

export const coverageOf = (rules: RuleSet): Coverage => {
  const teller = new Teller();
  const all = rulesIn(rules.tree).toSorted((a, b) => a.offsetOf(0) - b.offsetOf(0));
  const expressions = all.map((rule) => teller.rule(rule));
  return { rules: rules.text, expressions, summary: teller.summary(all) };
};

const rulesIn = ({ read, write, validate, children, wildcard }: RuleNode): readonly Rule[] => [
  ...[read, write, validate].filter((rule) => rule !== undefined),
  ...[...children.values()].flatMap(rulesIn),
  ...(wildcard === undefined ? [] : rulesIn(wildcard)),
];

class Teller {
  #parts = 0;
  #isCut = false;
  readonly #seen = { bothWays: 0, onlyTrue: 0, onlyFalse: 0, never: 0 };

  rule(rule: Rule): CoveredRule {
    const { pattern: path, kind, source, expression, record } = rule;
    const conditions = record.conditions();
    const place = {
      path,
      kind,
      start: rule.offsetOf(0),
      end: expression === undefined ? rule.offsetOf(source.length) : rule.offsetOf(expression.end),
    };
    // What is plainly true or false cannot be seen otherwise.
    for (const [part, outcomes] of conditions) if (part.kind !== 'literal') this.#count(outcomes);
    if (expression === undefined) {
      this.#parts += 1;
      const span = { start: 0, end: source.length };
      return { ...place, ...locationOf(rule, span), text: source, values: exactly(record.outcomes) };
    }
    return { ...place, ...this.#part(rule, expression, conditions) };
  }

  summary(rules: readonly Rule[]): CoverageSummary {
    const { bothWays, onlyTrue, onlyFalse, never } = this.#seen;
    return {
      rules: rules.length,
      neverAsked: rules.filter(({ record }) => sumOf(record.outcomes) === 0).length,
      conditions: bothWays + onlyTrue + onlyFalse + never,
      seenBothWays: bothWays,
      onlyTrue,
      onlyFalse,
      neverReached: never,
      isCut: this.#isCut,
    };
  }

  /** A condition that failed was reached, and is as good as false to the rule. */
  #count({ isTrue, isFalse, isError }: Outcomes): void {
    const isSeenFalse = isFalse + isError > 0;
    if (isTrue > 0) this.#seen[isSeenFalse ? 'bothWays' : 'onlyTrue'] += 1;
    else this.#seen[isSeenFalse ? 'onlyFalse' : 'never'] += 1;
  }

  #part(rule: Rule, part: Expression, conditions: ReadonlyMap<Expression, Outcomes>): CoveredPart {
    this.#parts += 1;
    const outcomes = conditions.get(part);
    const inner = partsOf(part)
      .flatMap((one) => (one.kind === 'list' ? one.items : [one]))
      .filter(({ kind }) => kind !== 'literal' && kind !== 'regex');
    const isWithin = this.#parts + inner.length <= told.parts;
    if (!isWithin && inner.length > 0) this.#isCut = true;
    return {
      text: cut(rule.source.slice(part.start, part.end), told.textUnits),
      ...locationOf(rule, part),
      ...(outcomes === undefined ? sampled(rule, part) : { values: exactly(outcomes) }),
      ...(isWithin &&
        inner.length > 0 && { children: inner.map((one) => this.#part(rule, one, conditions)) }),
    };
  }
}

type Outcomes = Rule['record']['outcomes'];

const sumOf = ({ isTrue, isFalse, isError }: Outcomes): number => isTrue + isFalse + isError;

const exactly = ({ isTrue, isFalse, isError }: Outcomes): readonly CoveredValue[] => [
  ...(isTrue > 0 ? [{ value: true, count: isTrue }] : []),
  ...(isFalse > 0 ? [{ value: false, count: isFalse }] : []),
  ...(isError > 0 ? [{ error: true as const, count: isError }] : []),
];

const sampled = ({ record }: Rule, part: Expression): Pick<CoveredPart, 'values' | 'isSampled'> => ({
  values: Array.from(record.valuesOf(part), ([value, count]) => ({ value, count })),
  isSampled: true,
});

const locationOf = (
  { positionOf }: Rule,
  { start, end }: { readonly start: number; readonly end: number },
): Pick<CoveredPart, 'location-start' | 'location-end'> => {
  const [first, last] = [positionOf(start), positionOf(Math.max(start, end - 1))];
  return {
    'location-start': `${first.line}:${first.column}`,
    'location-end': `${last.line}:${last.column}`,
  };
};
