import { describe, expect, it } from 'vitest';
import { plotPath, roundUp } from './plotPath.ts';

describe('the top of a plot', () => {
  it.each([
    [0, 1],
    [Number.NaN, 1],
    [0.03, 0.05],
    [1, 1],
    [1.1, 2],
    [7, 10],
    [999, 1000],
    [1001, 2000],
  ])('for %d is %d', (most, top) => {
    expect(roundUp(most)).toBeCloseTo(top);
  });
});

describe('the line of a plot', () => {
  it.each([
    [[], ''],
    [[0, 10], 'M200 60h0.01L300 0'],
    [[5, null, 5], 'M100 30h0.01M300 30h0.01'],
    [[20], 'M300 0h0.01'],
  ])('through %j is %j', (values, path) => {
    expect(plotPath(values, 4, 10)).toBe(path);
  });
});
