import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePattern } from './pattern.ts';
import { compileMatcher, type Matcher } from './patternMatcher.ts';

const problemOf = (source: string, flags = ''): string => {
  const parsed = parsePattern(source, flags);
  return parsed.ok ? '' : `${parsed.problem.offset}: ${parsed.problem.message}`;
};

const matcherOf = (source: string, flags = ''): Matcher => {
  const parsed = parsePattern(source, flags);
  const matcher = parsed.ok ? compileMatcher(parsed.value) : undefined;
  if (matcher === undefined) throw new Error(`/${source}/ was refused`);
  return matcher;
};

describe('The patterns that matches() takes', () => {
  it.each([
    ['abc', '', 'xabcx', 'xabx'],
    ['^abc$', '', 'abc', 'abcd'],
    ['^abc', '', 'abcd', 'xabc'],
    ['abc$', '', 'xabc', 'abcd'],
    ['^(a|b)$', '', 'b', 'ab'],
    ['a|b', '', 'xb', 'xc'],
    ['^a|b$', '', 'b', 'ax'],
    ['^a|b+$', '', 'bb', 'xb'],
    ['^a|b', '', 'bx', 'xb'],
    ['a|b$', '', 'xa', 'ax'],
    ['^a*b+c?$', '', 'bbc', 'ac'],
    ['^a{2}b{2,}c{1,2}$', '', 'aabbbcc', 'aabbbccc'],
    ['^a{0}b$', '', 'b', 'ab'],
    ['^.$', '', '\t', '\n'],
    ['^[a-c_-]+$', '', 'ab_-', 'ad'],
    ['^[^a-c]$', '', 'd', 'a'],
    ['^\\d\\D\\w\\W\\s\\S$', '', '1a_- x', '11_- x'],
    ['^[\\d\\s]+$', '', '1 2', '1a2'],
    ['^[\\w-.]+$', '', 'a-b.c', 'a,b'],
    ['^[^\\w-.]$', '', ',', '-'],
    ['^\\s$', '', '\n', '\u00a0'],
    ['^\\.\\*\\/\\[\\]\\{\\}\\(\\)\\\\\\^\\$\\|\\?\\+\\-$', '', '.*/[]{}()\\^$|?+-', 'x'],
    ['^[\\]\\\\^$.*]$', '', '^', 'a'],
    ['^\t\\t[\\n]$', '', '\ttn', '\t\t\n'],
    ['^\\bword\\1\\x41$', '', 'bword1x41', 'wordA'],
    ['ABC', 'i', 'xaBcx', 'ab'],
    ['^[^a]$', 'i', 'b', 'A'],
    ['^[a-z]$', 'i', 'K', '\u212a'],
    ['^é$', 'i', 'É', 'e'],
    ['^ß$', 'i', 'ß', 'S'],
    ['^..$', '', '😀', 'a'],
    ['😀', '', 'x😀x', '😁'],
    ['^[^a]{2}$', '', '😀', 'ab'],
    ['}]', '', 'x}]', '}'],
    ['^a-b,c$', '', 'a-b,c', 'a'],
    ['^$', '', '', 'a'],
    ['^x{1,4000}$', '', 'x'.repeat(4000), 'x'.repeat(4001)],
    ['^x{2500,}$', '', 'x'.repeat(2500), 'x'.repeat(2499)],
    ['^(x{600}y){3}$', '', `${'x'.repeat(600)}y`.repeat(3), `${'x'.repeat(600)}y`.repeat(2)],
    ['^(x{700}y){0,3}$', '', `${'x'.repeat(700)}y`.repeat(3), `${'x'.repeat(700)}y`.repeat(4)],
    ['^((a|b){2}c){2,3}$', '', 'abcbac', 'abc'],
  ])('/%s/%s', (source, flags, yes, no) => {
    const matches = matcherOf(source, flags);
    expect([matches(yes), matches(no)]).toEqual([true, false]);
  });

  it.each([
    ['a', 'g', '2: regular expressions do not support flags other than i'],
    ['a', 'ig', '2: regular expressions do not support flags other than i'],
    ['(^a$|b)', '', "1: Illegal regular expression, '^' stands after the beginning"],
    ['^(a|)$', '', '4: Illegal regular expression, an alternative is empty'],
    ['a|', '', '2: Illegal regular expression, an alternative is empty'],
    ['()', '', '1: Illegal regular expression, an alternative is empty'],
    ['a^', '', "1: Illegal regular expression, '^' stands after the beginning"],
    ['a$b', '', "1: Illegal regular expression, '$' stands before the end"],
    ['$a', '', "0: Illegal regular expression, '$' stands before the end"],
    ['(a$)', '', "2: Illegal regular expression, '$' stands before the end"],
    ['(?:a)', '', "0: Illegal regular expression, groups that begin with '(?' are not supported"],
    ['(?=a)', '', "0: Illegal regular expression, groups that begin with '(?' are not supported"],
    ['(?<n>a)', '', "0: Illegal regular expression, groups that begin with '(?' are not supported"],
    [
      'a+?',
      '',
      '2: Illegal regular expression, a quantifier follows a quantifier: lazy and possessive ones are not supported',
    ],
    [
      'a**',
      '',
      '2: Illegal regular expression, a quantifier follows a quantifier: lazy and possessive ones are not supported',
    ],
    ['*a', '', "0: Illegal regular expression, nothing to repeat before '*'"],
    ['(+)', '', "1: Illegal regular expression, nothing to repeat before '+'"],
    [
      'a{',
      '',
      "1: Illegal regular expression, '{' needs numbers, as in {2} or {2,5}; write \\{ for the character",
    ],
    [
      'a{,2}',
      '',
      "1: Illegal regular expression, '{' needs numbers, as in {2} or {2,5}; write \\{ for the character",
    ],
    ['a{3,2}', '', '0: Illegal regular expression, the numbers of a quantifier are out of order'],
    ['a{999999}', '', '0: Illegal regular expression, its repetitions are too large'],
    ['((a{99}){99}){99}', '', '0: Illegal regular expression, its repetitions are too large'],
    ['a\\', '', "2: Illegal regular expression, it ends in '\\'"],
    ['(a', '', "0: Illegal regular expression, '(' without ')'"],
    ['a)', '', "1: Illegal regular expression, ')' without '('"],
    ['[a', '', "0: Illegal regular expression, '[' without ']'"],
    ['[]', '', '0: Illegal regular expression, a set is empty'],
    ['[^]', '', '0: Illegal regular expression, a set is empty'],
    ['[b-a]', '', '1: Illegal regular expression, a range is out of order'],
    ['[+-\\d]', '', '1: Illegal regular expression, a class stands at the end of a range'],
    ['a'.repeat(1_000_000), '', '0: Illegal regular expression, it is too long'],
    ['('.repeat(1_000_000), '', '250: Illegal regular expression, its groups are nested too deeply'],
  ])('/%s/%s is refused', (source, flags, problem) => {
    expect(problemOf(source, flags)).toBe(problem);
  });

  it.each(['(a+)+$', '^(a|a)*$', '^(a*)*b$', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$', 'a{1,1000}b'])(
    '/%s/ takes time linear in the text',
    (source) => {
      const matches = matcherOf(source);
      const started = performance.now();
      matches(`${'a'.repeat(300_000)}!`);
      matches(`${'x'.repeat(300_000)}!`);
      // A backtracking engine would not come back in the age of the universe, so the bound need not be close.
      expect(performance.now() - started).toBeLessThan(5000);
    },
  );

  it('matches as JavaScript does', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      'Z',
      '_',
      '7',
      ' ',
      '.',
      '\\d',
      '\\D',
      '\\w',
      '\\W',
      '\\.',
      '[a-c]',
      '[^b7]',
      '[\\d_-]',
      'é',
      'ſ',
      '😀',
      '[^😀]',
      '\n',
    );
    const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}');
    const { choice } = fc.letrec<{ sequence: string; choice: string; item: string }>((tie) => ({
      item: fc
        .tuple(
          fc.oneof(
            // Deeper, and it is JavaScript that now and then takes minutes.
            { maxDepth: 1 },
            atom,
            tie('choice').map((inner) => `(${inner})`),
          ),
          quantifier,
        )
        .map(([what, times]) => what + times),
      sequence: fc.array(tie('item'), { minLength: 1, maxLength: 4 }).map((items) => items.join('')),
      choice: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((options) => options.join('|')),
    }));
    const whole = fc
      .tuple(fc.constantFrom('', '^'), choice, fc.constantFrom('', '$'))
      .map(([start, body, end]) => (start + end === '' ? body : `${start}(${body})${end}`));
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        'b',
        'B',
        'c',
        'z',
        'Z',
        's',
        'S',
        'k',
        '7',
        '_',
        ' ',
        '.',
        '-',
        'é',
        'É',
        'ſ',
        '\u212a',
        '😀',
        '\ud83d',
        '\n',
        '\r',
        '\u2028',
      ),
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        whole,
        fc.constantFrom('', 'i'),
        fc.array(text, { minLength: 5, maxLength: 5 }),
        (source, flags, texts) => {
          const matches = matcherOf(source, flags);
          const expected = new RegExp(source, flags);
          expect(texts.map(matches)).toEqual(texts.map((one) => expected.test(one)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives up on a text that is too long for its many repetitions', () => {
    const matches = matcherOf('^([ab]*a[ab]{3000}){2}[^ab]$');
    expect([matches('ab'), matches('a'.repeat(1_000_000))]).toEqual([false, undefined]);
    expect(matcherOf('^([^<>])*$')('x'.repeat(10_000_000))).toBe(true);
  });

  it('never throws, whatever the source, and what it takes it can run', () => {
    const piece = fc.constantFrom(
      'a',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '1',
      ',',
      '*',
      '+',
      '?',
      '|',
      '^',
      '$',
      '\\',
      '-',
      '.',
      'd',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 15 }), (pieces) => {
        const parsed = parsePattern(pieces.join(''), '');
        const matcher = parsed.ok ? compileMatcher(parsed.value) : () => false;
        expect(matcher?.('a')).toBeTypeOf('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
