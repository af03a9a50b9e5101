import { describe, expect, it } from 'vitest';
import { mayRead, mayWrite, rulesOf } from '../security/ruleTesting.ts';
import { coverageOf, type CoveredPart } from './coverage.ts';

const text = `{
  "rules": {
    // Everybody may read.
    ".read": true,
    "users": {
      "$uid": {
        ".write": "auth != null &&
          (auth.uid == $uid || auth.token.admin == true)",
        "name": { ".validate": "newData.isString() && newData.val().length <= 3" },
        "\\u0070assword": { ".validate": "newData.val().length > 8" }
      }
    }
  }
}`;

/** `text [from to] values`, indented by how deep it stands. */
const linesOf = (part: CoveredPart, depth = 0): readonly string[] => {
  const values = part.values.map((one) => {
    const value = 'error' in one ? 'error' : JSON.stringify(one.value);
    return part.isSampled === true ? value : `${one.count}×${value}`;
  });
  const place = `[${part['location-start']} ${part['location-end']}]`;
  return [
    `${'  '.repeat(depth)}${part.text.replaceAll(/\s+/g, ' ')} ${place} ${values.join(' ')}`.trimEnd(),
    ...(part.children ?? []).flatMap((child) => linesOf(child, depth + 1)),
  ];
};

describe('The coverage of rules', () => {
  it('tells what each part came to, where it stands, and how often', () => {
    const rules = rulesOf(text);
    mayRead(rules, 'users/ana');
    for (const auth of [null, { uid: 'ana' }, { uid: 'bob' }]) {
      mayWrite(rules, {}, { 'users/ana/name': 'Ana' }, auth);
    }
    mayWrite(rules, {}, { 'users/ana': { name: 'Annabelle' } });
    mayWrite(rules, {}, { 'users/ana': { name: 5, password: 'swordfish' } });
    const { expressions, summary, rules: uploaded } = coverageOf(rules);
    expect(uploaded).toBe(text);
    expect(expressions.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      '.read /',
      '.write /users/$uid',
      '.validate /users/$uid/name',
      '.validate /users/$uid/password',
    ]);
    expect(expressions.flatMap((rule) => linesOf(rule))).toEqual([
      'true [4:14 4:17] 1×true',
      'auth != null && (auth.uid == $uid || auth.token.admin == true) [7:20 8:56] 3×true 2×false',
      '  auth != null [7:20 7:31] 4×true 1×false',
      '    auth [7:20 7:23] null "(an object)"',
      '  (auth.uid == $uid || auth.token.admin == true) [8:11 8:56] 3×true 1×false',
      '    auth.uid == $uid [8:12 8:27] 3×true 1×false',
      '      auth.uid [8:12 8:19] "ana" "bob"',
      '        auth [8:12 8:15] "(an object)"',
      '      $uid [8:24 8:27] "ana"',
      '    auth.token.admin == true [8:32 8:55] 1×false',
      '      auth.token.admin [8:32 8:47] null',
      '        auth.token [8:32 8:41] null',
      '          auth [8:32 8:35] "(an object)"',
      'newData.isString() && newData.val().length <= 3 [9:33 9:79] 1×true 2×false',
      '  newData.isString() [9:33 9:50] 2×true 1×false',
      '    newData [9:33 9:39] "(at /users/ana/name)"',
      '  newData.val().length <= 3 [9:55 9:79] 1×true 1×false',
      '    newData.val().length [9:55 9:74] 3 9',
      '      newData.val() [9:55 9:67] "Ana" "Annabelle"',
      '        newData [9:55 9:61] "(at /users/ana/name)"',
      'newData.val().length > 8 [10:42 10:65]',
      '  newData.val().length [10:42 10:61]',
      '    newData.val() [10:42 10:54]',
      '      newData [10:42 10:48]',
    ]);
    expect(summary).toEqual({
      rules: 4,
      neverAsked: 1,
      conditions: 9,
      seenBothWays: 7,
      onlyTrue: 0,
      onlyFalse: 1,
      neverReached: 1,
      isCut: false,
    });
  });

  it('hides what is called a secret, and tells of failures', () => {
    const rules = rulesOf(text);
    for (const password of ['swordfish', 12345]) mayWrite(rules, {}, { 'users/ana/password': password });
    const [, , , rule] = coverageOf(rules).expressions;
    expect(rule?.values).toEqual([
      { value: true, count: 1 },
      { error: true, count: 1 },
    ]);
    const kept = JSON.stringify(rule);
    expect(kept).toContain('"(hidden)"');
    expect(kept).not.toMatch(/swordfish|12345/);
  });

  it('counts on and on, and keeps little of what it saw', () => {
    const rules = rulesOf({ $key: { '.write': 'newData.val().length < 5000' } });
    for (let i = 0; i < 5000; i += 1) mayWrite(rules, {}, { [`k${i}`]: 'x'.repeat(i) });
    const coverage = coverageOf(rules);
    expect(coverage.expressions[0]?.values).toEqual([{ value: true, count: 5000 }]);
    expect(JSON.stringify(coverage).length).toBeLessThan(3000);
  });

  it.each([
    ['all of them', 3, 3, false],
    ['none of too many', 100_000, 0, true],
  ])('tells of the parts of a rule, or of %s', (_what, clauses, told, isCut) => {
    const long = Array.from({ length: clauses }, (_, i) => `$k == '${i}'`).join(' || ');
    const { expressions, summary } = coverageOf(rulesOf({ $k: { '.read': long } }));
    expect([expressions[0]?.children?.length ?? 0, summary.isCut]).toEqual([told, isCut]);
    expect(JSON.stringify(expressions).length).toBeLessThan(10_000);
  });

  it('treats names like constructor as any other', () => {
    const rules = rulesOf('{"rules":{"__proto__":{"constructor":{".read":"auth.constructor == null"}}}}');
    mayRead(rules, '__proto__/constructor');
    expect(coverageOf(rules).expressions.map(({ path, values }) => ({ path, values }))).toEqual([
      { path: '/__proto__/constructor', values: [{ value: true, count: 1 }] },
    ]);
  });
});
