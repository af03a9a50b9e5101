import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';

describe('normalise', () => {
  it.each([
    ['code', 'if (a < b && c > d) {\n\treturn `x`;\n}'],
    ['three blank lines', 'a\n\n\n\nb'],
    ['Hebrew with points and cantillation', 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים'],
    ['Arabic with its marks', 'السَّلَامُ عَلَيْكُمْ \u200f!'],
    ['Persian with a joiner', 'می\u200cخواهم'],
    ['Thai', 'ภาษาไทยไม่เว้นวรรค'],
    ['Devanagari', 'क्षत्रिय स्त्री'],
    ['decomposed Vietnamese', 'tiếng Việt'.normalize('NFD')],
    ['a family', '👩‍👩‍👧‍👦'],
    ['a skin tone and a keycap', '👍🏽 1️⃣'],
    ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['object names', '__proto__ constructor'],
  ])('leaves %s as it is', (_name, text) => {
    expect(normalise(text)).toBe(text);
  });

  it.each([
    ['line ends of other systems', 'a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
    ['control characters', 'a\u0000b\u0007c\u001b[31md\u009f', 'abc[31md'],
    ['an override that turns a file name around', 'photo\u202egpj.exe', 'photogpj.exe'],
    ['isolates that are never closed', '\u2066a\u2067b\u2068c', 'abc'],
    ['a message spelt in tags', `hi${String.fromCodePoint(0xe0069, 0xe0067)}`, 'hi'],
    ['a byte order mark and a word joiner', '\ufeffa\u2060b', 'ab'],
    ['a pile of marks', `z${'\u0335\u0321'.repeat(50)}a`, `z${'\u0335\u0321'.repeat(3)}a`],
    ['a tower of blank lines', `a${'\n'.repeat(1000)}b`, 'a\n\n\n\nb'],
    ['blank lines with spaces in them', `a${'\n \t'.repeat(1000)}\nb`, 'a\n\n\n\nb'],
    ['half a character', 'a\ud83dz', 'a\ufffdz'],
  ])('takes away %s', (_name, text, expected) => {
    expect(normalise(text)).toBe(expected);
  });

  it('never makes a text longer, and has nothing left to do the second time', () => {
    const hostile = fc.constantFrom(
      '\n',
      ' ',
      '\r',
      '\u202e',
      '\u0301',
      'é',
      '\ud83d',
      '\ude00',
      '🏴',
      '\u{e0067}',
      '\u{e007f}',
      '\ufeff',
      '\u0000',
      'a',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(hostile).map((parts) => parts.join('')),
        ),
        (text) => {
          const once = normalise(text);
          expect(once.length).toBeLessThanOrEqual(text.length);
          expect(normalise(once)).toBe(once);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
