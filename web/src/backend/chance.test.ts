import { describe, expect, it } from 'vitest';
import { chance, digitsAndLetters, digitsAndSmallLetters } from './chance.ts';

describe('chance', () => {
  it.each([
    ['digits and small letters', digitsAndSmallLetters],
    ['digits and letters', digitsAndLetters],
    ['a number that divides 256', 'abcd'],
  ])('takes each of %s about as often', (_what, letters) => {
    const times = new Map<string, number>();
    for (let draw = 0; draw < 4; draw += 1)
      for (const letter of chance(letters, 1000 * letters.length))
        times.set(letter, (times.get(letter) ?? 0) + 1);
    expect([...times.keys()].toSorted().join('')).toBe(letters);
    // Eight deviations, which a fair draw does not reach; that the first letters had one more byte in 256 would be thirteen.
    for (const count of times.values()) expect(Math.abs(count - 4000)).toBeLessThan(8 * Math.sqrt(4000));
  });

  it.each([0, 1, 22])('is %i letters long', (count) => {
    expect(chance(digitsAndLetters, count)).toHaveLength(count);
  });
});
