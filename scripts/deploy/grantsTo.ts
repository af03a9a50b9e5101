import type { Expression } from '@causerie/emulator/rulesLanguage';

/** Someone without an account, or someone of whom nothing is known but that they have one: a guest's will do. */
export type Asker = 'nobody' | 'anybody';

/**
 * What can be said about a value before anything is known of the data and of the request. `something` is unknown but not null:
 * a captured path segment, the time, the uid of an account.
 */
type Known =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'something' }
  | { readonly kind: 'account' }
  | { readonly kind: 'unknown' };

const literal = (value: string | number | boolean | null): Known => ({ kind: 'literal', value });
const something: Known = { kind: 'something' };
const unknown: Known = { kind: 'unknown' };

/** What every account has. */
const accountFields: ReadonlySet<string> = new Set(['uid', 'provider', 'token']);

const truth = (known: Known): boolean | undefined =>
  known.kind === 'literal' && typeof known.value === 'boolean' ? known.value : undefined;

const fromTruth = (value: boolean | undefined): Known => (value === undefined ? unknown : literal(value));

const isNull = (known: Known): boolean => known.kind === 'literal' && known.value === null;

const areEqual = (left: Known, right: Known): boolean | undefined => {
  if (left.kind === 'literal' && right.kind === 'literal') return left.value === right.value;
  const isOneNull = isNull(left) || isNull(right);
  const isOneUnknown = left.kind === 'unknown' || right.kind === 'unknown';
  return isOneNull && !isOneUnknown ? false : undefined;
};

const ofBinary = ({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, who: Asker): Known => {
  const [first, second] = [evaluate(left, who), evaluate(right, who)];
  const equal = areEqual(first, second);
  if (operator === '==') return fromTruth(equal);
  if (operator === '!=') return fromTruth(equal === undefined ? undefined : !equal);
  if (first.kind !== 'literal' || second.kind !== 'literal') return unknown;
  if (typeof first.value !== 'number' || typeof second.value !== 'number') return unknown;
  switch (operator) {
    case '<':
      return literal(first.value < second.value);
    case '<=':
      return literal(first.value <= second.value);
    case '>':
      return literal(first.value > second.value);
    case '>=':
      return literal(first.value >= second.value);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      break;
  }
  // Sums are not needed to see through a rule, and what is unknown counts as open.
  return unknown;
};

const evaluate = (expression: Expression, who: Asker): Known => {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value);
    case 'variable':
      if (expression.name === 'auth') return who === 'nobody' ? literal(null) : { kind: 'account' };
      return expression.name === 'now' || expression.name.startsWith('$') ? something : unknown;
    case 'member': {
      const target = evaluate(expression.target, who);
      // A field of null is null, in rules.
      if (isNull(target)) return target;
      return target.kind === 'account' && accountFields.has(expression.name) ? something : unknown;
    }
    case 'unary': {
      const operand = truth(evaluate(expression.operand, who));
      return expression.operator === '!' && operand !== undefined ? literal(!operand) : unknown;
    }
    case 'binary':
      return ofBinary(expression, who);
    case 'logical': {
      const settles = expression.operator === '||';
      const operands = expression.operands.map((operand) => truth(evaluate(operand, who)));
      if (operands.includes(settles)) return literal(settles);
      return operands.includes(undefined) ? unknown : literal(!settles);
    }
    case 'conditional': {
      const condition = truth(evaluate(expression.condition, who));
      const [whenTrue, whenFalse] = [evaluate(expression.whenTrue, who), evaluate(expression.whenFalse, who)];
      if (condition !== undefined) return condition ? whenTrue : whenFalse;
      const same = truth(whenTrue);
      return same !== undefined && same === truth(whenFalse) ? literal(same) : unknown;
    }
    case 'index':
    case 'call':
    case 'list':
    case 'regex':
      break;
  }
  return unknown;
};

/**
 * Whether a rule lets somebody in whatever the data: yes, no, or (undefined) that depends on more than who asks. Errs towards undefined,
 * never towards a wrong yes or no.
 */
export const grantsTo = (expression: Expression, who: Asker): boolean | undefined =>
  truth(evaluate(expression, who));
