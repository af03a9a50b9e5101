import type { Expression } from './ast.ts';
import { unreachable } from './unreachable.ts';

/** How often a condition came to what. */
export interface Outcomes {
  readonly isTrue: number;
  readonly isFalse: number;
  /** It failed, and the rule with it. */
  readonly isError: number;
}

const never: Outcomes = { isTrue: 0, isFalse: 0, isError: 0 };

/**
 * Counts what the conditions of one rule come to, while it decides requests. A condition is not counted for itself: of
 * `a && b && c` it is enough to note where the row ended, and of `a ? b : c` which way it went and what came of it.
 * So a rule of twenty clauses costs two or three additions, and everything else is reckoned when somebody asks.
 */
export class Tally {
  /** What compiled rules add to, at the slots they were given. */
  readonly counts: number[] = [];
  readonly #slots = new Map<Expression, number>();

  /** The first of `size` counters of a part: the same ones whenever it is compiled again. */
  slotOf(part: Expression, size: number): number {
    const known = this.#slots.get(part);
    if (known !== undefined) return known;
    const slot = this.counts.length;
    for (let i = 0; i < size; i += 1) this.counts.push(0);
    this.#slots.set(part, slot);
    return slot;
  }

  /** What each condition in an expression came to; those that were never reached came to nothing. */
  outcomesOf(expression: Expression, whole: Outcomes): ReadonlyMap<Expression, Outcomes> {
    const found = new Map<Expression, Outcomes>();
    const follow = (part: Expression, outcomes: Outcomes): void => {
      found.set(part, outcomes);
      switch (part.kind) {
        case 'logical':
          return this.#followRow(part, follow);
        case 'conditional':
          return this.#followConditional(part, follow);
        case 'unary':
          if (part.operator !== '!') return;
          return follow(part.operand, {
            isTrue: outcomes.isFalse,
            isFalse: outcomes.isTrue,
            isError: outcomes.isError,
          });
        case 'literal':
        case 'regex':
        case 'list':
        case 'variable':
        case 'member':
        case 'index':
        case 'call':
        case 'binary':
          return;
      }
      unreachable(part);
    };
    follow(expression, whole);
    return found;
  }

  #at(slot: number | undefined, offset: number): number {
    return slot === undefined ? 0 : (this.counts[slot + offset] ?? 0);
  }

  #followRow(part: Extract<Expression, { kind: 'logical' }>, follow: Follow): void {
    const slot = this.#slots.get(part);
    const goesOn = part.operator === '&&';
    // From the last operand back: each was reached as often as any behind it, and as the row ended at it.
    let passed = this.#at(slot, rowSlots.passed);
    const outcomes = part.operands.map(() => never);
    for (let index = part.operands.length - 1; index >= 0; index -= 1) {
      const stopped = this.#at(slot, rowSlots.stopped(index));
      const isError = this.#at(slot, rowSlots.failed(index));
      outcomes[index] = goesOn
        ? { isTrue: passed, isFalse: stopped, isError }
        : { isTrue: stopped, isFalse: passed, isError };
      passed += stopped + isError;
    }
    for (const [index, operand] of part.operands.entries()) follow(operand, outcomes[index] ?? never);
  }

  #followConditional(part: Extract<Expression, { kind: 'conditional' }>, follow: Follow): void {
    const slot = this.#slots.get(part);
    const outcomesAt = (first: number): Outcomes => ({
      isTrue: this.#at(slot, first),
      isFalse: this.#at(slot, first + 1),
      isError: this.#at(slot, first + 2),
    });
    follow(part.condition, outcomesAt(conditionalSlots.condition));
    follow(part.whenTrue, outcomesAt(conditionalSlots.whenTrue));
    follow(part.whenFalse, outcomesAt(conditionalSlots.whenFalse));
  }
}

type Follow = (part: Expression, outcomes: Outcomes) => void;

/** Counters of a row of `&&` or `||`: how often all operands were passed; for each, how often the row ended there. */
export const rowSlots = {
  size: (operands: number): number => 1 + 2 * operands,
  passed: 0,
  stopped: (index: number): number => 1 + 2 * index,
  failed: (index: number): number => 2 + 2 * index,
} as const;

/** Counters of a conditional: true, false and failed, of its condition and of either side. */
export const conditionalSlots = { size: 9, condition: 0, whenTrue: 3, whenFalse: 6 } as const;
