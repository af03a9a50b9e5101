import { isDeepStrictEqual } from 'node:util';
import {
  compareIn,
  compareValues,
  isFiltered,
  listed,
  sortedBy,
  type Entry,
  type Listing,
} from './listing.ts';
import { exported, type Json, type Place } from './place.ts';

/** What a listener shows: the keys in order, and the export form. */
export interface Shown {
  readonly keys: readonly string[];
  readonly value: Json;
}

export const shownOf = (place: Place | undefined, listing: Listing): Shown => {
  const entries = listed(place, listing);
  const window: Place | undefined =
    entries.length === 0 ? undefined : { value: null, priority: null, children: new Map(entries) };
  return { keys: entries.map(([key]) => key), value: exported(isFiltered(listing) ? window : place) };
};

/** What a listener is told when a place changes in one go, in the order in which the SDK tells it. */
export const eventsBetween = (
  before: Place | undefined,
  after: Place | undefined,
  listing: Listing,
): readonly string[] => {
  const [old, young] = [listed(before, listing), listed(after, listing)];
  const [oldPlaces, youngPlaces] = [new Map(old), new Map(young)];
  const tell = (event: string, entries: readonly Entry[]): readonly string[] =>
    entries.map(([key]) => {
      const previous = young[young.findIndex(([other]) => other === key) - 1]?.[0];
      return `${event} ${key} after ${previous ?? 'nothing'}`;
    });
  const changed = young.filter(([key, place]) => {
    const was = oldPlaces.get(key);
    return was !== undefined && !isDeepStrictEqual(exported(was), exported(place));
  });
  const moved = changed.filter((entry) => {
    // In the order of values, whatever changes counts as moving.
    if (listing.order === 'value') return true;
    const was = oldPlaces.get(entry[0]) ?? entry[1];
    return compareValues(sortedBy(listing, [entry[0], was]), sortedBy(listing, entry)) !== 0;
  });
  const removed = old.filter(([key]) => !youngPlaces.has(key)).toSorted((a, b) => compareIn(listing, a, b));
  return [
    ...removed.map(([key]) => `removed ${key}`),
    ...tell(
      'added',
      young.filter(([key]) => !oldPlaces.has(key)),
    ),
    ...tell('moved', moved),
    ...tell('changed', changed),
    ...(isDeepStrictEqual(shownOf(before, listing), shownOf(after, listing)) ? [] : ['value']),
  ];
};
