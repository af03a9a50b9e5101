import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsText, splitText } from './textSearch.ts';

describe('Finding a text in another', () => {
  // So many units that JavaScript's own search is not asked.
  const far = 'x'.repeat(5000);

  it('finds what JavaScript finds, in texts that are long', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'x'), maxLength: 6 });
    fc.assert(
      fc.property(piece, piece, piece, fc.array(piece, { maxLength: 4 }), (a, b, c, between) => {
        const search = `${a}${far}${b}`;
        const text = [c, ...between].join(search) + far + c;
        expect(containsText(text, search)).toBe(text.includes(search));
        expect(splitText(text, search)).toEqual(text.split(search));
      }),
      { numRuns: 100 },
    );
  });

  const million = 'a'.repeat(1_000_000);

  it.each([
    ['the middle is another', `${million}b${million}`],
    ['the first is another', `b${million}`],
    ['the last is another', `${million}b`],
  ])('is done in one go when %s', (_what, search) => {
    const text = 'a'.repeat(4_000_000);
    expect(containsText(text, search)).toBe(false);
    expect(splitText(text, search)).toHaveLength(1);
    expect(containsText(text + search, search)).toBe(true);
  });
});
