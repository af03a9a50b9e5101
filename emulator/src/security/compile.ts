import type { Binary, Call, Conditional, Expression, Index, Logical, Member, Unary } from './ast.ts';
import {
  childAt,
  descend,
  keysOf,
  methods,
  parameterMessages,
  variables,
  type SnapshotMethod,
  type StringMethod,
} from './builtins.ts';
import { operators } from './operators.ts';
import { matcherOf, type Matcher } from './patternMatcher.ts';
import { failed, Snapshot, type Evaluate, type Result, type RuleValue, type Scope } from './scope.ts';
import { sharedPlaces } from './sharedPlaces.ts';
import { conditionalSlots, rowSlots, Tally } from './tally.ts';
import { unreachable } from './unreachable.ts';

/**
 * Turns a checked expression into nested functions, so that running a rule looks at no syntax. What the checker
 * promised is relied on; what only shows in the data is tested where it is used, and ends the rule with `failed`.
 *
 * `watch` may put itself around every part. Explanations see with it what each part came to. `tally` counts what the
 * conditions came to.
 */
export const compile = (
  expression: Expression,
  wildcards: ReadonlyMap<string, number>,
  watch?: Watch,
  tally: Tally = new Tally(),
): Evaluate => {
  if (watch !== undefined) {
    const inner: Inner = (part) => watch(part, compilePart(part, inner, wildcards, tally));
    return inner(expression);
  }
  // Who watches sees every part; else a place that is named twice is found once.
  const places = sharedPlaces(expression);
  const inner: Inner = (part) => {
    const evaluate = compilePart(part, inner, wildcards, tally);
    const place = places.get(part);
    return place === undefined ? evaluate : remembering(evaluate, place);
  };
  const evaluate = inner(expression);
  if (places.size === 0) return evaluate;
  return (scope) => {
    scope.shared = [];
    return evaluate(scope);
  };
};

const remembering =
  (evaluate: Evaluate, place: number): Evaluate =>
  (scope) => {
    const known = scope.shared[place];
    if (known !== undefined) return known;
    const found = evaluate(scope);
    if (found instanceof Snapshot) scope.shared[place] = found;
    return found;
  };

export type Watch = (part: Expression, evaluate: Evaluate) => Evaluate;

type Inner = (part: Expression) => Evaluate;

const compilePart = (
  part: Expression,
  inner: Inner,
  wildcards: ReadonlyMap<string, number>,
  tally: Tally,
): Evaluate => {
  switch (part.kind) {
    case 'literal': {
      const { value } = part;
      return () => value;
    }
    case 'variable':
      return compileVariable(part.name, wildcards);
    case 'member':
      return compileMember(part, inner);
    case 'index':
      return compileIndex(part, inner);
    case 'call':
      return compileCall(part, inner);
    case 'unary':
      return compileUnary(part, inner);
    case 'binary':
      return compileBinary(part, inner);
    case 'logical':
      return compileLogical(part, inner, tally);
    case 'conditional':
      return compileConditional(part, inner, tally);
    case 'regex':
    case 'list':
      // As arguments they are compiled with their call; elsewhere only a conditional can carry them to no use.
      return (scope) => scope.fail('Unexpected literal.');
  }
  return unreachable(part);
};

const compileVariable = (name: string, wildcards: ReadonlyMap<string, number>): Evaluate => {
  const depth = wildcards.get(name);
  if (depth !== undefined) return (scope) => scope.keyAt(depth);
  const variable = variables.get(name);
  if (variable === undefined) throw new Error(`The checker let the unknown variable ${name} pass`);
  return variable.read;
};

/** Only what stands in the JSON itself is a property: `auth.constructor` is null unless the token says otherwise. */
const propertyOf = (target: RuleValue, name: string): RuleValue => {
  if (typeof target === 'string') return name === 'length' ? target.length : null;
  if (typeof target !== 'object' || target === null || target instanceof Snapshot) return null;
  if (Array.isArray(target) && name === 'length') return null;
  return Object.hasOwn(target, name)
    ? ((target as { readonly [key: string]: RuleValue })[name] ?? null)
    : null;
};

const compileMember = ({ target, name }: Member, inner: Inner): Evaluate => {
  const evaluate = inner(target);
  return (scope) => {
    const value = evaluate(scope);
    return value === failed ? failed : propertyOf(value, name);
  };
};

const compileIndex = ({ target, index }: Index, inner: Inner): Evaluate => {
  const evaluate = inner(target);
  const evaluateName = inner(index);
  return (scope) => {
    const value = evaluate(scope);
    if (value === failed) return failed;
    const name = evaluateName(scope);
    if (name === failed) return failed;
    if (typeof name !== 'string' && typeof name !== 'number') {
      return scope.fail('Invalid property access: the name is not a string or number.');
    }
    return propertyOf(value, String(name));
  };
};

const compileUnary = ({ operator, operand }: Unary, inner: Inner): Evaluate => {
  const evaluate = inner(operand);
  if (operator === '!') {
    return (scope) => {
      const value = evaluate(scope);
      return value === failed ? failed : value !== true;
    };
  }
  return (scope) => {
    const value = evaluate(scope);
    if (value === failed) return failed;
    return typeof value === 'number' ? -value : scope.fail('- only operates on numbers.');
  };
};

const compileBinary = ({ operator, left, right }: Binary, inner: Inner): Evaluate => {
  const evaluateLeft = inner(left);
  const { run } = operators[operator];
  // Most comparisons are with a literal.
  if (right.kind === 'literal' && typeof right.value !== 'object') {
    const { value } = right;
    if (operator === '==' || operator === '!=') {
      const whenSame = operator === '==';
      return (scope) => {
        const leftValue = evaluateLeft(scope);
        if (leftValue === failed) return failed;
        return typeof leftValue === 'object'
          ? run(scope, leftValue, value)
          : (leftValue === value) === whenSame;
      };
    }
    return (scope) => {
      const leftValue = evaluateLeft(scope);
      return leftValue === failed ? failed : run(scope, leftValue, value);
    };
  }
  const evaluateRight = inner(right);
  if (operator === '==' || operator === '!=') {
    const whenSame = operator === '==';
    return (scope) => {
      const leftValue = evaluateLeft(scope);
      if (leftValue === failed) return failed;
      const rightValue = evaluateRight(scope);
      if (rightValue === failed) return failed;
      // Nearly always scalars, which need no further question; what else there is, the operator knows.
      return typeof leftValue === 'object' || typeof rightValue === 'object'
        ? run(scope, leftValue, rightValue)
        : (leftValue === rightValue) === whenSame;
    };
  }
  return (scope) => {
    const leftValue = evaluateLeft(scope);
    if (leftValue === failed) return failed;
    const rightValue = evaluateRight(scope);
    return rightValue === failed ? failed : run(scope, leftValue, rightValue);
  };
};

/** The first operand that is `false` for &&, or `true` for ||, decides, and what comes after it is never run. */
const compileLogical = (part: Logical, inner: Inner, tally: Tally): Evaluate => {
  const parts = part.operands.map(inner);
  const goesOn = part.operator === '&&';
  const slot = tally.slotOf(part, rowSlots.size(parts.length));
  const { counts } = tally;
  return (scope) => {
    for (let index = 0; index < parts.length; index += 1) {
      const value = (parts[index] as Evaluate)(scope);
      if (value === goesOn) continue;
      const where = value === failed ? rowSlots.failed(index) : rowSlots.stopped(index);
      (counts[slot + where] as number) += 1;
      return value;
    }
    (counts[slot + rowSlots.passed] as number) += 1;
    return goesOn;
  };
};

const compileConditional = (part: Conditional, inner: Inner, tally: Tally): Evaluate => {
  const decide = inner(part.condition);
  const yes = inner(part.whenTrue);
  const no = inner(part.whenFalse);
  const slot = tally.slotOf(part, conditionalSlots.size);
  const { counts } = tally;
  const count = (group: number, outcome: Result): void => {
    (counts[slot + group + (outcome === true ? 0 : outcome === failed ? 2 : 1)] as number) += 1;
  };
  return (scope) => {
    const value = decide(scope);
    count(conditionalSlots.condition, value);
    if (value === failed) return failed;
    const outcome = value === true ? yes(scope) : no(scope);
    count(value === true ? conditionalSlots.whenTrue : conditionalSlots.whenFalse, outcome);
    return outcome;
  };
};

const compileCall = (call: Call, inner: Inner): Evaluate => {
  const { callee } = call;
  const method = callee.kind === 'member' ? methods.get(callee.name) : undefined;
  if (callee.kind !== 'member' || method === undefined)
    throw new Error('The checker let a call of no method pass');
  return method.on === 'Snapshot'
    ? compileSnapshotCall(callee, call.arguments, method, inner)
    : compileStringCall(callee, call.arguments, method, inner);
};

/** The same part, as the kind of value it has to be here; anything else is a failure. */
type EvaluateAs<T> = (scope: Scope) => T | typeof failed;

const asString = (evaluate: Evaluate, orElse: string): EvaluateAs<string> => {
  return (scope) => {
    const value = evaluate(scope);
    return typeof value === 'string' || value === failed ? value : scope.fail(orElse);
  };
};

const compileSnapshotCall = (
  { target, name }: Member,
  given: readonly Expression[],
  method: SnapshotMethod,
  inner: Inner,
): Evaluate => {
  // The checker lets these methods be called on nothing but snapshots.
  const evaluate = inner(target) as EvaluateAs<Snapshot>;
  switch (method.takes) {
    case 'nothing': {
      const { run } = method;
      return (scope) => {
        const self = evaluate(scope);
        return self === failed ? failed : run(scope, self);
      };
    }
    case 'path': {
      const { run } = method;
      const argument = argumentAt(given, 0);
      if (argument.kind === 'literal' && typeof argument.value === 'string') {
        const keys = keysOf(argument.value);
        return (scope) => {
          const self = evaluate(scope);
          return self === failed ? failed : run(scope, childAt(self, keys));
        };
      }
      const evaluateText = asString(inner(argument), parameterMessages.path.type(name));
      return (scope) => {
        const self = evaluate(scope);
        if (self === failed) return failed;
        const text = evaluateText(scope);
        return text === failed ? failed : run(scope, descend(self, text));
      };
    }
    case 'names': {
      const { run } = method;
      const evaluateNames = compileNames(given[0], inner, parameterMessages.names.type(name));
      return (scope) => {
        const self = evaluate(scope);
        if (self === failed) return failed;
        const names = evaluateNames(scope);
        return names === failed ? failed : run(scope, self, names);
      };
    }
  }
  return unreachable(method);
};

/** The lists of keys that hasChildren() is given; nothing when it is given no list. */
const compileNames = (
  list: Expression | undefined,
  inner: Inner,
  wrongType: string,
): EvaluateAs<readonly (readonly string[])[] | undefined> => {
  if (list?.kind !== 'list') return () => undefined;
  const constants = list.items.map((item) => (item.kind === 'literal' ? item.value : undefined));
  if (constants.every((value) => typeof value === 'string')) {
    const names = constants.map(keysOf);
    return () => names;
  }
  const items = list.items.map((item) => asString(inner(item), wrongType));
  return (scope) => {
    const names: (readonly string[])[] = [];
    for (const item of items) {
      const name = item(scope);
      if (name === failed) return failed;
      names.push(keysOf(name));
    }
    return names;
  };
};

const compileStringCall = (
  { target, name }: Member,
  given: readonly Expression[],
  method: StringMethod,
  inner: Inner,
): Evaluate => {
  const evaluate = asString(inner(target), `${name}() was called on a value that is not a string.`);
  switch (method.takes) {
    case 'nothing': {
      const { run } = method;
      return (scope) => {
        const self = evaluate(scope);
        return self === failed ? failed : run(self);
      };
    }
    case 'string': {
      const { run } = method;
      const argument = asString(inner(argumentAt(given, 0)), parameterMessages.string.type(name));
      return (scope) => {
        const self = evaluate(scope);
        if (self === failed) return failed;
        const text = argument(scope);
        return text === failed ? failed : run(self, text);
      };
    }
    case 'two strings': {
      const { run } = method;
      const { type } = parameterMessages['two strings'];
      const firstArgument = asString(inner(argumentAt(given, 0)), type(name, 0));
      const secondArgument = asString(inner(argumentAt(given, 1)), type(name, 1));
      return (scope) => {
        const self = evaluate(scope);
        if (self === failed) return failed;
        const first = firstArgument(scope);
        if (first === failed) return failed;
        const second = secondArgument(scope);
        return second === failed ? failed : run(scope, self, first, second);
      };
    }
    case 'regex': {
      const { run } = method;
      const matches = matcherOfChecked(argumentAt(given, 0));
      return (scope) => {
        const self = evaluate(scope);
        return self === failed ? failed : run(scope, self, matches);
      };
    }
  }
  return unreachable(method);
};

const matcherOfChecked = (regex: Expression): Matcher => {
  const matcher = regex.kind === 'regex' ? matcherOf(regex) : undefined;
  if (matcher?.ok !== true)
    throw new Error('The checker let a regular expression pass that does not compile');
  return matcher.value;
};

const argumentAt = (given: readonly Expression[], index: number): Expression => {
  const argument = given[index];
  if (argument === undefined) throw new Error('The checker let a call with too few arguments pass');
  return argument;
};
