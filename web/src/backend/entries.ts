import { sameValue } from './sameValue.ts';

/** One child of a list. `value` is whatever is stored: read it with a record of the contract. */
export interface Entry {
  readonly key: string;
  readonly value: unknown;
}

/** The next list, with the entries of the previous one, or that whole list, where nothing changed. */
export const shareEntries = (previous: readonly Entry[], next: readonly Entry[]): readonly Entry[] => {
  const known = new Map(previous.map((entry) => [entry.key, entry]));
  const entries = next.map((entry) => {
    const before = known.get(entry.key);
    return before !== undefined && sameValue(before.value, entry.value) ? before : entry;
  });
  const isSame =
    entries.length === previous.length && entries.every((entry, index) => entry === previous[index]);
  return isSame ? previous : entries;
};

/**
 * A window of the last `count` children has moved from `previous` to `next`. Entries before a full window were pushed
 * out by newer ones and stay, up to `keep` in all; entries missing from within it were removed and go.
 */
export const keepPushedOut = (
  previous: readonly Entry[],
  next: readonly Entry[],
  count: number,
  keep: number,
): readonly Entry[] => {
  if (next.length < count) return next;
  const here = new Set(next.map(({ key }) => key));
  const firstStillHere = previous.findIndex(({ key }) => here.has(key));
  const before = firstStillHere === -1 ? previous : previous.slice(0, firstStillHere);
  return [...before, ...next].slice(-keep);
};
