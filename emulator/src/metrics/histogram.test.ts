import { describe, expect, it } from 'vitest';
import { Histogram, quantileOf } from './histogram.ts';

const bounds = [0.001, 0.01, 0.1];

describe('a histogram', () => {
  it('counts each observation once, at the first bound it does not pass', () => {
    const histogram = new Histogram(bounds);
    for (const seconds of [0, 0.001, 0.0011, 0.05, 0.1, 7]) histogram.observe(seconds);
    expect([...histogram.counts]).toEqual([2, 1, 2, 1]);
    expect(histogram.count).toBe(6);
    expect(histogram.sum).toBeCloseTo(7.1521);
  });
});

describe('a quantile', () => {
  it.each([
    [[10, 0, 0, 0], 0.5, 0.0005],
    [[10, 0, 0, 0], 1, 0.001],
    [[5, 5, 0, 0], 0.5, 0.001],
    [[0, 10, 0, 0], 0.5, 0.0055],
    [[0, 0, 0, 3], 0.99, 0.1],
    [[1, 0, 1, 0], 0.95, 0.091],
  ] as const)('of %j at %d is %d', (counts, share, expected) => {
    const quantile = quantileOf(bounds, counts, share);
    expect(quantile).toBeCloseTo(expected);
  });

  it('of nothing is none', () => {
    expect(quantileOf(bounds, [0, 0, 0, 0], 0.5)).toBeUndefined();
  });
});
