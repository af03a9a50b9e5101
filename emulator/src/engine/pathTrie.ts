import { changedChildren } from '../tree/diff.ts';
import { childOf, type Node } from '../tree/node.ts';
import type { Path } from '../tree/path.ts';

/** Below this, asking every child what became of it is cheaper than asking the data which children changed. */
const fewChildren = 16;

/** A value, and what stands at its location before and after a change. */
export interface Touched<T> {
  readonly value: T;
  readonly before: Node;
  readonly after: Node;
}

/** Values at paths, found by what changed in the data: a commit meets only those whose location it touched. */
export class PathTrie<T> {
  readonly #root = new Place<T>();

  get(path: Path): T | undefined {
    let place: Place<T> | undefined = this.#root;
    for (const key of path) place = place?.children?.get(key);
    return place?.value;
  }

  set(path: Path, value: T): void {
    let place = this.#root;
    for (const key of path) {
      place.children ??= new Map();
      let next = place.children.get(key);
      if (next === undefined) place.children.set(key, (next = new Place()));
      place = next;
    }
    place.value = value;
  }

  delete(path: Path): void {
    this.#root.deleteBelow(path, 0);
  }

  /** The values at a path and everywhere below it. */
  below(path: Path): readonly T[] {
    let place: Place<T> | undefined = this.#root;
    for (const key of path) place = place?.children?.get(key);
    const found: T[] = [];
    place?.collect(found);
    return found;
  }

  /**
   * Every value whose location differs between two roots; parents first.
   *
   * @param writes where to look, if that is known: nothing differs but at, above and below these
   */
  touched(before: Node, after: Node, writes?: readonly Path[]): readonly Touched<T>[] {
    const found: Touched<T>[] = [];
    const only = writes?.length === 1 ? writes[0] : undefined;
    if (only === undefined) this.#root.collectTouched(before, after, found);
    else this.#collectOnTheWay(only, before, after, found);
    return found;
  }

  #collectOnTheWay(path: Path, oldRoot: Node, youngRoot: Node, found: Touched<T>[]): void {
    let place: Place<T> | undefined = this.#root;
    let before = oldRoot;
    let after = youngRoot;
    for (const key of path) {
      if (place === undefined || before === after) return;
      if (place.value !== undefined) found.push({ value: place.value, before, after });
      place = place.children?.get(key);
      before = childOf(before, key);
      after = childOf(after, key);
    }
    place?.collectTouched(before, after, found);
  }

  get isEmpty(): boolean {
    return this.#root.isEmpty;
  }
}

class Place<T> {
  value: T | undefined;
  children: Map<string, Place<T>> | undefined;

  get isEmpty(): boolean {
    return this.value === undefined && this.children === undefined;
  }

  /** Takes the places away that nothing needs any more. */
  deleteBelow(path: Path, depth: number): void {
    const key = path[depth];
    if (key === undefined) {
      this.value = undefined;
      return;
    }
    const child = this.children?.get(key);
    if (child === undefined) return;
    child.deleteBelow(path, depth + 1);
    if (child.isEmpty) this.children?.delete(key);
    if (this.children?.size === 0) this.children = undefined;
  }

  collect(found: T[]): void {
    if (this.value !== undefined) found.push(this.value);
    for (const place of this.children?.values() ?? []) place.collect(found);
  }

  collectTouched(before: Node, after: Node, found: Touched<T>[]): void {
    if (before === after) return;
    if (this.value !== undefined) found.push({ value: this.value, before, after });
    const { children } = this;
    if (children === undefined) return;
    if (children.size > fewChildren) {
      const start = found.length;
      let looked = 0;
      for (const [key, old, young] of changedChildren(before, after)) {
        // A write that changed more than there are places: go through the places after all.
        if (++looked > children.size) break;
        children.get(key)?.collectTouched(old, young, found);
      }
      if (looked <= children.size) return;
      found.length = start;
    }
    for (const [key, place] of children)
      place.collectTouched(childOf(before, key), childOf(after, key), found);
  }
}
