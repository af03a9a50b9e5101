import { describe, expect, it } from 'vitest';
import { isLong } from './isLong.ts';

describe('isLong', () => {
  it.each([
    ['an ordinary message', 'hello', false],
    ['nothing', '', false],
    ['24 lines', 'a\n'.repeat(23) + 'a', false],
    ['25 lines', 'a\n'.repeat(24) + 'a', true],
    ['1800 characters', 'a'.repeat(1800), false],
    ['1801 characters', 'a'.repeat(1801), true],
    ['nothing but line ends', '\n'.repeat(4000), true],
  ])('of %s is %s', (_what, text, expected) => {
    expect(isLong(text)).toBe(expected);
  });
});
