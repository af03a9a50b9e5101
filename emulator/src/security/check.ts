import type { Binary, Call, Expression, Index, Member } from './ast.ts';
import {
  methods,
  parameterMessages,
  queryProperties,
  variables,
  type Method,
  type RuleKind,
} from './builtins.ts';
import { operators } from './operators.ts';
import { matcherOf } from './patternMatcher.ts';
import type { Problem } from './problem.ts';
import { unreachable } from './unreachable.ts';
import { booleans, eitherOf, numbers, strings, type StaticType, type TypeSet } from './staticType.ts';

/** Where a rule stands, as far as its expression can tell. */
export interface RuleContext {
  readonly kind: RuleKind;
  /** The `$` variables in reach, each with the number of keys before its own. */
  readonly wildcards: ReadonlyMap<string, number>;
}

/** The first thing in a rule that cannot be right, with the service's own words for it. */
export const checkRule = (rule: Expression, context: RuleContext): Problem | undefined => {
  const checker = new Checker(context);
  const type = checker.typeOf(rule);
  checker.expect(type, booleans, rule, 'Expression must evaluate to a boolean.');
  return checker.problem;
};

const notAnObject = 'Invalid property access: target is not an object.';
const notAFunction = 'Type error: Function call on target that is not a function.';

/** The method that `name` is on a target of this type. */
const methodOn = (target: StaticType, name: string): Method | undefined => {
  const method = methods.get(name);
  const owners: readonly StaticType[] =
    method?.on === 'Snapshot' ? ['Snapshot'] : ['String', 'Value', 'Auth'];
  return owners.includes(target) ? method : undefined;
};

class Checker {
  readonly #context: RuleContext;
  problem: Problem | undefined;

  constructor(context: RuleContext) {
    this.#context = context;
  }

  /** Only the first problem counts: those after it are mostly its consequences. */
  #fail(at: Expression, message: string): 'Failed' {
    this.problem ??= { offset: at.start, message };
    return 'Failed';
  }

  expect(type: StaticType, wanted: TypeSet, at: Expression, message: string): void {
    if (!wanted.has(type)) this.#fail(at, message);
  }

  #expectTypeOf(expression: Expression, wanted: TypeSet, message: string): void {
    this.expect(this.typeOf(expression), wanted, expression, message);
  }

  typeOf(expression: Expression): StaticType {
    switch (expression.kind) {
      case 'literal':
        return typeOfLiteral(expression.value);
      case 'regex':
        return this.#regex(expression);
      case 'list':
        return this.#fail(expression, 'Unexpected array literal.');
      case 'variable':
        return this.#variable(expression);
      case 'member':
        return this.#member(expression);
      case 'index':
        return this.#index(expression);
      case 'call':
        return this.#call(expression);
      case 'unary':
        if (expression.operator === '!') {
          this.#expectTypeOf(expression.operand, booleans, '! only operates on booleans.');
          return 'Boolean';
        }
        this.#expectTypeOf(expression.operand, numbers, '- only operates on numbers.');
        return 'Number';
      case 'binary':
        return this.#binary(expression);
      case 'logical':
        for (const [index, operand] of expression.operands.entries()) {
          const side = index === 0 ? 'Left' : 'Right';
          this.#expectTypeOf(operand, booleans, `${side} operand of ${expression.operator} must be boolean.`);
        }
        return 'Boolean';
      case 'conditional': {
        this.#expectTypeOf(expression.condition, booleans, 'condition of ? must be boolean.');
        const whenTrue = this.typeOf(expression.whenTrue);
        return eitherOf(whenTrue, this.typeOf(expression.whenFalse));
      }
    }
    return unreachable(expression);
  }

  #regex(expression: Extract<Expression, { kind: 'regex' }>): StaticType {
    const matcher = matcherOf(expression);
    if (!matcher.ok) {
      const { offset, message } = matcher.problem;
      this.problem ??= { offset: expression.start + offset, message };
      return 'Failed';
    }
    return 'Regex';
  }

  #variable(expression: Extract<Expression, { kind: 'variable' }>): StaticType {
    const { name } = expression;
    if (this.#context.wildcards.has(name)) return 'String';
    const variable = variables.get(name);
    if (variable === undefined) return this.#fail(expression, `Unknown variable '${name}'.`);
    const { refusedIn } = variable;
    return refusedIn?.kind === this.#context.kind ? this.#fail(expression, refusedIn.message) : variable.type;
  }

  #member(expression: Member): StaticType {
    return this.#memberOn(this.typeOf(expression.target), expression);
  }

  #memberOn(target: StaticType, expression: Member): StaticType {
    const { name } = expression;
    if (target === 'Failed') return target;
    if (methodOn(target, name) !== undefined) return 'Method';
    const unknown = `No such method/property '${name}'.`;
    if (target === 'Auth') return 'Auth';
    if (target === 'Query') return queryProperties.get(name) ?? this.#fail(expression, unknown);
    if (target === 'Snapshot') return this.#fail(expression, unknown);
    if (target === 'String' || target === 'Value') {
      return name === 'length' ? 'Number' : this.#fail(expression, unknown);
    }
    return this.#fail(expression, notAnObject);
  }

  /** A name that is computed can only be looked up inside `auth`, whose shape nobody knows. */
  #index(expression: Index): StaticType {
    const target = this.typeOf(expression.target);
    const index = this.typeOf(expression.index);
    if (target === 'Failed' || index === 'Failed') return 'Failed';
    const isName = strings.has(index) || numbers.has(index);
    return target === 'Auth' && isName ? 'Auth' : this.#fail(expression, 'Invalid property access.');
  }

  #call(expression: Call): StaticType {
    const { callee } = expression;
    if (callee.kind !== 'member') {
      return this.typeOf(callee) === 'Failed' ? 'Failed' : this.#fail(expression, notAFunction);
    }
    const target = this.typeOf(callee.target);
    const method = methodOn(target, callee.name);
    if (method === undefined) {
      // Never looks at the target again: in a chain, each link would double the work.
      return this.#memberOn(target, callee) === 'Failed' ? 'Failed' : this.#fail(expression, notAFunction);
    }
    this.#arguments(expression, method, callee.name);
    return method.result;
  }

  #arguments(call: Call, method: Method, name: string): void {
    const given = call.arguments;
    if (method.takes === 'names') return this.#names(call, name);
    const types = given.map((argument) => this.typeOf(argument));
    switch (method.takes) {
      case 'nothing':
        if (given.length > 0) this.#fail(call, parameterMessages.nothing.count(name));
        return;
      case 'string':
      case 'path':
      case 'two strings': {
        const { count, type } = parameterMessages[method.takes];
        if (given.length !== (method.takes === 'two strings' ? 2 : 1)) this.#fail(call, count(name));
        for (const [index, argument] of given.entries()) {
          this.expect(types[index] ?? 'Failed', strings, argument, type(name, index));
        }
        return;
      }
      case 'regex': {
        const [argument] = given;
        if (given.length !== 1 || argument === undefined) {
          this.#fail(call, parameterMessages.regex.count(name));
        } else if (argument.kind !== 'regex' && types[0] !== 'Failed') {
          this.#fail(argument, parameterMessages.regex.type(name));
        }
      }
    }
  }

  /** hasChildren(): the one place where an array may stand. */
  #names(call: Call, name: string): void {
    const messages = parameterMessages.names;
    const items = call.arguments.flatMap((argument) =>
      argument.kind === 'list' ? argument.items : [argument],
    );
    const types = items.map((item) => this.typeOf(item));
    if (call.arguments.length > 1) this.#fail(call, messages.count(name));
    const [list] = call.arguments;
    if (list === undefined) return;
    if (list.kind !== 'list') {
      if (types[0] !== 'Failed') this.#fail(list, messages.list(name));
      return;
    }
    for (const [index, item] of list.items.entries()) {
      this.expect(types[index] ?? 'Failed', strings, item, messages.type(name));
    }
  }

  #binary(expression: Binary): StaticType {
    const { left, right } = expression;
    const operator = operators[expression.operator];
    const leftType = this.typeOf(left);
    const rightType = this.typeOf(right);
    this.expect(leftType, operator.accepts, left, operator.leftProblem);
    this.expect(rightType, operator.accepts, right, operator.rightProblem);
    if (leftType === 'Ordering' && isEquality(expression) && !isOrderingName(right, rightType)) {
      this.#fail(
        right,
        `Invalid ${expression.operator} expression: right operand must be an ordering or string literal when comparing against an ordering.`,
      );
    }
    if (leftType === 'Failed' || rightType === 'Failed') return 'Failed';
    return operator.result(leftType, rightType);
  }
}

const isEquality = ({ operator }: Binary): boolean => operator === '==' || operator === '!=';

const isOrderingName = (expression: Expression, type: StaticType): boolean =>
  type === 'Ordering' ||
  type === 'Failed' ||
  (expression.kind === 'literal' && (typeof expression.value === 'string' || expression.value === null));

const typeOfLiteral = (value: string | number | boolean | null): StaticType => {
  if (value === null) return 'Null';
  if (typeof value === 'string') return 'String';
  return typeof value === 'number' ? 'Number' : 'Boolean';
};
