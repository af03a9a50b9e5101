import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { messageTextProblem, prepareMessageText } from './messageText.ts';

describe('prepareMessageText', () => {
  it.each([
    ['  hello \n', 'hello'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['if (a < b) return List<String>();', 'if (a < b) return List<String>();'],
    ['a\n\n  b', 'a\n\n  b'],
  ])('makes of %j %j', (typed, prepared) => {
    expect(prepareMessageText(typed)).toBe(prepared);
  });

  it('has nothing left to do the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const prepared = prepareMessageText(typed);
        expect(prepareMessageText(prepared)).toBe(prepared);
      }),
    );
  });
});

describe('messageTextProblem', () => {
  it.each([
    'a',
    '👍',
    '‧a',
    '\u200bx\u200b',
    'a'.repeat(limits.messageText),
    '💬'.repeat(limits.messageText / 2),
  ])('finds nothing wrong with %j', (text) => {
    expect(messageTextProblem(text)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['a space', ' '],
    ['white space of all kinds', ' \t\n\r\f\v\u00a0\u2003\u3000\ufeff'],
    ['a zero-width space', '\u200b'],
    ['joiners and directions', '\u200d\u2060\u202e\u2066\u2069'],
    ['a braille blank', '\u2800'],
    ['a Hangul filler', '\u3164'],
    ['a soft hyphen', '\u00ad'],
    ['a variation selector', '\ufe0f'],
  ])('finds %s empty', (_what, text) => {
    expect(messageTextProblem(text)).toEqual({ code: 'empty' });
  });

  it('counts UTF-16 code units', () => {
    const tooLong = '💬'.repeat(limits.messageText / 2) + 'a';
    expect(messageTextProblem(tooLong)).toEqual({
      code: 'too_long',
      length: limits.messageText + 1,
      max: limits.messageText,
    });
  });
});
