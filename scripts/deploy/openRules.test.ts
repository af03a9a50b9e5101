import { printRules } from '@causerie/rules';
import { describe, expect, it } from 'vitest';
import { openRules } from './openRules.ts';

const verdicts = (rules: unknown): readonly string[] =>
  openRules(JSON.stringify({ rules })).map(({ what }) => what);
const at = (path: string, right: '.read' | '.write', rule: unknown): unknown =>
  path
    .split('/')
    .filter((name) => name !== '')
    .toReversed()
    .reduce<unknown>((inner, name) => Object.fromEntries([[name, inner]]), { [right]: rule });

describe('open rules', () => {
  it('are not the rules of this project', () => {
    expect(openRules(printRules())).toEqual([]);
  });

  it.each([
    ['/', '.read', true, 'the whole world'],
    ['/', '.write', 'true', 'the whole world'],
    ['/', '.read', ' ( true ) ', 'the whole world'],
    ['/', '.read', '1 < 2', 'the whole world'],
    ['/', '.read', '1 === 1 && !false', 'the whole world'],
    ['/', '.read', 'auth == null', 'the whole world'],
    ['/', '.read', 'auth == null ? true : false', 'the whole world'],
    ['/', '.read', "auth != null || 'a' === 'a'", 'the whole world'],
    ['/a/b/$c/d', '.read', true, 'the whole world'],
    ['/a/b/$c/d', '.write', 'true || false', 'the whole world'],
    ['/constructor', '.read', true, 'the whole world'],
    ['/__proto__', '.read', true, 'the whole world'],
    ['/a/$b', '.write', '!data.exists()', 'has not signed in'],
    ['/a/$b', '.read', "data.child('kind').val() === 'public'", 'has not signed in'],
    ['/a/$b', '.read', 'now < 1800000000000', 'has not signed in'],
    ['/a/$b', '.read', 'auth != null || data.exists()', 'has not signed in'],
    ['/a/$b', '.read', 'data.val() === auth.uid', 'has not signed in'],
    ['/', '.read', 'auth != null', 'everybody who signs in'],
    ['/', '.write', 'auth.uid != null', 'everybody who signs in'],
    ['/users', '.read', 'auth !== null', 'everybody who signs in'],
    ['/messages/$room/$id', '.write', 'auth != null', 'everybody who signs in'],
    ['/a/b', '.read', 'auth !=', 'cannot be read'],
    ['/a/b', '.read', 7, 'neither a boolean'],
  ] as const)('%s %s: %s is refused', (path, right, rule, why) => {
    expect(verdicts(at(path, right, rule))).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    ['/', '.read', false],
    ['/', '.write', 'false'],
    ['/', '.read', '1 > 2'],
    ['/', '.read', 'auth != null && auth.token.admin === true'],
    ['/a/$b', '.write', 'auth != null && !data.exists()'],
    ['/a/$b', '.read', "auth != null && data.child('kind').val() === 'public'"],
    ['/a/$b', '.read', 'auth != null ? data.exists() : false'],
    ['/a/$b', '.read', '$b === auth.uid'],
    ['/users', '.read', 'auth != null && query.limitToFirst <= 100'],
    ['/users/$uid', '.read', 'auth != null'],
    ['/messages/$room/$id', '.write', 'auth != null && $id === auth.uid'],
    ['/a', '.validate', true],
  ] as const)('%s %s: %s is accepted', (path, right, rule) => {
    expect(verdicts(at(path, right as '.read', rule))).toEqual([]);
  });

  it('are all named, each with its place', () => {
    expect(verdicts({ '.read': true, '.write': true, a: { $b: { '.write': true } } })).toEqual([
      '.read at / is open to the whole world, without signing in.',
      '.write at / is open to the whole world, without signing in.',
      '.write at /a/$b is open to the whole world, without signing in.',
    ]);
  });

  it.each([
    ['{', 'not JSON'],
    ['null', 'no "rules"'],
    ['{}', 'no "rules"'],
    ['{"rules":true}', 'no "rules"'],
  ])('are assumed of the file %s', (text, why) => {
    expect(openRules(text).map(({ what }) => what)).toEqual([expect.stringContaining(why)]);
  });
});
