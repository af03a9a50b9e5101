import { useState } from 'react';

/** The value given before, as long as the new one says the same. */
export const useSteady = <T>(value: T, isSame: (before: T, now: T) => boolean): T => {
  const [steady, setSteady] = useState<{ readonly value: T }>({ value });
  if (Object.is(steady.value, value) || isSame(steady.value, value)) return steady.value;
  // React repeats this render at once with the new state, before anything is shown.
  setSteady({ value });
  return value;
};

export const useSteadyList = <T>(list: readonly T[]): readonly T[] => useSteady(list, isSameList);

export const useSteadyMap = <K, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> => useSteady(map, isSameMap);

/** The same items in the same order. */
export const isSameList = <T>(before: readonly T[], now: readonly T[]): boolean =>
  before.length === now.length && before.every((item, index) => item === now[index]);

const isSameMap = <K, V>(before: ReadonlyMap<K, V>, now: ReadonlyMap<K, V>): boolean =>
  before.size === now.size && [...before].every(([key, value]) => now.has(key) && now.get(key) === value);
