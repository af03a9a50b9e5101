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
