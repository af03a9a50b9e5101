import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleKind } from './builtins.ts';
import { outcomeOf, problemOf } from './ruleTesting.ts';

/** What the checker says; 'fine' when it has nothing to say. */
const said = (expression: string, kind: RuleKind = '.write'): string => {
  const outcome = outcomeOf(expression, { kind, at: 'a', wildcards: ['$id'] });
  return typeof outcome === 'object' ? outcome.refused : 'fine';
};

/** One expression of each static type. */
const samples = {
  boolean: 'true',
  comparison: '1 < 2',
  number: '1',
  now: 'now',
  string: "'a'",
  wildcard: '$id',
  null: 'null',
  regex: '/a/',
  snapshot: 'data',
  method: 'data.exists',
  value: 'data.val()',
  priority: 'data.getPriority()',
  auth: 'auth',
  claim: 'auth.token.x',
  query: 'query',
  flag: 'query.orderByKey',
  limit: 'query.limitToFirst',
  child: 'query.orderByChild',
  list: "['a']",
} as const;

type Sample = keyof typeof samples;
const names = Object.keys(samples) as Sample[];
const numeric: readonly Sample[] = ['number', 'now', 'value', 'priority', 'auth', 'claim', 'limit', 'child'];
const textual: readonly Sample[] = ['string', 'wildcard'];
const truth: readonly Sample[] = ['boolean', 'comparison', 'flag'];
const asArgument: readonly Sample[] = [...textual, 'value', 'priority', 'auth', 'claim'];
const orderable = [...numeric, ...textual];
const comparable: readonly Sample[] = [...orderable, ...truth, 'null'];

const notComparable = (operator: string, side: string, list: string): string =>
  `Invalid ${operator} expression: ${side} operand is not a number, boolean, string, ${list}.`;

const noSuch = (name: string): string => `No such method/property '${name}'.`;

describe('The types of expressions', () => {
  it.each<[template: string, fits: readonly Sample[], message: string]>([
    ['@', truth, 'Expression must evaluate to a boolean.'],
    ['!@', truth, '! only operates on booleans.'],
    ['-@ == 1', numeric, '- only operates on numbers.'],
    ['@ && true', truth, 'Left operand of && must be boolean.'],
    ['true && @', truth, 'Right operand of && must be boolean.'],
    ['true && true && @', truth, 'Right operand of && must be boolean.'],
    ['@ || true', truth, 'Left operand of || must be boolean.'],
    ['true || @', truth, 'Right operand of || must be boolean.'],
    ['@ ? true : false', truth, 'condition of ? must be boolean.'],
    ['(true ? @ : @) == null', comparable, notComparable('==', 'left', 'null')],
    ['@ == null', comparable, notComparable('==', 'left', 'null')],
    ['1 == @', comparable, notComparable('==', 'right', 'or null')],
    ['@ != null', comparable, notComparable('!=', 'left', 'or null')],
    ['1 != @', comparable, notComparable('!=', 'right', 'or null')],
    ['@ === null', comparable, notComparable('==', 'left', 'null')],
    ['1 !== @', comparable, notComparable('!=', 'right', 'or null')],
    ['@ < 1', orderable, 'Invalid < expression: left operand must be a number or string.'],
    ['1 <= @', orderable, 'Invalid <= expression: right operand must be a number or string.'],
    ['@ > 1', orderable, 'Invalid > expression: left operand must be a number or string.'],
    ['1 >= @', orderable, 'Invalid >= expression: right operand must be a number or string.'],
    ['@ + 1 == 1', orderable, 'Invalid + expression: left operand is not a number or string.'],
    ["'a' + @ == 1", orderable, 'Invalid + expression: right operand is not a number or string.'],
    ['@ - 1 == 1', numeric, 'Invalid - expression: left operand is not a number.'],
    ['1 - @ == 1', numeric, 'Invalid - expression: right operand is not a number.'],
    ['@ * 1 == 1', numeric, 'Invalid * expression: left operand is not a number.'],
    ['1 / @ == 1', numeric, 'Invalid / expression: right operand is not a number.'],
    ['1 % @ == 1', numeric, 'Invalid % expression: right operand is not a number.'],
    ['data.child(@).exists()', asArgument, 'child() expects a string argument.'],
    ['data.hasChild(@)', asArgument, 'hasChild() expects a string argument.'],
    ['data.hasChildren([@])', asArgument, 'hasChildren() expects an array of strings.'],
    ['data.hasChildren(@)', ['list'], 'hasChildren() expects an array of child names.'],
    ["'a'.contains(@)", asArgument, 'contains() expects a string argument.'],
    ["'a'.beginsWith(@)", asArgument, 'beginsWith() expects a string argument.'],
    ["'a'.endsWith(@)", asArgument, 'endsWith() expects a string argument.'],
    ["'a'.replace(@, 'b') == 'b'", asArgument, 'Argument 1 of replace() must be a string.'],
    ["'a'.replace('a', @) == 'b'", asArgument, 'Argument 2 of replace() must be a string.'],
    ["'a'.matches(@)", ['regex'], 'matches() expects a regular expression literal argument.'],
  ])('%s', (template, fits, message) => {
    const expected = names.map((name) => {
      if (fits.includes(name)) return [name, 'fine'];
      return [name, name === 'list' ? 'Unexpected array literal.' : message];
    });
    // Brackets keep the sample one operand; the list must stand bare to be the argument of hasChildren().
    const filled = (sample: string): string =>
      template.replaceAll('@', sample.startsWith('[') ? sample : `(${sample})`);
    expect(names.map((name) => [name, said(filled(samples[name]))])).toEqual(expected);
  });

  const notAnObject = 'Invalid property access: target is not an object.';
  const notAFunction = 'Type error: Function call on target that is not a function.';
  const badAccess = 'Invalid property access.';

  it.each([
    // Variables.
    ['skies == 1', "Unknown variable 'skies'."],
    ['undefined == 1', "Unknown variable 'undefined'."],
    ['constructor == 1', "Unknown variable 'constructor'."],
    ['__proto__ == 1', "Unknown variable '__proto__'."],
    ["$other == 'x'", "Unknown variable '$other'."],
    ["$id == 'x'", 'fine'],
    ['newData.exists()', 'fine'],
    ['query.limitToFirst <= 10', 'fine'],
    // Members.
    ['data.foo == 1', noSuch('foo')],
    ['data.foo()', noSuch('foo')],
    ["data['a'] == 1", noSuch('a')],
    ["data['exists']()", 'fine'],
    ["data['exi' + 'sts']()", badAccess],
    ['data[$id]()', badAccess],
    ['data.exists == true', notComparable('==', 'left', 'null')],
    ['data.exists.foo == 1', notAnObject],
    ["data.contains('a')", noSuch('contains')],
    ['data.constructor == null', noSuch('constructor')],
    ['data.numChildren() > 1', noSuch('numChildren')],
    ['data.val().foo == 1', noSuch('foo')],
    ["data.val()['kind'] == 'a'", noSuch('kind')],
    ["data.val().child('a').exists()", noSuch('child')],
    ['data.val().length > 0', 'fine'],
    ['data.val().length() > 0', notAFunction],
    ['data.val()[$id] == 1', badAccess],
    ["data.val()['length'] > 0", 'fine'],
    ['data.getPriority().length > 1', 'fine'],
    ["$id.val() == 'a'", noSuch('val')],
    ["'abc'[0] == 'a'", badAccess],
    ["'abc'['length'] > 0", 'fine'],
    ['now.foo == 1', notAnObject],
    ['now.length == 1', notAnObject],
    ['now[0] == 1', badAccess],
    ['now() > 0', notAFunction],
    ['(true).foo == 1', notAnObject],
    ['null.foo == 1', notAnObject],
    ['/a/.foo == 1', notAnObject],
    ["['a'].length == 1", 'Unexpected array literal.'],
    ["'a'() == null", notAFunction],
    ['data() == null', notAFunction],
    ['auth() == null', notAFunction],
    ['auth.exists()', notAFunction],
    ['auth.token.exists()', notAFunction],
    ["auth.uid.val() == 'a'", notAFunction],
    ['auth.uid.foo()', notAFunction],
    ['auth.uid.length() > 0', notAFunction],
    ["auth.uid.contains('a')", 'fine'],
    ["auth['uid'].contains('a')", 'fine'],
    ['auth.uid.contains == true', notComparable('==', 'left', 'null')],
    ['auth.uid.length.foo == 1', 'fine'],
    ['auth[$id] == 1', 'fine'],
    ["auth.uid[0] == 'a'", 'fine'],
    ["auth.token.firebase.identities['google.com'] != null", 'fine'],
    ['auth[data] == 1', badAccess],
    ['auth[true] == 1', badAccess],
    ['auth.__proto__ == null', 'fine'],
    ['query.foo == 1', noSuch('foo')],
    ['query.exists()', noSuch('exists')],
    ["query['orderByKey']", 'fine'],
    ['query.orderByChild.length > 1', notAnObject],
    ['query.limitToFirst() <= 10', notAFunction],
    ['query == null', notComparable('==', 'left', 'null')],
    // How many arguments.
    ['data.child().exists()', 'child() expects 1 argument.'],
    ["data.child('a', 'b').exists()", 'child() expects 1 argument.'],
    ['data.hasChild()', 'hasChild() expects 1 argument.'],
    ['data.exists(1)', 'exists() expects no arguments.'],
    ["data.val('a') == 1", 'val() expects no arguments.'],
    ['data.isString(1)', 'isString() expects no arguments.'],
    ['data.isNumber(1)', 'isNumber() expects no arguments.'],
    ['data.isBoolean(1)', 'isBoolean() expects no arguments.'],
    ["data.parent('a').exists()", 'parent() expects no arguments.'],
    ['data.getPriority(1) == null', 'getPriority() expects no arguments.'],
    ['auth.uid.contains()', 'contains() expects 1 argument.'],
    ["auth.uid.beginsWith('a', 'b')", 'beginsWith() expects 1 argument.'],
    ['auth.uid.endsWith()', 'endsWith() expects 1 argument.'],
    ["auth.uid.replace('a') == 'b'", 'replace() expects two arguments.'],
    ["auth.uid.replace('a', 'b', 'c') == 'b'", 'replace() expects two arguments.'],
    ["auth.uid.toLowerCase('a') == 'b'", 'toLowerCase() expects no arguments.'],
    ["auth.uid.toUpperCase('a') == 'b'", 'toUpperCase() expects no arguments.'],
    ['auth.uid.matches()', 'matches() expects 1 regular expression literal argument.'],
    ['auth.uid.matches(/a/, /b/)', 'matches() expects 1 regular expression literal argument.'],
    ['data.hasChildren()', 'fine'],
    ['data.hasChildren([])', 'fine'],
    [
      "data.hasChildren('a', 'b')",
      'hasChildren() expects only a single argument (containing an array of child names).',
    ],
    [
      "data.hasChildren(['a'], ['b'])",
      'hasChildren() expects only a single argument (containing an array of child names).',
    ],
    ["data.hasChildren([['a']])", 'Unexpected array literal.'],
    ["data.child(['a']).exists()", 'Unexpected array literal.'],
    // Conditionals of two types.
    ['auth != null ? true : 1', 'Expression must evaluate to a boolean.'],
    ['!(true ? true : 1)', '! only operates on booleans.'],
    ['(true ? true : 1) ? true : false', 'condition of ? must be boolean.'],
    ['(true ? data : 1).foo == 1', notAnObject],
    ['(true ? data : 1).exists()', notAnObject],
    ['(true ? data : newData).exists()', 'fine'],
    ['(true ? data : 1) == 1', 'fine'],
    ["(true ? 'a' : 1) - 1 == 0", 'fine'],
    ["data.child(true ? 'a' : 1).exists()", 'fine'],
    ["(auth != null ? data.val() : '').length > 0", 'fine'],
    ["(auth != null ? data.val() : '').foo == 1", noSuch('foo')],
    ["(auth != null ? 'a' : 1).length > 0", 'fine'],
    ["(auth != null ? auth.uid : '').contains('a')", 'fine'],
    ['(true ? auth.uid : 1).length > 0', 'fine'],
    ["(true ? $id : auth.uid).beginsWith('a')", 'fine'],
    ['(true ? auth.a : false)', 'Expression must evaluate to a boolean.'],
    // Orders of queries.
    ["query.orderByChild == 'a'", 'fine'],
    ['query.orderByChild != null', 'fine'],
    [
      'query.orderByChild == $id',
      'Invalid == expression: right operand must be an ordering or string literal when comparing against an ordering.',
    ],
    [
      'query.orderByChild != auth.x',
      'Invalid != expression: right operand must be an ordering or string literal when comparing against an ordering.',
    ],
    // Patterns.
    ['$id.matches(/a/i)', 'fine'],
    ['$id.matches(/a/g)', 'regular expressions do not support flags other than i'],
    ['$id.matches(/(?:a)/)', "Illegal regular expression, groups that begin with '(?' are not supported"],
    // One mistake, one problem.
    ['data.foo == 1 && data.bar == 2', noSuch('foo')],
    ['!data.foo', noSuch('foo')],
    ['(data.foo + 1) - x', noSuch('foo')],
    ['data.child(x).y', "Unknown variable 'x'."],
    ['(true ? x : 1).foo()', "Unknown variable 'x'."],
  ])('%s: %s', (expression, message) => {
    expect(said(expression)).toBe(message);
  });

  it.each<[RuleKind, string, string]>([
    ['.read', 'newData.exists()', 'newData is invalid in .read expressions.'],
    ['.write', 'newData.exists()', 'fine'],
    ['.validate', 'newData.exists()', 'fine'],
    ['.read', 'query.orderByKey', 'fine'],
    ['.validate', 'query.orderByKey', 'fine'],
  ])('in %s %s: %s', (kind, expression, message) => {
    expect(said(expression, kind)).toBe(message);
  });

  it.each([
    ['tr', 1],
    ["auth.uid == 'a' && tr", 20],
    ["newData.isArray() && newData.parent().child('x').foo()", 1],
    ["newData.child('a').exists() && newData.child(1).exists()", 46],
    ['1 == newData', 6],
    ['true && newData', 9],
    ['newData.hasChildren([1])', 22],
    ['$x.matches(/a(?:b)/)', 14],
    ['$x.matches(/ab/g)', 16],
    ["'a'", 1],
    ['(1)', 1],
  ])('the problem of %s is at unit %i', (expression, unit) => {
    const text = JSON.stringify({ rules: { $x: { '.write': expression } } });
    const column = text.indexOf(':"', 20) + 2 + unit;
    expect(problemOf(text)).toMatch(new RegExp(`^1:${column}: [^\\n]+\\n$`));
  });

  it('looks at each link of a chain once, also when none of them exists', () => {
    const chain = `data${".nothing('a')".repeat(200)}.exists()`;
    expect(said(chain)).toBe("No such method/property 'nothing'.");
  });

  it('never throws, and what it takes runs without throwing', () => {
    const target = fc.constantFrom(
      'data',
      'newData',
      'root',
      'auth',
      'auth.uid',
      'query',
      'now',
      '$id',
      "'a'",
      '1',
      'null',
      'true',
      'data.val()',
      '/a/',
      "['a']",
    );
    const member = fc.constantFrom(
      '',
      '.val()',
      '.length',
      '.exists()',
      ".child('a')",
      '.parent()',
      ".contains('b')",
      '.foo',
      "['x']",
      '.limitToFirst',
      '.isString()',
      ".hasChildren(['a'])",
      '.matches(/b/)',
      ".replace('a', 'b')",
    );
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.tuple(target, member, member).map((parts) => parts.join('')),
        fc
          .tuple(
            tie('expression'),
            fc.constantFrom('==', '!=', '<', '>=', '+', '-', '*', '/', '%', '&&', '||'),
            tie('expression'),
          )
          .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
        fc.tuple(fc.constantFrom('!', '-'), tie('expression')).map((parts) => parts.join('')),
        fc
          .tuple(tie('expression'), tie('expression'), tie('expression'))
          .map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
        tie('expression').map((inner) => `data.child(${inner})`),
      ),
    }));
    fc.assert(
      fc.property(expression, (source) => {
        const outcome = outcomeOf(source, {
          at: 'x',
          wildcards: ['$id'],
          data: { x: { a: 1 } },
          auth: { uid: 'u' },
        });
        expect(['object', 'string', 'boolean']).toContain(typeof outcome);
      }),
      { numRuns: 1000 },
    );
  });
});
