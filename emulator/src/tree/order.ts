import type { Scalar } from './node.ts';

/** Sorts before every key. Neither sentinel can be stored: brackets are forbidden in keys. */
export const minKey = '[MIN_NAME]';
/** Sorts after every key. */
export const maxKey = '[MAX_NAME]';

const zero = 48;
const nine = 57;
const minus = 45;

/** The value of a key that is a 32-bit integer in decimal (leading zeros allowed), else undefined. */
const integerOf = (key: string): number | undefined => {
  const start = key.charCodeAt(0) === minus ? 1 : 0;
  if (start === key.length) return undefined;
  for (let i = start; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    if (unit < zero || unit > nine) return undefined;
  }
  const value = Number(key);
  return value >= -2147483648 && value <= 2147483647 ? value : undefined;
};

const compareUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const bracket = 91;

/** Whether a key is for certain neither an integer nor a sentinel, as nearly all are: told by one unit or two. */
const isPlain = (key: string): boolean => {
  const first = key.charCodeAt(0);
  const unit = first === minus ? key.charCodeAt(1) : first;
  return unit > nine && unit !== bracket;
};

/**
 * The order of keys: integers first, ascending; equal ones by length ("1" before "01"); then all others by UTF-16
 * code unit. "-0" and "00" tie on both counts, so code units decide there too: two different keys never compare equal.
 */
export const compareKeys = (a: string, b: string): number => {
  if (a === b) return 0;
  if (isPlain(a) && isPlain(b)) return a < b ? -1 : 1;
  if (a === minKey || b === maxKey) return -1;
  if (b === minKey || a === maxKey) return 1;
  const x = integerOf(a);
  const y = integerOf(b);
  if (x === undefined) return y === undefined ? compareUnits(a, b) : 1;
  if (y === undefined) return -1;
  return x - y || a.length - b.length || compareUnits(a, b);
};

/** Stands for every inner node where children are ordered by a value: they sort last, and all alike. */
export const innerValue = Symbol('inner node');

/** What children are ordered by; null is "nothing there". */
export type SortValue = Scalar | null | typeof innerValue;

const rank = (value: SortValue): number => {
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 2 : 1;
  if (typeof value === 'number') return 3;
  return typeof value === 'string' ? 4 : 5;
};

/** The order of values: null, false, true, numbers, strings (UTF-16), inner nodes. Zero when neither comes first. */
export const compareScalars = (a: SortValue, b: SortValue): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareUnits(a, b);
  return rank(a) - rank(b);
};
