import { changedChildren } from '../tree/diff.ts';
import { branchOf, emptyNode, type Node } from '../tree/node.ts';
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
  advance(now: Node): Advance;
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

  advance(now: Node): Advance {
    if (now === this.#node) return { view: this, push: undefined };
    const window = this.#patched(now) ?? readWindow(now, this.query);
    const view = new WindowView(this.path, this.query, now, window);
    return { view, push: this.#pushTo(view) };
  }

  /** The window on `now`, made from this one; undefined when that needs children it does not know. */
  #patched(now: Node): Window | undefined {
    const { limit, index } = this.query;
    const isFull = this.#window.size === limit?.count;
    const farEnd = isFull ? this.#farEnd(this.#window) : undefined;
    const direction = limit?.from === 'right' ? -1 : 1;
    let window = this.#window;
    let looked = 0;
    for (const [key, old, young] of changedChildren(this.#node, now)) {
      if (++looked > patchableChanges + this.#window.size) return undefined;
      if (old.kind !== 'empty') window = window.without(positionOf(index, key, old));
      if (young.kind === 'empty' || !isInRange(this.query, key, young)) continue;
      const at = positionOf(index, key, young);
      const isKnownGround = farEnd === undefined || comparePositions(at, farEnd) * direction <= 0;
      if (isKnownGround) window = window.with(at, young);
    }
    if (limit === undefined) return window;
    while (window.size > limit.count) window = window.without(this.#farEnd(window) as Position);
    return isFull && window.size < limit.count ? undefined : window;
  }

  /** The entry that leaves first when the window overflows. */
  #farEnd(window: Window): Position | undefined {
    const entries = this.query.limit?.from === 'right' ? window.entries() : window.entriesBack();
    return entries.next().value?.[0];
  }

  #pushTo(next: WindowView): Push | undefined {
    const touched = new Map<string, { old: Node; young: Node }>();
    let kept = this.#window.size;
    // A child that moved shows up at both of its places.
    for (const [{ key }, old, young] of this.#window.changesTo(next.#window)) {
      const pair = touched.get(key) ?? { old: emptyNode, young: emptyNode };
      if (old !== undefined) {
        pair.old = old;
        kept--;
      }
      if (young !== undefined) pair.young = young;
      touched.set(key, pair);
    }
    if (touched.size === 0) return undefined;
    const survivors = [...touched.values()].filter(
      ({ old, young }) => old.kind !== 'empty' && young.kind !== 'empty',
    );
    if (kept === 0 && survivors.length === 0) return initialPush(next);
    // Leavers and entrants must come in one push: sent one by one, in either order, clients would drop an entrant
    // that finds the window full, or show a gap.
    const changes = [...touched].flatMap(([key, { old, young }]) => changesBetween(old, young, [key]));
    return pushOf(this.path, changes, []);
  }
}

const readWindow = (node: Node, query: QuerySpec): Window => {
  const entries = windowEntries(node, query).map(([key, child]): Entry<Position, Node> => [
    positionOf(query.index, key, child),
    child,
  ]);
  return OrderedMap.fromSorted(entries, comparePositions);
};

/** One change is a replacement at its own place; several are one merge at `base`, which all of them lie below. */
const pushOf = (path: Path, changes: readonly Change[], base: Path): Push | undefined => {
  const [only, ...others] = changes;
  if (only === undefined) return undefined;
  if (others.length === 0) return new Push([...path, ...only.path], only.node);
  return new Push(
    [...path, ...base],
    changes.map((change) => [formatPath(change.path.slice(base.length)), change.node]),
  );
};

/** The deepest location that all changes lie below. */
const sharedPrefix = (changes: readonly Change[]): Path => {
  const [first, ...others] = changes;
  if (first === undefined) return [];
  let length = first.path.length - 1;
  for (const { path } of others) {
    let shared = 0;
    while (shared < length && path[shared] === first.path[shared]) shared++;
    length = shared;
  }
  return first.path.slice(0, Math.max(length, 0));
};
