/** How often something took how long, in buckets that never grow. */
export class Histogram {
  /** Upper bounds in seconds, ascending. */
  readonly bounds: readonly number[];
  /** How many were at most the bound at the same place, and above the one before; the last of all has no bound. */
  readonly counts: Float64Array;
  #sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(seconds: number): void {
    const { bounds, counts } = this;
    let at = 0;
    while (at < bounds.length && seconds > (bounds[at] as number)) at++;
    counts[at] = (counts[at] as number) + 1;
    this.#sum += seconds;
  }

  get count(): number {
    let count = 0;
    for (const each of this.counts) count += each;
    return count;
  }

  /** Seconds, all observations together. */
  get sum(): number {
    return this.#sum;
  }
}

/** The bound below which a share of what was counted lies, between the two it must lie between; undefined for nothing. */
export const quantileOf = (
  bounds: readonly number[],
  counts: readonly number[],
  share: number,
): number | undefined => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let below = 0;
  for (const [at, count] of counts.entries()) {
    if (below + count >= share * total && count > 0) {
      const low = bounds[at - 1] ?? 0;
      const high = bounds[at];
      // Past the last bound nothing is known but that it was passed.
      if (high === undefined) return low;
      return low + (high - low) * ((share * total - below) / count);
    }
    below += count;
  }
  return bounds.at(-1);
};
