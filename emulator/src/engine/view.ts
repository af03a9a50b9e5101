import { changedChildren } from '../tree/diff.ts';
import { branchOf, childOf, emptyNode, type Node } from '../tree/node.ts';
import { OrderedMap, type Entry } from '../tree/orderedMap.ts';
import { comparePositions, positionOf, type Position } from '../tree/orderedIndex.ts';
import { formatPath, type Path } from '../tree/path.ts';
import { isInRange, isWholeNode, windowEntries, type QuerySpec } from '../tree/query.ts';
import { changesBetween, type Change } from './change.ts';
import { Push } from './push.ts';

/**
 * What everyone who listens to one location with one query has been told, and what to tell them next. A view is a
 * value: `advance` gives the next view and the one push that takes a listener there.
 */
export interface View {
  readonly path: Path;
  readonly query: QuerySpec;
  /** What a listener holds after all pushes so far: the node itself, or the window on it. */
  readonly shown: Node;
  /** @param written how `now` came to be, if that is known: it tells where to look */
  advance(now: Node, written?: Written): Advance;
}

/** What a commit did to a location that differs after it. */
export interface Written {
  readonly before: Node;
  /** The children that can differ; undefined when these may be any. */
  readonly keys: readonly string[] | undefined;
}

export interface Advance {
  readonly view: View;
  /** Nothing when the change is none of the listener's. */
  readonly push: Push | undefined;
}

export const viewOf = (path: Path, query: QuerySpec, node: Node): View =>
  isWholeNode(query) ? new WholeView(path, query, node) : WindowView.on(path, query, node);

/** The push that starts a listen. */
export const initialPush = (view: View): Push => new Push(view.path, view.shown);

class WholeView implements View {
  readonly path: Path;
  readonly query: QuerySpec;
  readonly shown: Node;

  constructor(path: Path, query: QuerySpec, shown: Node) {
    this.path = path;
    this.query = query;
    this.shown = shown;
  }

  advance(now: Node): Advance {
    if (now === this.shown) return { view: this, push: undefined };
    const changes = changesBetween(this.shown, now);
    const view = new WholeView(this.path, this.query, now);
    return { view, push: pushOf(this.path, changes, sharedPrefix(changes)) };
  }
}

/** Children in the order of the index. */
type Window = OrderedMap<Position, Node>;

/** Beyond this many changed children, more than the window holds, reading the window anew is cheaper. */
const patchableChanges = 64;

/**
 * A window moves with what changes instead of being read again: most commits touch one child. It knows every child up
 * to its far end and none beyond, so it must be read again only when it was full and has lost more than it gained.
 */
class WindowView implements View {
  readonly path: Path;
  readonly query: QuerySpec;
  readonly #node: Node;
  readonly #window: Window;
  #shown: Node | undefined;

  private constructor(path: Path, query: QuerySpec, node: Node, window: Window) {
    this.path = path;
    this.query = query;
    this.#node = node;
    this.#window = window;
  }

  static on(path: Path, query: QuerySpec, node: Node): WindowView {
    return new WindowView(path, query, node, readWindow(node, query));
  }

  get shown(): Node {
    this.#shown ??= branchOf([...this.#window.entries()].map(([at, child]) => [at.key, child] as const));
    return this.#shown;
  }

  advance(now: Node, written?: Written): Advance {
    if (now === this.#node) return { view: this, push: undefined };
    const touched: Touched = new Map();
    const patched = this.#patched(childChanges(this.#node, now, written), touched);
    if (patched === undefined) touched.clear();
    const window = patched ?? readWindow(now, this.query);
    const view = new WindowView(this.path, this.query, now, window);
    // A child that moved shows up at both of its places.
    if (patched === undefined) {
      for (const [{ key }, old, young] of this.#window.changesTo(window)) touch(touched, key, old, young);
    }
    return { view, push: this.#pushTo(view, touched) };
  }

  /** The window after some children changed, made from this one; undefined when that needs children it does not know. */
  #patched(changes: Iterable<ChildChange>, touched: Touched): Window | undefined {
    const { limit, index } = this.query;
    const isFull = this.#window.size === limit?.count;
    const farEnd = isFull ? this.#farEnd(this.#window) : undefined;
    const direction = limit?.from === 'right' ? -1 : 1;
    let window = this.#window;
    let looked = 0;
    for (const [key, old, young] of changes) {
      if (++looked > patchableChanges + this.#window.size) return undefined;
      if (old.kind !== 'empty') {
        const rest = window.without(positionOf(index, key, old));
        if (rest !== window) touch(touched, key, old, undefined);
        window = rest;
      }
      if (young.kind === 'empty' || !isInRange(this.query, key, young)) continue;
      const at = positionOf(index, key, young);
      const isKnownGround = farEnd === undefined || comparePositions(at, farEnd) * direction <= 0;
      if (!isKnownGround) continue;
      window = window.with(at, young);
      touch(touched, key, undefined, young);
    }
    if (limit === undefined) return window;
    while (window.size > limit.count) {
      const end = this.#farEnd(window) as Position;
      const leaver = window.get(end);
      window = window.without(end);
      const pair = touched.get(end.key);
      if (pair === undefined) touch(touched, end.key, leaver, undefined);
      else pair.young = emptyNode;
    }
    return isFull && window.size < limit.count ? undefined : window;
  }

  /** The entry that leaves first when the window overflows. */
  #farEnd(window: Window): Position | undefined {
    return window.keyAt(this.query.limit?.from === 'right' ? 0 : window.size - 1);
  }

  #pushTo(next: WindowView, touched: Touched): Push | undefined {
    const changes: Change[] = [];
    let kept = this.#window.size;
    let survivors = 0;
    for (const [key, { old, young }] of touched) {
      if (old.kind !== 'empty') kept--;
      if (old.kind !== 'empty' && young.kind !== 'empty') survivors++;
      changes.push(...changesBetween(old, young, [key]));
    }
    if (changes.length === 0) return undefined;
    if (kept === 0 && survivors === 0) return initialPush(next);
    // Leavers and entrants must come in one push: sent one by one, in either order, clients would drop an entrant
    // that finds the window full, or show a gap.
    return pushOf(this.path, changes, []);
  }
}

/** What a window held under a key, and what it holds there now. */
type Touched = Map<string, { old: Node; young: Node }>;

const touch = (touched: Touched, key: string, old: Node | undefined, young: Node | undefined): void => {
  const pair = touched.get(key);
  if (pair === undefined) {
    touched.set(key, { old: old ?? emptyNode, young: young ?? emptyNode });
  } else {
    if (old !== undefined) pair.old = old;
    if (young !== undefined) pair.young = young;
  }
};

type ChildChange = readonly [key: string, before: Node, after: Node];

const childChanges = (before: Node, after: Node, written: Written | undefined): Iterable<ChildChange> =>
  written?.keys !== undefined && written.before === before
    ? written.keys.map((key) => [key, childOf(before, key), childOf(after, key)])
    : changedChildren(before, after);

const readWindow = (node: Node, query: QuerySpec): Window => {
  const entries = windowEntries(node, query).map(([key, child]): Entry<Position, Node> => [
    positionOf(query.index, key, child),
    child,
  ]);
  return OrderedMap.fromSorted(entries, comparePositions);
};

/** One change is a replacement at its own place; several are one merge at `base`, which all of them lie below. */
const pushOf = (path: Path, changes: readonly Change[], base: Path): Push | undefined => {
  const first = changes[0];
  if (first === undefined) return undefined;
  if (changes.length === 1) return new Push([...path, ...first.path], first.node);
  return new Push(
    [...path, ...base],
    changes.map((change) => [formatPath(change.path.slice(base.length)), change.node]),
  );
};

/** The deepest location that all changes lie below. */
const sharedPrefix = (changes: readonly Change[]): Path => {
  const first = changes[0];
  if (first === undefined) return [];
  let length = first.path.length - 1;
  for (const { path } of changes) {
    let shared = 0;
    while (shared < length && path[shared] === first.path[shared]) shared++;
    length = shared;
  }
  return first.path.slice(0, Math.max(length, 0));
};
