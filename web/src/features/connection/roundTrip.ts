/** What so many of a hundred round trips stay within, in milliseconds. */
export interface RoundTripSummary {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Nothing of nothing. The smallest measured value that at least so many are not above. */
export const summarise = (roundTrips: readonly number[]): RoundTripSummary | undefined => {
  const sorted = roundTrips.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return sorted.length === 0 ? undefined : { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
};

/**
 * The points of a line through the values, for `<polyline>`: the last at the right edge, each `stepWidth` after the one before,
 * the highest value at the top.
 */
export const linePoints = (
  values: readonly number[],
  {
    width,
    height,
    stepWidth,
  }: { readonly width: number; readonly height: number; readonly stepWidth: number },
): string => {
  const highest = Math.max(1, ...values);
  return values
    .map((value, index) => {
      const x = width - (values.length - 1 - index) * stepWidth;
      return `${x.toFixed(1)},${(height - (value / highest) * height).toFixed(1)}`;
    })
    .join(' ');
};
