/** The value below which this share of the samples lies: 0.5 is the median. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const inMs = (ms: number): string => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

/** `12 ms / 31 ms (200)`: median, 95th percentile, how many. */
export const summary = (samples: readonly number[]): string =>
  `${inMs(quantile(samples, 0.5))} / ${inMs(quantile(samples, 0.95))} (${samples.length})`;
