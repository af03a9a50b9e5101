import { describe, expect, it } from 'vitest';
import { linePoints, summarise } from './roundTrip.ts';

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('summarise', () => {
  it.each([
    ['nothing', [], undefined],
    ['one', [12.5], { p50: 12.5, p95: 12.5, p99: 12.5 }],
    ['two', [30, 10], { p50: 10, p95: 30, p99: 30 }],
    ['a hundred, in any order', upTo(100).toReversed(), { p50: 50, p95: 95, p99: 99 }],
  ])('makes of %s', (_what, given, expected) => {
    expect(summarise(given)).toEqual(expected);
  });
});

describe('linePoints', () => {
  const frame = { width: 100, height: 40, stepWidth: 10 };
  it.each([
    ['nothing', [], ''],
    ['one', [8], '100.0,0.0'],
    ['several, the last at the edge', [10, 20, 5], '80.0,20.0 90.0,0.0 100.0,30.0'],
    ['nothing but zeros', [0, 0], '90.0,40.0 100.0,40.0'],
  ])('draws %s', (_what, values, expected) => {
    expect(linePoints(values, frame)).toBe(expected);
  });
});
