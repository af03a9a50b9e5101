import type { Expression } from './ast.ts';
import type { RuleKind } from './builtins.ts';
import { compile } from './compile.ts';
import type { Position } from './problem.ts';
import type { SampledValues, ShownValue } from './sampledValues.ts';
import { failed, type Evaluate } from './scope.ts';
import { Tally, type Outcomes } from './tally.ts';

/** One rule, ready to run. */
export interface Rule {
  readonly kind: RuleKind;
  /** The location it stands at, as written: `/rooms/$roomId`. */
  readonly pattern: string;
  readonly source: string;
  /** Where its expression begins in the file. */
  readonly position: Position;
  /** Where a unit of its expression stands in the file: as an offset, and as people count. */
  readonly offsetOf: (index: number) => number;
  readonly positionOf: (index: number) => Position;
  /** Nothing for a plain `true` or `false`. */
  readonly expression: Expression | undefined;
  readonly wildcards: ReadonlyMap<string, number>;
  /** Asks the rule, and counts what it comes to. */
  readonly evaluate: Evaluate;
  /** What became of it since it was uploaded. */
  readonly record: RuleRecord;
}

/** What a rule, and the parts of it, came to whenever it was asked. */
export interface RuleRecord {
  readonly outcomes: Outcomes;
  /** The exact counts of everything in the rule that is a condition. */
  conditions(): ReadonlyMap<Expression, Outcomes>;
  /** Some of the values of a part, with how many of the samples each was in. */
  valuesOf(part: Expression): ReadonlyMap<ShownValue, number>;
}

export interface RuleParts {
  readonly kind: RuleKind;
  readonly pattern: string;
  readonly source: string;
  readonly offsetOf: (index: number) => number;
  readonly positionIn: (offset: number) => Position;
  readonly wildcards: ReadonlyMap<string, number>;
  readonly samples: SampledValues;
  /** The checked expression, or the plain value. */
  readonly is: Expression | boolean;
}

export const makeRule = ({ is, samples, positionIn, ...parts }: RuleParts): Rule => {
  const positionOf = (index: number): Position => positionIn(parts.offsetOf(index));
  const rest = { ...parts, positionOf, position: positionOf(0) };
  const record = new Counting(typeof is === 'boolean' ? undefined : is, samples);
  if (typeof is === 'boolean') {
    return {
      ...rest,
      expression: undefined,
      evaluate: record.counting(
        () => is,
        () => is,
      ),
      record,
    };
  }
  // Compiled when they are first asked: of a long file most rules never are before the next one comes.
  let runner: Evaluate | undefined;
  const run: Evaluate = (scope) => {
    runner ??= compile(is, rest.wildcards, undefined, record.tally);
    return runner(scope);
  };
  let sampler: Evaluate | undefined;
  const sample: Evaluate = (scope) => {
    sampler ??= samples.sampler((watch) => compile(is, rest.wildcards, watch, record.tally));
    return sampler(scope);
  };
  return { ...rest, expression: is, evaluate: record.counting(run, sample), record };
};

/** The first times tell most about a rule, and later ones, ever more rarely, what has changed. */
const isSampled = (time: number): boolean => time <= 32 || (time & (time - 1)) === 0;

class Counting implements RuleRecord {
  #tally: Tally | undefined;
  readonly #expression: Expression | undefined;
  readonly #samples: SampledValues;
  #asked = 0;
  #held = 0;
  #failed = 0;

  constructor(expression: Expression | undefined, samples: SampledValues) {
    this.#expression = expression;
    this.#samples = samples;
  }

  get tally(): Tally {
    return (this.#tally ??= new Tally());
  }

  counting(run: Evaluate, sample: Evaluate): Evaluate {
    return (scope) => {
      this.#asked += 1;
      const outcome = isSampled(this.#asked) ? sample(scope) : run(scope);
      if (outcome === true) this.#held += 1;
      else if (outcome === failed) this.#failed += 1;
      return outcome;
    };
  }

  get outcomes(): Outcomes {
    const isFalse = this.#asked - this.#held - this.#failed;
    return { isTrue: this.#held, isFalse, isError: this.#failed };
  }

  conditions(): ReadonlyMap<Expression, Outcomes> {
    const expression = this.#expression;
    return expression === undefined ? new Map() : this.tally.outcomesOf(expression, this.outcomes);
  }

  valuesOf(part: Expression): ReadonlyMap<ShownValue, number> {
    return this.#samples.of(part);
  }
}
