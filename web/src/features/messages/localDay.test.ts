import { describe, expect, it } from 'vitest';
import { localDay } from './localDay.ts';

const at = (...parts: readonly [number, number, number, number, number]): number =>
  new Date(...parts).getTime();

describe('localDay', () => {
  it.each([
    ['the beginning and the end of a day', at(2026, 2, 29, 0, 0), at(2026, 2, 29, 23, 59), true],
    ['two sides of midnight', at(2026, 2, 28, 23, 59), at(2026, 2, 29, 0, 0), false],
    ['the same hour of two days', at(2026, 9, 25, 12, 0), at(2026, 9, 26, 12, 0), false],
    ['the same day of two years', at(2025, 0, 1, 12, 0), at(2026, 0, 1, 12, 0), false],
    ['a time and the end of time', 0, 8.64e15, false],
  ])('of %s', (_what, one, other, isSame) => {
    const first = localDay(one);
    expect(localDay(other) === first).toBe(isSame);
    expect(localDay(one)).toBe(first);
  });
});
