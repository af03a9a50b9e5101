import { describe, expect, it } from 'vitest';
import { type QuerySpec, wholeNode } from '../tree/query.ts';
import { nowMs, outcomeOf, type Outcome, type Setting } from './ruleTesting.ts';

const bob = {
  uid: 'custom:bob',
  provider: 'custom',
  yes: true,
  int: 1,
  text: 'one',
  foo: { bar: true },
  list: ['a', 'b'],
  token: { admin: true },
};
const data = {
  a: { b: { c: 1 } },
  text: 'Hello',
  number: 5,
  negative: -2,
  zero: 0,
  yes: true,
  no: false,
  empty: '',
  object: { x: 1, y: { z: 'deep' } },
  list: ['p', 'q'],
  toString: 'own',
  ranked: { '.value': 'v', '.priority': 7 },
  named: { '.priority': 'p', child: 1 },
};

const run = (expression: string, setting: Setting = {}): Outcome =>
  outcomeOf(expression, { data, auth: bob, ...setting });

describe('Running a rule', () => {
  it.each<[string, boolean | 'fails']>([
    // Literals and precedence.
    ['true', true],
    ['1 < 2', true],
    ['false && false || true', true],
    ['true || false && false', true],
    ['!(true || false && false)', false],
    ['false == 1 < 2', false],
    ['true == 1 < 2', true],
    ['1 < 2 == 2 < 3', true],
    ['1 + 2 * 3 == 7', true],
    ['true || false ? false : true', false],
    ['true ? false : true ? true : true', false],
    ['true ? false : true || true', false],
    ['!false && false', false],
    ['-1 + 2 == 1', true],
    ['10 - 4 - 3 == 3', true],
    ['8 / 4 / 2 == 1', true],
    ['7 % 4 * 2 == 6', true],
    ['-7 % 4 == -3', true],
    ["0x10 == 16 && .5 == 0.5 && 1e3 == 1000 && '\\x41\\u0042' == 'AB'", true],
    // Equality never converts.
    ["'1' == 1", false],
    ["'1' != 1", true],
    ['1 == true', false],
    ['0 == false', false],
    ["'' == null", false],
    ['null == null', true],
    ["'a' === 'a' && 'a' !== 'b'", true],
    ["'A' == 'a'", false],
    // Order.
    ["'a' < 'b' && 'B' < 'a' && '10' < '9'", true],
    ["auth.int < 'one'", 'fails'],
    ['auth.int > auth.yes', 'fails'],
    // Arithmetic and text.
    ["auth.text + 'two' == 'onetwo'", true],
    ["auth.text + 1 == 'one1' && 1 + auth.text == '1one'", true],
    ['(auth.text + 1) == 2', false],
    ['auth.int + 1 == 2 && 1 - auth.int == 0 && auth.int / 2 == 0.5', true],
    ["1/0 + '' == 'NaN' && 0/0 + '' == 'NaN'", true],
    ["1.0 + '' == '1' && 0.1 + '' == '0.1' && -0 + 'x' == '0x'", true],
    ['1/0 > 2', false],
    ['1/0 < 2', false],
    ['1/0 == 1/0', false],
    ['1 % 0 == 0', false],
    // Short circuits: what is not run cannot fail.
    ['true || auth.none < 1', true],
    ['auth.none < 1 || true', 'fails'],
    ['false && auth.none < 1', false],
    ['auth.none < 1 && false', 'fails'],
    ['!(auth.none < 1)', 'fails'],
    ['auth.none < 1 ? true : true', 'fails'],
    ['true ? true : auth.none < 1', true],
    ['false ? auth.none < 1 : true', true],
    ['false || false || true', true],
    ['true && true && false', false],
    // Inside auth.
    ['auth != null', true],
    ['auth.uid == "custom:bob"', true],
    ['auth.foo.bar == true', true],
    ["auth['foo']['bar'] == true", true],
    ['auth.foo == auth.foo', false],
    ['auth.foo != null', true],
    ['auth.none == null && auth.none.deeper == null', true],
    ['auth.uid.deeper == null', true],
    ['auth.uid.length == 10', true],
    ['auth.int.length == null', true],
    ["auth.list[0] == 'a' && auth.list['1'] == 'b' && auth.list[2] == null", true],
    ['auth.list.length == null', true],
    ['auth[auth.none] == null', 'fails'],
    ['auth.constructor == null && auth.__proto__ == null && auth.toString == null', true],
    ["auth['__proto__']['polluted'] == null && auth.foo.hasOwnProperty == null", true],
    ["auth.contains('75')", 'fails'],
    ["auth.none.contains('75')", 'fails'],
    ['auth.none.length > 0', 'fails'],
    ['!(auth.none.length > 0)', 'fails'],
    ["auth.foo + '' == ''", 'fails'],
    // Now.
    [`now == ${nowMs}`, true],
    ['now + 1 > now', true],
  ])('%s is %s', (expression, outcome) => {
    expect(run(expression)).toBe(outcome);
  });

  it.each(['+', '-', '*', '/', '%', '<', '<=', '>', '>='])(
    '%s fails on null, booleans and objects, under || true too',
    (operator) => {
      for (const operand of [
        'auth.none',
        'auth.yes',
        'auth.foo',
        "root.child('none').val()",
        "root.child('object').val()",
      ]) {
        expect(run(`auth.int ${operator} ${operand} == auth.int || true`)).toBe('fails');
        expect(run(`${operand} ${operator} auth.int == auth.int || true`)).toBe('fails');
      }
    },
  );

  it.each(['-', '*', '/', '%'])('%s fails on strings', (operator) => {
    expect(run(`auth.int ${operator} auth.text == 1 || true`)).toBe('fails');
    expect(run(`auth.text ${operator} auth.int == 1 || true`)).toBe('fails');
  });

  it.each<[string, boolean | 'fails']>([
    // val()
    ["root.child('text').val() == 'Hello'", true],
    ["root.child('number').val() == 5 && root.child('yes').val() == true", true],
    [
      "root.child('no').val() == false && root.child('zero').val() == 0 && root.child('empty').val() == ''",
      true,
    ],
    ["root.child('none').val() == null", true],
    ["root.child('object').val() != null", true],
    ["root.child('object').val() == root.child('object').val()", false],
    ["root.child('object').val() == 'x'", false],
    ["root.child('object').val().length == null", true],
    ["root.child('ranked').val() == 'v' && root.child('named').val() != null", true],
    // child()
    ["root.child('a/b/c').val() == 1", true],
    ["root.child('/a//b/').child('c').val() == 1", true],
    ["root.child('').child('a').exists() && root.child('/').child('a').exists()", true],
    ["root.child('./a').exists() || root.child('a/../a').exists()", false],
    ["root.child('a.b').exists() || root.child('$x').exists() || root.child('#').exists()", false],
    [
      "root.child('constructor').exists() || root.child('__proto__').exists() || root.child('hasOwnProperty').exists()",
      false,
    ],
    ["root.child('toString').val() == 'own'", true],
    ["root.child('ranked/.value').exists() || root.child('ranked/.priority').exists()", false],
    ["root.child('text/length').exists() || root.child('list/length').exists()", false],
    ["root.child('list/1').val() == 'q'", true],
    ['root.child(auth.none).exists()', 'fails'],
    ['root.child(auth.int).exists()', 'fails'],
    ["root.child(root.child('object').val()).exists()", 'fails'],
    ["root.child('users/' + auth.none).exists() || true", 'fails'],
    [`root.child('${'a/'.repeat(100_000)}').exists()`, false],
    // parent()
    ["root.child('a/b').parent().child('b/c').val() == 1", true],
    ["root.child('none/none').parent().parent().child('number').val() == 5", true],
    ['root.parent().exists()', 'fails'],
    ["root.child('a').parent().parent().exists() || true", 'fails'],
    // Tests of what is there.
    ["root.exists() && root.child('empty').exists() && !root.child('none').exists()", true],
    [
      "root.child('text').isString() && !root.child('number').isString() && !root.child('none').isString()",
      true,
    ],
    [
      "root.child('number').isNumber() && !root.child('text').isNumber() && !root.child('object').isNumber()",
      true,
    ],
    ["root.child('no').isBoolean() && !root.child('none').isBoolean()", true],
    ["root.child('ranked').isString()", true],
    ["root.hasChild('a/b/c') && !root.hasChild('a/c') && !root.child('text').hasChild('length')", true],
    ["root.hasChild('toString') && !root.hasChild('valueOf') && !root.hasChild('__proto__')", true],
    ['root.hasChild(auth.int)', 'fails'],
    ["root.hasChildren() && !root.child('text').hasChildren() && !root.child('none').hasChildren()", true],
    ["root.hasChildren(['a', 'text'])", true],
    ["root.hasChildren(['a/b', 'none'])", false],
    ["root.hasChildren(['constructor'])", false],
    [
      "root.hasChildren([]) && root.child('text').hasChildren([]) && root.child('none').hasChildren([])",
      true,
    ],
    ['root.hasChildren([auth.none])', 'fails'],
    ["root.hasChildren(['none', auth.none])", 'fails'],
    // Priorities.
    ["root.child('ranked').getPriority() == 7 && root.child('named').getPriority() == 'p'", true],
    ["root.child('text').getPriority() == null && root.child('none').getPriority() == null", true],
    ["root['child']('text')['val']()['contains']('ell')", true],
  ])('%s is %s', (expression, outcome) => {
    expect(run(expression)).toBe(outcome);
  });

  it.each<[string, boolean | 'fails']>([
    ["'foobar'.contains('ob') && !'foobar'.contains('OB') && 'a'.contains('')", true],
    ["'foobar'.beginsWith('foo') && !'foobar'.beginsWith('bar')", true],
    ["'foobar'.endsWith('bar') && !'foobar'.endsWith('foo')", true],
    ["'aXbX'.replace('X', 'y') == 'ayby'", true],
    ["'a.b'.replace('.', '$&') == 'a$&b'", true],
    ["'/a/g'.replace('/a/g', 'z') == 'z' && 'a'.replace('/a/g', 'z') == 'a'", true],
    ["'ab'.replace('', '-') == '-a-b-' && ''.replace('', '-') == '-'", true],
    ["'aaaa'.replace('aa', 'a') == 'aa'", true],
    ["'ÄB'.toLowerCase() == 'äb' && 'ab'.toUpperCase() == 'AB'", true],
    ["'abc'.length == 3 && '😀'.length == 2 && ''.length == 0", true],
    ["'bar'.matches(/ba/) && 'bar'.matches(/^BAR$/i) && !'bar'.matches(/^ar/)", true],
    ["root.child('text').val().contains('ell')", true],
    ["root.child('number').val().contains('5')", 'fails'],
    ["root.child('none').val().toLowerCase() == null", 'fails'],
    ["root.child('object').val().matches(/x/)", 'fails'],
    ["'foo1'.contains(auth.int)", 'fails'],
    ["'1foo'.beginsWith(auth.int)", 'fails'],
    ["'foo1'.endsWith(auth.none)", 'fails'],
    ["'foo1'.replace(auth.int, 'bar') == 'foobar'", 'fails'],
    ["'foo1'.replace('foo', auth.none) == 'foobar'", 'fails'],
    ['-auth.text == 1', 'fails'],
    ['-auth.none == 1 || true', 'fails'],
    ['-auth.int == -1', true],
    ['(true ? root : 1) == 1 || true', 'fails'],
  ])('%s is %s', (expression, outcome) => {
    expect(run(expression)).toBe(outcome);
  });

  it('does not let a rule build a string that fills the memory', () => {
    const text = 'a'.repeat(1_000_000);
    const setting: Setting = { data: { text } };
    expect(run("root.child('text').val().replace('a', root.child('text').val()).length > 0", setting)).toBe(
      'fails',
    );
    expect(run("root.child('text').val().replace('', root.child('text').val()).length > 0", setting)).toBe(
      'fails',
    );
    const sum = Array.from({ length: 11 }, () => "root.child('text').val()").join(' + ');
    expect(run(`(${sum}).length > 0`, setting)).toBe('fails');
    expect(run("root.child('text').val().replace('a', 'bb').length == 2000000", setting)).toBe(true);
  });

  it('reads $ variables, also those with hostile names', () => {
    const setting: Setting = { at: 'orange/constructor/x', wildcards: ['$color', '$__proto__', '$'] };
    expect(
      run("$color == 'orange' && $__proto__ == 'constructor' && $ == 'x' && $color.length == 6", setting),
    ).toBe(true);
    expect(run('auth[$color] == null', setting)).toBe(true);
    expect(run('auth.foo[$bar] == true', { at: 'bar', wildcards: ['$bar'] })).toBe(true);
  });

  it('tells data from newData from root', () => {
    const setting: Setting = { data: { a: { n: 1 } }, newData: { a: { n: 2 }, b: 3 }, at: 'a/n' };
    expect(run('data.val() == 1 && newData.val() == 2 && root.child("a/n").val() == 1', setting)).toBe(true);
    expect(
      run(
        'newData.parent().parent().child("b").val() == 3 && !data.parent().parent().hasChild("b")',
        setting,
      ),
    ).toBe(true);
    expect(run("root.hasChild('b')", setting)).toBe(false);
  });
});

const bound = (value: string | number | boolean | null, inclusive = true) => ({ value, inclusive });

describe('query in rules', () => {
  const byChild = { kind: 'child', path: ['a', 'b'] } as const;
  it.each<[string, QuerySpec, boolean, string]>([
    [
      'nothing, from an SDK',
      { index: { kind: 'priority' } },
      false,
      'query.orderByChild == null && query.orderByKey == false && query.orderByValue == false && query.orderByPriority && query.startAt == null && query.endAt == null && query.equalTo == null && query.limitToFirst == null && query.limitToLast == null',
    ],
    ['nothing, through REST', wholeNode, true, 'query.orderByKey && !query.orderByPriority'],
    [
      'a key order',
      { index: { kind: 'key' } },
      false,
      'query.orderByKey && !query.orderByPriority && query.orderByChild == null',
    ],
    [
      'a value order',
      { index: { kind: 'value' } },
      true,
      'query.orderByValue && !query.orderByKey && !query.orderByPriority',
    ],
    [
      'a child order',
      { index: byChild },
      false,
      "query.orderByChild == 'a/b' && query.orderByChild != 'a' && !query.orderByPriority && !query.orderByKey",
    ],
    [
      'the order of priorities, through REST',
      { index: { kind: 'priority' } },
      true,
      'query.orderByPriority && !query.orderByKey',
    ],
    [
      'a priority range, through REST',
      { index: { kind: 'priority' }, start: bound(1) },
      true,
      'query.orderByPriority && !query.orderByKey',
    ],
    [
      'bounds',
      { index: byChild, start: bound('b'), end: bound('m') },
      false,
      "query.startAt == 'b' && query.endAt == 'm' && query.equalTo == null",
    ],
    [
      'one value',
      { index: byChild, start: bound(3), end: bound(3) },
      false,
      'query.equalTo == 3 && query.startAt == 3 && query.endAt == 3',
    ],
    [
      'an open range of one value',
      { index: byChild, start: bound(3), end: bound(3, false) },
      false,
      'query.equalTo == null',
    ],
    [
      'one value and key',
      { index: byChild, start: { ...bound(true), key: 'k' }, end: { ...bound(true), key: 'k' } },
      false,
      'query.equalTo == true',
    ],
    [
      'one value between keys',
      { index: byChild, start: { ...bound(true), key: 'k' }, end: { ...bound(true), key: 'l' } },
      false,
      'query.equalTo == null',
    ],
    [
      'the first two',
      { index: { kind: 'key' }, limit: { count: 2, from: 'left' } },
      false,
      'query.limitToFirst == 2 && query.limitToLast == null',
    ],
    [
      'the last two',
      { index: { kind: 'key' }, limit: { count: 2, from: 'right' } },
      false,
      'query.limitToLast <= 2 && query.limitToFirst == null',
    ],
  ])('tells of %s', (_what, query, viaRest, expression) => {
    expect(run(expression, { query, viaRest })).toBe(true);
  });

  it('fails when a limit that is not there is compared', () => {
    expect(run('query.limitToFirst <= 2')).toBe('fails');
    expect(run('query.limitToFirst != null && query.limitToFirst <= 2')).toBe(false);
  });
});
