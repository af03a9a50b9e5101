import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nativeMatcher } from './nativeMatcher.ts';
import { parsePattern, type Pattern } from './pattern.ts';
import { compileMatcher } from './patternMatcher.ts';

const patternOf = (source: string, flags = ''): Pattern => {
  const parsed = parsePattern(source, flags);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value;
};

describe('Patterns that are left to JavaScript', () => {
  it.each([
    ['^[a-z0-9_-]{1,64}$'],
    ['^[^<>]*$'],
    ['^(admin|member|guest)$'],
    ['^(a|ab|abc)'],
    ['^\\d+-\\d+$'],
    ['^[a-z]+[0-9]*$'],
    ['^[a-z]?[0-9]+x*'],
    ['abc'],
    ['@example\\.com$'],
    ['^$'],
  ])('are those with one way to go on: %s', (source) => {
    expect(nativeMatcher(patternOf(source))).toBeDefined();
  });

  it.each([
    ['[a-z]+$', 'it would begin anew at each character'],
    ['^a*a*$', 'both runs take the same'],
    ['^[a-z]+[x-z]$', 'the end could be part of the run'],
    ['^a*b?a$', 'what may be missing parts the two'],
    ['^(a+)+$', 'a run in a run'],
    ['^(a|b+)$', 'a run in a choice'],
    ['(a|b)', 'a choice anywhere'],
    ['^(a|b)c$', 'a choice that goes on'],
    ['^abcdefghijklmnopq$', 'many items'],
    [`^(${'a|'.repeat(600)}b)$`, 'many literals'],
  ])('are not %s: %s', (source) => {
    expect(nativeMatcher(patternOf(source))).toBeUndefined();
  });

  it('match as the automaton does', () => {
    const set = fc.constantFrom(
      'a',
      'b',
      '[ab]',
      '[^a]',
      '\\d',
      '\\W',
      '.',
      'é',
      '[b-d]',
      '\\.',
      '[^\\s\\S]',
    );
    const times = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}');
    const run = fc.tuple(set, times).map((parts) => parts.join(''));
    const runs = fc.array(run, { minLength: 1, maxLength: 4 }).map((all) => all.join(''));
    const choice = fc
      .array(fc.array(set, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 })
      .map((options) => `(${options.map((option) => option.join('')).join('|')})`);
    const source = fc
      .tuple(fc.constantFrom('', '^', '^'), fc.oneof(runs, choice), fc.constantFrom('', '$', '$'))
      .map((parts) => parts.join(''));
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'A', '7', '.', 'é', 'É', '\n', '😀', '\ud83d', ' '),
      maxLength: 8,
    });
    fc.assert(
      fc.property(source, fc.constantFrom('', 'i'), fc.array(text, { minLength: 5 }), (one, flags, texts) => {
        const pattern = patternOf(one, flags);
        const native = nativeMatcher(pattern);
        const automaton = compileMatcher(pattern);
        fc.pre(native !== undefined);
        expect(texts.map((each) => native?.(each))).toEqual(texts.map((each) => automaton?.(each)));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['^[a-z]+[0-9]*$', `${'a'.repeat(500_000)}!`],
    ['^[a-z]?[0-9]+x*$', `a${'7'.repeat(500_000)}${'x'.repeat(500_000)}!`],
    ['^a*b*c*d*e*$', `${'abcde'.replaceAll(/./g, (unit) => unit.repeat(200_000))}a`],
    ['^[^<>]{0,2000}$', 'a'.repeat(1_000_000)],
    ['abc', 'ab'.repeat(500_000)],
  ])('give up on a megabyte at once: %s', (source, text) => {
    expect(nativeMatcher(patternOf(source))?.(text)).toBe(false);
  });
});
