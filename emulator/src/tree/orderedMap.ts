/**
 * A persistent ordered map: a B+ tree whose pages are never changed once built. A new version copies only the pages on
 * the way to the changed key (three or four in a map of a million), so old and new versions live side by side, and two
 * versions can be compared by skipping the pages that they share.
 */

type Compare<K> = (a: K, b: K) => number;

type Page<K, V> = LeafPage<K, V> | InnerPage<K, V>;

const pageCapacity = 32;

class LeafPage<K, V> {
  readonly keys: readonly K[];
  readonly values: readonly V[];

  constructor(keys: readonly K[], values: readonly V[]) {
    this.keys = keys;
    this.values = values;
  }

  get size(): number {
    return this.keys.length;
  }

  get low(): K {
    return this.keys[0] as K;
  }
}

const sizeOf = (pages: readonly { readonly size: number }[]): number => {
  let size = 0;
  for (const page of pages) size += page.size;
  return size;
};

class InnerPage<K, V> {
  /** `lows[i]` is at most every key in `pages[i]` and above every key in `pages[i - 1]`; `lows[0]` is never consulted. */
  readonly lows: readonly K[];
  readonly pages: readonly Page<K, V>[];
  readonly size: number;

  /** @param size how many keys there are in all the pages, if that is known */
  constructor(lows: readonly K[], pages: readonly Page<K, V>[], size = sizeOf(pages)) {
    this.lows = lows;
    this.pages = pages;
    this.size = size;
  }

  get low(): K {
    return this.lows[0] as K;
  }
}

const inserted = <T>(items: readonly T[], index: number, item: T): readonly T[] =>
  items.toSpliced(index, 0, item);

const removed = <T>(items: readonly T[], index: number): readonly T[] => items.toSpliced(index, 1);

/** The index of the first key that is not below `key`; how many keys there are when all are. */
const firstNotBelow = <K>(keys: readonly K[], key: K, compare: Compare<K>): number => {
  let low = 0;
  let high = keys.length;
  // Keys mostly arrive in ascending order.
  if (high > 0 && compare(keys[high - 1] as K, key) < 0) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(keys[middle] as K, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Which page of an inner page holds `key`, if any does. */
const pageIndex = <K, V>(inner: InnerPage<K, V>, key: K, compare: Compare<K>): number => {
  let low = 1;
  let high = inner.lows.length;
  if (compare(inner.lows[high - 1] as K, key) <= 0) return high - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(inner.lows[middle] as K, key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** One page, or two when it had to be split. */
type Grown<K, V> = readonly [Page<K, V>] | readonly [Page<K, V>, Page<K, V>];

const put = <K, V>(page: Page<K, V>, key: K, value: V, compare: Compare<K>): Grown<K, V> => {
  if (page instanceof LeafPage) {
    const index = firstNotBelow(page.keys, key, compare);
    if (index < page.keys.length && compare(page.keys[index] as K, key) === 0) {
      return [new LeafPage(page.keys, page.values.with(index, value))];
    }
    // Keys mostly arrive in ascending order: a full page is then left full, not cut in half.
    if (page.keys.length === pageCapacity && index === pageCapacity)
      return [page, new LeafPage([key], [value])];
    const keys = inserted(page.keys, index, key);
    const values = inserted(page.values, index, value);
    if (keys.length <= pageCapacity) return [new LeafPage(keys, values)];
    const half = keys.length >>> 1;
    return [
      new LeafPage(keys.slice(0, half), values.slice(0, half)),
      new LeafPage(keys.slice(half), values.slice(half)),
    ];
  }
  const index = pageIndex(page, key, compare);
  const old = page.pages[index] as Page<K, V>;
  const grown = put(old, key, value, compare);
  const left = grown[0];
  const right = grown[1];
  const kept = page.pages.with(index, left);
  if (right === undefined) return [new InnerPage(page.lows, kept, page.size + left.size - old.size)];
  if (page.pages.length === pageCapacity && index === pageCapacity - 1) {
    return [new InnerPage(page.lows, kept), new InnerPage([right.low], [right])];
  }
  const lows = inserted(page.lows, index + 1, right.low);
  const pages = inserted(kept, index + 1, right);
  if (pages.length <= pageCapacity) return [new InnerPage(lows, pages)];
  const half = pages.length >>> 1;
  return [
    new InnerPage(lows.slice(0, half), pages.slice(0, half)),
    new InnerPage(lows.slice(half), pages.slice(half)),
  ];
};

const width = <K, V>(page: Page<K, V>): number =>
  page instanceof LeafPage ? page.keys.length : page.pages.length;

/** `lowOfRight` stands in for the right page's own first bound, which may be out of date (see `lows`). */
const joined = <K, V>(left: Page<K, V>, lowOfRight: K, right: Page<K, V>): Page<K, V> => {
  if (left instanceof LeafPage && right instanceof LeafPage) {
    return new LeafPage([...left.keys, ...right.keys], [...left.values, ...right.values]);
  }
  if (left instanceof InnerPage && right instanceof InnerPage) {
    return new InnerPage([...left.lows, lowOfRight, ...right.lows.slice(1)], [...left.pages, ...right.pages]);
  }
  throw new Error('Pages of one level must be of one kind');
};

/** The page without `key`: the same page when it is not there, undefined when nothing is left. */
const take = <K, V>(page: Page<K, V>, key: K, compare: Compare<K>): Page<K, V> | undefined => {
  if (page instanceof LeafPage) {
    const index = firstNotBelow(page.keys, key, compare);
    if (index === page.keys.length || compare(page.keys[index] as K, key) !== 0) return page;
    if (page.keys.length === 1) return undefined;
    return new LeafPage(removed(page.keys, index), removed(page.values, index));
  }
  const index = pageIndex(page, key, compare);
  const old = page.pages[index] as Page<K, V>;
  const rest = take(old, key, compare);
  if (rest === old) return page;
  if (rest === undefined) {
    return page.pages.length === 1
      ? undefined
      : new InnerPage(removed(page.lows, index), removed(page.pages, index));
  }
  const pages = page.pages.with(index, rest);
  // Deletions would otherwise leave a long chain of nearly empty pages.
  if (width(rest) < pageCapacity / 4) {
    for (const at of [index - 1, index]) {
      const left = pages[at];
      const right = pages[at + 1];
      if (left === undefined || right === undefined || width(left) + width(right) > pageCapacity) continue;
      const merged = joined(left, page.lows[at + 1] as K, right);
      return new InnerPage(removed(page.lows, at + 1), removed(pages.with(at, merged), at + 1));
    }
  }
  return new InnerPage(page.lows, pages, page.size - 1);
};

const recentKeys: (readonly unknown[])[] = [];
const recentPlaces = 64;

/** Records of one kind have the same keys, and there can be millions: these share one array of them. */
const shared = <K>(keys: readonly K[]): readonly K[] => {
  const [first] = keys;
  if (typeof first !== 'string') return keys;
  const last = keys.at(-1) as K & string;
  const place = (keys.length * 31 + first.length * 7 + last.length) % recentPlaces;
  const recent = recentKeys[place];
  if (recent?.length === keys.length && recent.every((key, i) => key === keys[i]))
    return recent as readonly K[];
  recentKeys[place] = keys;
  return keys;
};

const heightOf = <K, V>(page: Page<K, V>): number => {
  let height = 0;
  for (let at = page; at instanceof InnerPage; at = at.pages[0] as Page<K, V>) height++;
  return height;
};

/** Leaf pages in order, from the one that would hold `from` (or the first, or the last when walking back). */
function* leavesOf<K, V>(
  root: Page<K, V>,
  step: 1 | -1,
  compare: Compare<K>,
  from?: { readonly key: K },
): Generator<LeafPage<K, V>> {
  const trail: { readonly inner: InnerPage<K, V>; index: number }[] = [];
  let bound = from;
  let page: Page<K, V> = root;
  for (;;) {
    while (page instanceof InnerPage) {
      const edge = step === 1 ? 0 : page.pages.length - 1;
      const index: number = bound === undefined ? edge : pageIndex(page, bound.key, compare);
      trail.push({ inner: page, index });
      page = page.pages[index] as Page<K, V>;
    }
    yield page;
    bound = undefined;
    let next: Page<K, V> | undefined;
    while (next === undefined) {
      const last = trail.at(-1);
      if (last === undefined) return;
      last.index += step;
      next = last.inner.pages[last.index];
      if (next === undefined) trail.pop();
    }
    page = next;
  }
}

export type Entry<K, V> = readonly [key: K, value: V];

export class OrderedMap<K, V> {
  readonly #root: Page<K, V>;
  readonly #compare: Compare<K>;

  private constructor(root: Page<K, V>, compare: Compare<K>) {
    this.#root = root;
    this.#compare = compare;
  }

  /** `entries` must already be in order, without duplicates. */
  static fromSorted<K, V>(entries: readonly Entry<K, V>[], compare: Compare<K>): OrderedMap<K, V> {
    const leaves: Page<K, V>[] = [];
    for (let at = 0; at < entries.length || at === 0; at += pageCapacity) {
      const own = entries.slice(at, at + pageCapacity);
      // An array that is made as long as it has to be takes a third of the room of one that grew.
      const keys = own.map(([key]) => key);
      const values = own.map(([, value]) => value);
      leaves.push(new LeafPage(entries.length > pageCapacity ? keys : shared(keys), values));
    }
    let level = leaves;
    while (level.length > 1) {
      const above: Page<K, V>[] = [];
      for (let at = 0; at < level.length; at += pageCapacity) {
        const pages = level.slice(at, at + pageCapacity);
        above.push(
          new InnerPage(
            pages.map((page) => page.low),
            pages,
          ),
        );
      }
      level = above;
    }
    return new OrderedMap(level[0] as Page<K, V>, compare);
  }

  get size(): number {
    return this.#root.size;
  }

  get(key: K): V | undefined {
    let page = this.#root;
    while (page instanceof InnerPage) page = page.pages[pageIndex(page, key, this.#compare)] as Page<K, V>;
    const index = firstNotBelow(page.keys, key, this.#compare);
    const found = index < page.keys.length && this.#compare(page.keys[index] as K, key) === 0;
    return found ? page.values[index] : undefined;
  }

  with(key: K, value: V): OrderedMap<K, V> {
    const grown = put(this.#root, key, value, this.#compare);
    const left = grown[0];
    const right = grown[1];
    const root = right === undefined ? left : new InnerPage([left.low, right.low], [left, right]);
    return new OrderedMap(root, this.#compare);
  }

  /** The same map when the key is not there. */
  without(key: K): OrderedMap<K, V> {
    const rest = take(this.#root, key, this.#compare);
    if (rest === this.#root) return this;
    let root: Page<K, V> = rest ?? new LeafPage([], []);
    while (root instanceof InnerPage && root.pages.length === 1) root = root.pages[0] as Page<K, V>;
    return new OrderedMap(root, this.#compare);
  }

  /** How many keys are below `key`, which need not be there; without walking over them. */
  rankOf(key: K): number {
    let below = 0;
    let page = this.#root;
    while (page instanceof InnerPage) {
      const index = pageIndex(page, key, this.#compare);
      for (const passed of page.pages.slice(0, index)) below += passed.size;
      page = page.pages[index] as Page<K, V>;
    }
    return below + firstNotBelow(page.keys, key, this.#compare);
  }

  /** The key that has `rank` others below it; undefined past the end. */
  keyAt(rank: number): K | undefined {
    if (rank < 0 || rank >= this.size) return undefined;
    let left = rank;
    let page = this.#root;
    while (page instanceof InnerPage) {
      let index = 0;
      for (; left >= (page.pages[index] as Page<K, V>).size; index++)
        left -= (page.pages[index] as Page<K, V>).size;
      page = page.pages[index] as Page<K, V>;
    }
    return page.keys[left];
  }

  /** Visits all entries, ascending; in less time than `entries` takes, which can stop. */
  forEach(visit: (key: K, value: V) => void): void {
    visitAll(this.#root, visit);
  }

  /** Ascending, lazily, beginning with the first key not below `from`. */
  *entries(from?: { readonly key: K }): Generator<Entry<K, V>, undefined> {
    let bound = from;
    for (const leaf of leavesOf(this.#root, 1, this.#compare, from)) {
      const first = bound === undefined ? 0 : firstNotBelow(leaf.keys, bound.key, this.#compare);
      for (let i = first; i < leaf.keys.length; i++) yield [leaf.keys[i] as K, leaf.values[i] as V];
      bound = undefined;
    }
    return undefined;
  }

  /** Descending, lazily, beginning with the last key not above `from`. */
  *entriesBack(from?: { readonly key: K }): Generator<Entry<K, V>, undefined> {
    let bound = from;
    for (const leaf of leavesOf(this.#root, -1, this.#compare, from)) {
      let last = leaf.keys.length - 1;
      if (bound !== undefined) {
        last = firstNotBelow(leaf.keys, bound.key, this.#compare);
        const isThere = last < leaf.keys.length && this.#compare(leaf.keys[last] as K, bound.key) === 0;
        if (!isThere) last--;
      }
      for (let i = last; i >= 0; i--) yield [leaf.keys[i] as K, leaf.values[i] as V];
      bound = undefined;
    }
    return undefined;
  }

  /** Keys whose values are not identical in `this` and `after`, in order; a side that lacks the key gives undefined. */
  *changesTo(
    after: OrderedMap<K, V>,
  ): Generator<readonly [key: K, before: V | undefined, after: V | undefined]> {
    const [left, right] = unsharedLeaves(this.#root, after.#root);
    const old = entriesOf(left);
    const young = entriesOf(right);
    let a = old.next().value;
    let b = young.next().value;
    while (a !== undefined || b !== undefined) {
      const order = a === undefined ? 1 : b === undefined ? -1 : this.#compare(a[0], b[0]);
      if (order < 0 && a !== undefined) yield [a[0], a[1], undefined];
      else if (order > 0 && b !== undefined) yield [b[0], undefined, b[1]];
      else if (a !== undefined && b !== undefined && a[1] !== b[1]) yield [a[0], a[1], b[1]];
      if (order <= 0) a = old.next().value;
      if (order >= 0) b = young.next().value;
    }
  }
}

const visitAll = <K, V>(page: Page<K, V>, visit: (key: K, value: V) => void): void => {
  if (page instanceof InnerPage) {
    for (const below of page.pages) visitAll(below, visit);
  } else {
    for (let i = 0; i < page.keys.length; i++) visit(page.keys[i] as K, page.values[i] as V);
  }
};

function* entriesOf<K, V>(leaves: readonly LeafPage<K, V>[]): Generator<Entry<K, V>, undefined> {
  for (const leaf of leaves) {
    for (let i = 0; i < leaf.keys.length; i++) yield [leaf.keys[i] as K, leaf.values[i] as V];
  }
  return undefined;
}

/**
 * The leaf pages of each side that the other lacks. A page that both sides hold has the same height in both and says
 * the same about the same keys, so it can be dropped from both, level by level, before its content is ever looked at.
 */
const unsharedLeaves = <K, V>(before: Page<K, V>, after: Page<K, V>): Sides<LeafPage<K, V>> => {
  let left: readonly Page<K, V>[] = [before];
  let right: readonly Page<K, V>[] = [after];
  let leftHeight = heightOf(before);
  let rightHeight = heightOf(after);
  for (;;) {
    if (leftHeight === rightHeight) {
      [left, right] = withoutShared(left, right);
      if (leftHeight === 0) return [left as readonly LeafPage<K, V>[], right as readonly LeafPage<K, V>[]];
    }
    const height = Math.max(leftHeight, rightHeight) - 1;
    if (leftHeight > height) left = pagesBelow(left);
    if (rightHeight > height) right = pagesBelow(right);
    leftHeight = Math.min(leftHeight, height);
    rightHeight = Math.min(rightHeight, height);
  }
};

type Sides<T> = readonly [left: readonly T[], right: readonly T[]];

const withoutShared = <T>(left: readonly T[], right: readonly T[]): Sides<T> => {
  // After one change all but one page is shared, so most go from the two ends without being looked up.
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start++;
  let end = 0;
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const a = left.slice(start, left.length - end);
  const b = right.slice(start, right.length - end);
  if (a.length === 0 || b.length === 0 || a.length + b.length === 2) return [a, b];
  const inA = new Set(a);
  const inB = new Set(b);
  return [a.filter((page) => !inB.has(page)), b.filter((page) => !inA.has(page))];
};

const pagesBelow = <K, V>(pages: readonly Page<K, V>[]): readonly Page<K, V>[] => {
  const below: Page<K, V>[] = [];
  for (const page of pages) {
    if (page instanceof InnerPage) for (const child of page.pages) below.push(child);
  }
  return below;
};
