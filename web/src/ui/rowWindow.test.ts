import { array, assert, integer, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAt, sum, windowAround, windowAtEnd } from './rowWindow.ts';

const heights = array(integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 400 });

describe('windowAround', () => {
  it('covers the view and what is around it, wherever a row stands', () => {
    assert(
      property(heights, nat(), integer({ min: -300, max: 600 }), (rows, at, offsetPx) => {
        const index = at % rows.length;
        const { start, end } = windowAround(rows, { index, offsetPx }, 600, 200);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(rows.length);
        const above = offsetPx - sum(rows, start, index);
        const below = offsetPx + sum(rows, index, end);
        expect(start === 0 || above <= -200).toBe(true);
        expect(end === rows.length || below >= 800).toBe(true);
      }),
    );
  });

  it('draws few more rows than fit', () => {
    const rows = Array.from({ length: 100_000 }, () => 30);
    const { start, end } = windowAround(rows, { index: 50_000, offsetPx: 0 }, 900, 900);
    expect(end - start).toBeLessThan(110);
  });
});

describe('windowAtEnd', () => {
  it.each([
    ['no rows', [], { start: 0, end: 0 }],
    ['fewer than fill the view', [30, 30], { start: 0, end: 2 }],
    ['many', Array.from({ length: 160 }, () => 30), { start: 128, end: 160 }],
  ])('of %s', (_what, rows, expected) => {
    expect(windowAtEnd(rows, 600, 300)).toEqual(expected);
  });
});

describe('rowAt', () => {
  it.each([
    ['the beginning', 0, { index: 0, offsetPx: 0 }],
    ['within the second row', 35, { index: 1, offsetPx: -5 }],
    ['the edge between two rows', 30, { index: 1, offsetPx: 0 }],
    ['past the end', 1000, { index: 2, offsetPx: -940 }],
    ['before the beginning', -10, { index: 0, offsetPx: 10 }],
  ])('finds %s', (_what, distance, expected) => {
    expect(rowAt([30, 30, 30], distance)).toEqual(expected);
  });

  it('has nothing to find in no rows', () => {
    expect(rowAt([], 10)).toEqual({ index: 0, offsetPx: 0 });
  });
});
