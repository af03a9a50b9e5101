import type { BinaryOperator } from './ast.ts';
import { languageLimits } from './languageLimits.ts';
import { Snapshot, type Result, type RuleValue, type Scope } from './scope.ts';
import { numbers, numbersOrStrings, scalars, type StaticType, type TypeSet } from './staticType.ts';

/** A binary operator, once: what may stand beside it, what is said otherwise, what comes out, and how. */
export interface Operator {
  readonly accepts: TypeSet;
  /** Said when an operand does not fit, by the checker and, for what only shows in the data, by the running rule. */
  readonly leftProblem: string;
  readonly rightProblem: string;
  readonly result: (left: StaticType, right: StaticType) => StaticType;
  readonly run: (scope: Scope, left: RuleValue, right: RuleValue) => Result;
}

/** Rules can put strings together, but not to anything larger than the database could hold. */
export const tooLong = `A string in the rule is longer than ${languageLimits.stringUnits} characters.`;

/** Both operands are compared as they are: no value equals one of another type, and nothing equals an object. */
const isEqual = (left: RuleValue, right: RuleValue): boolean =>
  left === right && (typeof left !== 'object' || left === null);

const equality = (symbol: '==' | '!=', leftProblem: string): Operator => {
  const rightProblem = `Invalid ${symbol} expression: right operand is not a number, boolean, string, or null.`;
  return {
    accepts: scalars,
    leftProblem,
    rightProblem,
    result: () => 'Boolean',
    run: (scope, left, right) => {
      if (left instanceof Snapshot) return scope.fail(leftProblem);
      if (right instanceof Snapshot) return scope.fail(rightProblem);
      return isEqual(left, right) === (symbol === '==');
    },
  };
};

const ordering = (
  symbol: '<' | '<=' | '>' | '>=',
  compare: <T extends number | string>(left: T, right: T) => boolean,
): Operator => {
  const leftProblem = `Invalid ${symbol} expression: left operand must be a number or string.`;
  const rightProblem = `Invalid ${symbol} expression: right operand must be a number or string.`;
  return {
    accepts: numbersOrStrings,
    leftProblem,
    rightProblem,
    result: () => 'Boolean',
    run: (scope, left, right) => {
      if (typeof left === 'number' && typeof right === 'number') return compare(left, right);
      if (typeof left === 'string' && typeof right === 'string') return compare(left, right);
      if (typeof left !== 'number' && typeof left !== 'string') return scope.fail(leftProblem);
      if (typeof right !== 'number' && typeof right !== 'string') return scope.fail(rightProblem);
      return scope.fail(`Invalid ${symbol} expression: one operand is a number and the other a string.`);
    },
  };
};

const arithmetic = (symbol: string, compute: (left: number, right: number) => number): Operator => {
  const leftProblem = `Invalid ${symbol} expression: left operand is not a number.`;
  const rightProblem = `Invalid ${symbol} expression: right operand is not a number.`;
  return {
    accepts: numbers,
    leftProblem,
    rightProblem,
    result: () => 'Number',
    run: (scope, left, right) => {
      if (typeof left !== 'number') return scope.fail(leftProblem);
      if (typeof right !== 'number') return scope.fail(rightProblem);
      return compute(left, right);
    },
  };
};

const leftOfPlus = 'Invalid + expression: left operand is not a number or string.';
const rightOfPlus = 'Invalid + expression: right operand is not a number or string.';

const plus: Operator = {
  accepts: numbersOrStrings,
  leftProblem: leftOfPlus,
  rightProblem: rightOfPlus,
  result: (left, right) => {
    if (left === 'String' || right === 'String') return 'String';
    return left === 'Number' && right === 'Number' ? 'Number' : 'Value';
  },
  run: (scope, left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return left + right;
    if (typeof left !== 'number' && typeof left !== 'string') return scope.fail(leftOfPlus);
    if (typeof right !== 'number' && typeof right !== 'string') return scope.fail(rightOfPlus);
    const text = `${left}${right}`;
    return text.length > languageLimits.stringUnits ? scope.fail(tooLong) : text;
  },
};

export const operators: Readonly<Record<BinaryOperator, Operator>> = {
  '==': equality('==', 'Invalid == expression: left operand is not a number, boolean, string, null.'),
  '!=': equality('!=', 'Invalid != expression: left operand is not a number, boolean, string, or null.'),
  '<': ordering('<', (left, right) => left < right),
  '<=': ordering('<=', (left, right) => left <= right),
  '>': ordering('>', (left, right) => left > right),
  '>=': ordering('>=', (left, right) => left >= right),
  '+': plus,
  '-': arithmetic('-', (left, right) => left - right),
  '*': arithmetic('*', (left, right) => left * right),
  // Dividing by zero gives what is not a number, and no infinity.
  '/': arithmetic('/', (left, right) => (right === 0 ? NaN : left / right)),
  '%': arithmetic('%', (left, right) => left % right),
};
