import type { DataSnapshot } from 'firebase/database';
import { sameValue } from './sameValue.ts';
import type { Reading, Source } from './source.ts';

/** One child of a list. `value` is whatever is stored: read it with a record of the contract. */
export interface Entry {
  readonly key: string;
  readonly value: unknown;
}

/** The children of a snapshot, in its order. */
export const entriesOf = (snapshot: DataSnapshot): readonly Entry[] => {
  const entries: Entry[] = [];
  snapshot.forEach((child) => {
    entries.push({ key: child.key, value: child.val() as unknown });
  });
  return entries;
};

/** A list that is followed. */
export type EntrySource = Source<Reading<readonly Entry[]>>;

/** What is in a list as far as anybody knows: nothing while it is being asked for, and where it may not be read. */
export const entriesIn = (source: EntrySource): readonly Entry[] => {
  const reading = source.current();
  return reading.state === 'ready' ? reading.value : [];
};

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
