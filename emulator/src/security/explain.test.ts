import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeNode } from '../tree/query.ts';
import { authorizeRead, authorizeWrite, type AuthValue } from './authorize.ts';
import { explainRead, explainWrite, type Explanation } from './explain.ts';
import { nodeOf, nowMs, pathOf, rulesOf, writeOf } from './ruleTesting.ts';

const readOf = (path: string, data: unknown = null, auth: AuthValue = { uid: 'ana' }) =>
  ({ root: nodeOf(data), path: pathOf(path), query: wholeNode, auth, nowMs }) as const;

/** The last rule that was asked, as far as it is to blame. */
const blame = (rule: string, auth: AuthValue = { uid: 'ana' }): string => {
  const { steps } = explainRead(
    rulesOf({ rooms: { $room: { '.read': rule } } }),
    readOf('rooms/r1', { rooms: { r1: { n: 1, t: 'x' } } }, auth),
  );
  const last = steps.at(-1);
  const values = last?.values.map(({ source, value }) => `${source}=${value}`).join(', ');
  return `${last?.falsePart ?? '-'} | ${values} | ${last?.error ?? '-'}`;
};

describe('The explanation of a rule', () => {
  it.each([
    ['false', 'false |  | -'],
    ["auth.uid == 'bob'", `auth.uid == 'bob' | auth.uid="ana" | -`],
    ["auth != null && auth.uid == 'bob' && true", `auth.uid == 'bob' | auth.uid="ana" | -`],
    [
      "auth.uid == 'bob' || $room == 'r2'",
      `auth.uid == 'bob' || $room == 'r2' | auth.uid="ana", $room="r1" | -`,
    ],
    ['true && (true && (false || $room == "r2"))', `(false || $room == "r2") | $room="r1" | -`],
    ["auth == null ? true : $room == 'r2'", `$room == 'r2' | $room="r1" | -`],
    ['!data.exists()', '!data.exists() | data.exists()=true | -'],
    ["root.child('members/' + $room).exists()", `root.child('members/' + $room).exists() | $room="r1" | -`],
    [
      "root.child('members').hasChild(auth.uid)",
      `root.child('members').hasChild(auth.uid) | auth.uid="ana" | -`,
    ],
    ["data.child('n').val() + 1 == 3", "data.child('n').val() + 1 == 3 | data.child('n').val()=1 | -"],
    ['data.val() == null', 'data.val() == null | data.val()=(an object) | -'],
    ['auth == null', 'auth == null | auth=(an object) | -'],
    ["auth.token.name == 'x'", "auth.token.name == 'x' | auth.token.name=null, auth.token=null | -"],
    [
      'query.limitToLast <= 50',
      'query.limitToLast <= 50 | query.limitToLast=null | Invalid <= expression: left operand must be a number or string.',
    ],
    [
      "data.child('n').val().contains('x') || true",
      "data.child('n').val().contains('x') | data.child('n').val()=1 | contains() was called on a value that is not a string.",
    ],
    [
      'true || false ? data.child(auth.none).exists() : true',
      'data.child(auth.none) | auth.none=null | child() expects a string argument.',
    ],
    ['root.parent().exists()', 'root.parent() |  | parent() was called on the root, which has none.'],
    [
      "'a'.replace('a', auth.none) == 'b'",
      `'a'.replace('a', auth.none) | auth.none=null | Argument 2 of replace() must be a string.`,
    ],
  ])('%s: %s', (rule, expected) => {
    expect(blame(rule)).toBe(expected);
  });

  it('says where the rule stands in the file', () => {
    const rules = rulesOf(
      '{\n "rules": {\n  "a": { "$b": {\n    ".read": "auth != null &&\n      $b == \'x\'" } } } }',
    );
    const [step] = explainRead(rules, readOf('a/y')).steps;
    expect(step).toMatchObject({
      rulePath: '/a/$b',
      kind: '.read',
      line: 4,
      column: 15,
      outcome: 'false',
      falsePart: "$b == 'x'",
    });
  });
});

describe('The summary', () => {
  const rules = rulesOf({
    a: {
      '.read': 'auth.uid == "bob"',
      '.write': true,
      '.validate': 'newData.isString()',
      b: { '.read': false },
    },
    c: { $d: { '.write': 'newData.val().length > 1' } },
    e: { '.write': true, $f: { '.validate': false } },
  });
  const read = (path: string, auth?: AuthValue): Explanation => explainRead(rules, readOf(path, null, auth));
  const write = (values: Readonly<Record<string, unknown>>): Explanation =>
    explainWrite(rules, writeOf({}, values));

  it.each<[Explanation, string]>([
    [read('a', { uid: 'bob' }), 'read of /a allowed by .read of /a (1:25)'],
    [
      read('a'),
      'read of /a denied: no .read rule there or above is true; .read of /a (1:25): `auth.uid == "bob"` is false, where auth.uid is "ana"',
    ],
    [
      read('a/b'),
      'read of /a/b denied: no .read rule there or above is true; .read of /a/b (1:106) is always false',
    ],
    [read(''), 'read of / denied: no .read rule stands there or above'],
    [write({ a: 'x' }), 'write of /a allowed by .write of /a (1:55)'],
    [
      write({ a: 5 }),
      'write of /a denied: the data is not valid; .validate of /a (1:73): `newData.isString()` is false',
    ],
    [write({ x: 5 }), 'write of /x denied: no .write rule stands there or above'],
    [
      write({ a: 'x', 'e/f': 1 }),
      'write of /e/f denied: the data is not valid; .validate of /e/$f (1:200) is always false',
    ],
    [write({ a: 'x', x: 1 }), 'write of /x denied: no .write rule stands there or above'],
    [
      write({ 'c/d': 5 }),
      'write of /c/d denied: no .write rule there or above is true; .write of /c/$d (1:135): `newData.val().length > 1` fails: Invalid > expression: left operand must be a number or string., where newData.val().length is null, newData.val() is 5',
    ],
  ])('%#', (explanation, summary) => {
    expect(explanation.summary).toBe(summary);
  });
});

describe('An explanation', () => {
  it('stays small, whatever it is about', () => {
    const long = 'x'.repeat(100_000);
    const clauses = Array.from(
      { length: 1000 },
      (_, index) => `newData.child('${index}').val() == '${long.slice(0, 100)}'`,
    );
    const rules = rulesOf({
      '.write': clauses.join(' || '),
      $a: { '.write': true, $b: { '.validate': 'newData.isString()' } },
    });
    const values = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`k${index}`, long.slice(0, 100)]),
    );
    const explanation = explainWrite(
      rules,
      writeOf({}, { [long.slice(0, 700)]: { ...values, z: 1, '0': long } }, { uid: long }),
    );
    expect(explanation.summary).toContain('.validate of /$a/$b');
    expect(JSON.stringify(explanation).length).toBeLessThan(100_000);
    expect(explanation.steps.length).toBeLessThanOrEqual(101);
    expect(explanation.steps.at(-1)).toMatchObject({ kind: '.validate', outcome: 'false' });
  });

  it('decides as the verdict does', () => {
    const operand = fc.constantFrom(
      'data',
      'newData',
      "root.child('a')",
      "newData.child('b')",
      'data.parent()',
    );
    const atom = fc.oneof(
      operand.map((one) => `${one}.exists()`),
      operand.map((one) => `${one}.val() > 1`),
      operand.map((one) => `${one}.val().contains('x')`),
      operand.map((one) => `${one}.val() == $x`),
      fc.constantFrom('true', 'false', 'auth != null', "auth.uid == 'ana'", 'now > 5', 'auth.n + 1 == 2'),
    );
    const { rule } = fc.letrec<{ rule: string }>((tie) => ({
      rule: fc.oneof(
        { depthSize: 'small' },
        atom,
        fc
          .tuple(tie('rule'), fc.constantFrom('&&', '||', '==', '!='), tie('rule'))
          .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
        tie('rule').map((inner) => `!(${inner})`),
        fc.tuple(tie('rule'), tie('rule'), tie('rule')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      ),
    }));
    const value = fc.constantFrom(null, 1, 2, 'x', 'a', { a: 1 }, { b: 'x' });
    const auth = fc.constantFrom(null, { uid: 'ana' }, { uid: 'x', n: 1 });
    fc.assert(
      fc.property(rule, rule, rule, value, value, auth, (write, validate, read, before, after, who) => {
        const sources = {
          '.write': write,
          '.validate': validate,
          '.read': read.replaceAll('newData', 'data'),
        };
        const rules = rulesOf({ a: { $x: sources } });
        const request = writeOf({ a: { k: before, other: 1 } }, { 'a/k': after }, who);
        const explained = explainWrite(rules, request);
        expect(explained.summary.includes(' allowed by ')).toBe(authorizeWrite(rules, request).allowed);
        const reading = readOf('a/k', { a: { k: before } }, who);
        const explainedRead = explainRead(rules, reading);
        expect(explainedRead.summary.includes(' allowed by ')).toBe(authorizeRead(rules, reading).allowed);
        for (const { kind, outcome, error, falsePart } of [...explained.steps, ...explainedRead.steps]) {
          expect(error !== undefined).toBe(outcome === 'error');
          expect(falsePart === undefined).toBe(outcome === 'true');
          // A step shows no more than the beginning of a long rule, and the part may stand after it.
          expect(sources[kind]).toContain((falsePart ?? '').replace(/…$/, ''));
        }
      }),
      { numRuns: 300 },
    );
  });
});
