import {
  endAt,
  endBefore,
  equalTo,
  limitToFirst,
  limitToLast,
  orderByChild,
  orderByKey,
  orderByPriority,
  orderByValue,
  startAfter,
  startAt,
  type QueryConstraint,
} from 'firebase/database';
import { placeAt, type Place, type Scalar } from './place.ts';

/** What a query asks for, in words that both the SDK and the model can be told. */
export interface Listing {
  /** `key`, `value`, `priority`, or the path of a child. */
  readonly order: 'key' | 'value' | 'priority' | readonly string[];
  readonly start?: Bound;
  readonly end?: Bound;
  readonly equal?: Omit<Bound, 'isOpen'>;
  readonly limit?: { readonly count: number; readonly from: 'first' | 'last' };
}

interface Bound {
  readonly value: Scalar | null;
  readonly key?: string;
  /** Whether what stands exactly there is left out. */
  readonly isOpen: boolean;
}

/** A child, by its key. */
export type Entry = readonly [key: string, place: Place];

const orderOf = ({ order }: Listing): QueryConstraint => {
  if (order === 'key') return orderByKey();
  if (order === 'value') return orderByValue();
  return order === 'priority' ? orderByPriority() : orderByChild(order.join('/'));
};

export const constraintsOf = (listing: Listing): QueryConstraint[] => {
  const { start, end, equal, limit } = listing;
  return [
    orderOf(listing),
    ...(start === undefined ? [] : [(start.isOpen ? startAfter : startAt)(start.value, start.key)]),
    ...(end === undefined ? [] : [(end.isOpen ? endBefore : endAt)(end.value, end.key)]),
    ...(equal === undefined ? [] : [equalTo(equal.value, equal.key)]),
    ...(limit === undefined ? [] : [(limit.from === 'first' ? limitToFirst : limitToLast)(limit.count)]),
  ];
};

/** Whether it leaves anything out. */
export const isFiltered = ({ start, end, equal, limit }: Listing): boolean =>
  start !== undefined || end !== undefined || equal !== undefined || limit !== undefined;

/** The children it lists, in its order. */
export const listed = (place: Place | undefined, listing: Listing): readonly Entry[] => {
  const { equal, limit } = listing;
  const exactly = equal && { ...equal, isOpen: false };
  const { start = exactly, end = exactly } = listing;
  const inRange = [...(place?.children ?? [])]
    .toSorted((a, b) => compareIn(listing, a, b))
    .filter(
      (entry) =>
        (start === undefined || isInside(start, distance(listing, entry, start))) &&
        (end === undefined || isInside(end, -distance(listing, entry, end))),
    );
  if (limit === undefined) return inRange;
  return limit.from === 'first' ? inRange.slice(0, limit.count) : inRange.slice(-limit.count);
};

const isInside = ({ isOpen }: Bound, past: number): boolean => (isOpen ? past > 0 : past >= 0);

/** How far past a bound a child stands. A bound without a key stands for every key of its value. */
const distance = (listing: Listing, [key, place]: Entry, bound: Bound): number => {
  if (listing.order === 'key') return compareKeys(key, String(bound.value));
  const byValue = compareValues(sortedBy(listing, [key, place]), bound.value);
  return byValue !== 0 || bound.key === undefined ? byValue : compareKeys(key, bound.key);
};

export const compareIn = (listing: Listing, a: Entry, b: Entry): number =>
  compareValues(sortedBy(listing, a), sortedBy(listing, b)) || compareKeys(a[0], b[0]);

/** Places with children are all alike, and come last. */
const withChildren = Symbol('children');
type Sortable = Scalar | null | typeof withChildren;

/** What a child is sorted by, its key aside. */
export const sortedBy = ({ order }: Listing, [, place]: Entry): Sortable => {
  if (order === 'key') return null;
  if (order === 'priority') return place.priority;
  const at = order === 'value' ? place : placeAt(place, order);
  return at === undefined ? null : (at.value ?? withChildren);
};

const rank = (value: Sortable): number =>
  [
    value === null,
    value === false,
    value === true,
    typeof value === 'number',
    typeof value === 'string',
    true,
  ].indexOf(true);

export const compareValues = (a: Sortable, b: Sortable): number => {
  const byRank = rank(a) - rank(b);
  return byRank !== 0 || a === b || typeof a === 'symbol' || typeof b === 'symbol'
    ? byRank
    : (a ?? 0) < (b ?? 0)
      ? -1
      : 1;
};

const isInteger = (key: string): boolean =>
  /^-?\d{1,10}$/.test(key) && Math.abs(Number(key) + 0.5) <= 2 ** 31 - 0.5;

const compareKeys = (a: string, b: string): number => {
  if (isInteger(a) !== isInteger(b)) return isInteger(a) ? -1 : 1;
  if (isInteger(a) && Number(a) !== Number(b)) return Number(a) - Number(b);
  if (isInteger(a) && a.length !== b.length) return a.length - b.length;
  return a === b ? 0 : a < b ? -1 : 1;
};
