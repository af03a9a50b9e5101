/** A set of UTF-16 units as ranges: both ends inside, ascending, not touching. What one step of a pattern may match. */
export type UnitSet = readonly (readonly [low: number, high: number])[];

const highest = 0xffff;

export const singleUnit = (unit: number): UnitSet => [[unit, unit]];

export const unionOf = (sets: readonly UnitSet[]): UnitSet => {
  const merged: [number, number][] = [];
  for (const [low, high] of sets.flat().toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
};

/** For a set, the same set without case; for one that already has no case, itself. */
const closed = new WeakMap<UnitSet, UnitSet>();

export const complementOf = (set: UnitSet): UnitSet => {
  const gaps: [number, number][] = [];
  let from = 0;
  for (const [low, high] of set) {
    if (from < low) gaps.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= highest) gaps.push([from, highest]);
  // What is left when whole groups are taken out are whole groups.
  if (closed.get(set) === set) closed.set(gaps, gaps);
  return gaps;
};

/** Which form a unit has when case does not count: JavaScript's rule for patterns without the `u` flag. */
const folded = (unit: number): number => {
  const upper = String.fromCharCode(unit).toUpperCase();
  if (upper.length !== 1) return unit;
  const code = upper.charCodeAt(0);
  // A unit outside ASCII never folds into it: the Kelvin sign is not a k.
  return unit >= 128 && code < 128 ? unit : code;
};

interface Folds {
  /** For each unit that equals another without case, all of those. */
  readonly groupOf: ReadonlyMap<number, readonly number[]>;
  readonly groups: readonly (readonly number[])[];
}

let knownFolds: Folds | undefined;

/** Made at the first use, as few rules need it. */
const folds = (): Folds => {
  if (knownFolds !== undefined) return knownFolds;
  const byFold = new Map<number, number[]>();
  for (let unit = 0; unit <= highest; unit += 1) {
    const fold = folded(unit);
    const group = byFold.get(fold);
    if (group === undefined) byFold.set(fold, [unit]);
    else group.push(unit);
  }
  const groups = [...byFold.values()].filter((units) => units.length > 1);
  knownFolds = { groups, groupOf: new Map(groups.flatMap((units) => units.map((unit) => [unit, units]))) };
  return knownFolds;
};

/** The set with every unit that differs from a member in case only. */
export const withoutCase = (set: UnitSet): UnitSet => {
  const known = closed.get(set);
  if (known !== undefined) return known;
  const { groups, groupOf } = folds();
  const others: UnitSet[] = [];
  const size = set.reduce((sum, [low, high]) => sum + high - low + 1, 0);
  if (size <= groups.length) {
    for (const [low, high] of set) {
      for (let unit = low; unit <= high; unit += 1) {
        others.push(...(groupOf.get(unit) ?? []).map(singleUnit));
      }
    }
  } else {
    for (const group of groups) {
      if (group.some((unit) => hasUnit(set, unit))) others.push(...group.map(singleUnit));
    }
  }
  const all = unionOf([set, ...others]);
  closed.set(set, all);
  closed.set(all, all);
  return all;
};

const hasUnit = (set: UnitSet, unit: number): boolean => {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = set[middle];
    if (range === undefined || unit < range[0]) high = middle - 1;
    else if (unit > range[1]) low = middle + 1;
    else return true;
  }
  return false;
};
