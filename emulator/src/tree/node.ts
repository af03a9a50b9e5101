import { compareKeys, compareScalars } from './order.ts';
import { OrderedMap, type Entry } from './orderedMap.ts';
import type { Path } from './path.ts';

/**
 * The database as a value. Nodes never change; a write makes a new root that shares every untouched part with the old
 * one, so rules can look at both, and "nothing changed here" is one identity test.
 */

export type Scalar = boolean | number | string;
export type Priority = string | number | null;

export interface Leaf {
  readonly kind: 'leaf';
  readonly value: Scalar;
  readonly priority: Priority;
}

export interface Empty {
  readonly kind: 'empty';
  readonly priority: null;
}

export type Node = Leaf | Branch | Empty;

/** A secondary order of a branch's children, kept with the branch and carried forward by each change of a child. */
export interface ChildIndex {
  readonly name: string;
  /** The index after the child at `key` changed; one side is empty when the child came or went. */
  moved(key: string, before: Node, after: Node): ChildIndex;
}

/** A client may ask for any order it likes; each one kept costs memory and makes writes slower, so they are few. */
const indexesPerBranch = 8;

const noIndexes: readonly ChildIndex[] = [];

/** An inner node: at least one child, none of them empty. */
export class Branch {
  readonly priority: Priority;
  readonly children: OrderedMap<string, Node>;
  /** How many children have a priority: with none, priority order is key order. */
  readonly prioritized: number;
  #indexes: readonly ChildIndex[];

  constructor(
    children: OrderedMap<string, Node>,
    priority: Priority,
    prioritized: number,
    indexes: readonly ChildIndex[] = noIndexes,
  ) {
    this.children = children;
    this.priority = priority;
    this.prioritized = prioritized;
    this.#indexes = indexes;
  }

  get kind(): 'branch' {
    return 'branch';
  }

  /** Finds a kept index by its name, or builds and keeps it, giving up the oldest one when there are too many. */
  indexNamed<I extends ChildIndex>(
    name: string,
    isOne: (index: ChildIndex) => index is I,
    build: () => I,
  ): I {
    const known = this.#indexes.find((index) => index.name === name);
    if (known !== undefined && isOne(known)) return known;
    const built = build();
    this.#indexes = [...this.#indexes, built].slice(-indexesPerBranch);
    return built;
  }

  /** The same branch with another child at `key`; empty takes the child away, and the last one takes the branch away. */
  with(key: string, child: Node): Branch | Empty {
    const old = this.children.get(key) ?? emptyNode;
    if (old === child) return this;
    if (child.kind === 'empty' && this.children.size === 1) return emptyNode;
    const children = child.kind === 'empty' ? this.children.without(key) : this.children.with(key, child);
    return new Branch(
      children,
      this.priority,
      this.prioritized + hasPriority(child) - hasPriority(old),
      this.#indexes.length === 0 ? noIndexes : this.#indexes.map((index) => index.moved(key, old, child)),
    );
  }

  withPriority(priority: Priority): Branch {
    return new Branch(this.children, priority, this.prioritized, this.#indexes);
  }
}

const hasPriority = (node: Node): 0 | 1 => (node.priority === null ? 0 : 1);

export const emptyNode: Empty = { kind: 'empty', priority: null };

/** Nearly all leaves. What is the same for all of them is not kept with each: there can be many millions. */
class PlainLeaf implements Leaf {
  readonly value: Scalar;

  constructor(value: Scalar) {
    this.value = value;
  }

  get kind(): 'leaf' {
    return 'leaf';
  }

  get priority(): null {
    return null;
  }
}

class PrioritizedLeaf implements Leaf {
  readonly value: Scalar;
  readonly priority: Priority;

  constructor(value: Scalar, priority: Priority) {
    this.value = value;
    this.priority = priority;
  }

  get kind(): 'leaf' {
    return 'leaf';
  }
}

const repeatedUnits = 40;
const repeatedLeaves = 1024;

/** Short texts come again and again, such as names and ids: the same leaf serves wherever one is. */
const repeated = new Map<string, Leaf>();

export const leaf = (value: Scalar, priority: Priority = null): Leaf => {
  if (priority !== null) return new PrioritizedLeaf(value, priority);
  if (typeof value !== 'string' || value.length > repeatedUnits) return new PlainLeaf(value);
  const known = repeated.get(value);
  if (known !== undefined) return known;
  if (repeated.size >= repeatedLeaves) repeated.clear();
  const made = new PlainLeaf(value);
  repeated.set(value, made);
  return made;
};

const byKey = (a: Entry<string, Node>, b: Entry<string, Node>): number => compareKeys(a[0], b[0]);

/** Builds an inner node from children in any order, empty ones left out. Keys must differ. */
export const branchOf = (
  entries: Iterable<Entry<string, Node>>,
  priority: Priority = null,
): Branch | Empty => {
  const present: Entry<string, Node>[] = [];
  let prioritized = 0;
  for (const entry of entries) {
    if (entry[1].kind === 'empty') continue;
    present.push(entry);
    prioritized += hasPriority(entry[1]);
  }
  if (present.length === 0) return emptyNode;
  present.sort(byKey);
  return new Branch(OrderedMap.fromSorted(present, compareKeys), priority, prioritized);
};

/** The child at `key`; the empty node when there is none. */
export const childOf = (node: Node, key: string): Node =>
  node.kind === 'branch' ? (node.children.get(key) ?? emptyNode) : emptyNode;

export const nodeAt = (root: Node, path: Path): Node => {
  let node = root;
  for (const key of path) {
    if (node.kind !== 'branch') return emptyNode;
    node = childOf(node, key);
  }
  return node;
};

/** Replaces one child. Under a leaf a child replaces the value but keeps its priority. */
export const withChild = (node: Node, key: string, child: Node): Node => {
  if (node.kind === 'branch') return node.with(key, child);
  return child.kind === 'empty' ? node : branchOf([[key, child]], node.priority);
};

/**
 * Replaces the node at `path`. Emptied parents go too, and every part of `value` that equals what was there keeps its
 * old object, so that identity tells exactly what a write changed.
 */
export const withNodeAt = (root: Node, path: Path, value: Node): Node => {
  const replace = (node: Node, depth: number): Node => {
    const key = path[depth];
    if (key === undefined) return reuse(node, value);
    return withChild(node, key, replace(childOf(node, key), depth + 1));
  };
  return replace(root, 0);
};

/** Sets or clears (null) the priority of a node; an empty one cannot have any. */
export const withPriority = (node: Node, priority: Priority): Node => {
  if (node.kind === 'empty' || node.priority === priority) return node;
  return node.kind === 'leaf' ? leaf(node.value, priority) : node.withPriority(priority);
};

export const childCount = (node: Node): number => (node.kind === 'branch' ? node.children.size : 0);

/** Children in key order, lazily. */
export const childrenOf = (node: Node): Iterable<Entry<string, Node>> =>
  node.kind === 'branch' ? node.children.entries() : [];

/** Children in the order of their priorities, then keys: the order that a node's hash and its listeners see. */
export const childrenInPriorityOrder = (node: Node): Iterable<Entry<string, Node>> => {
  if (node.kind !== 'branch' || node.prioritized === 0) return childrenOf(node);
  return [...node.children.entries()].toSorted(
    (a, b) => compareScalars(a[1].priority, b[1].priority) || compareKeys(a[0], b[0]),
  );
};

/** Deep equality, priorities included. */
export const sameNode = (a: Node, b: Node): boolean => {
  if (a === b) return true;
  if (a.kind === 'leaf' && b.kind === 'leaf') return a.value === b.value && a.priority === b.priority;
  if (a.kind !== 'branch' || b.kind !== 'branch') return a.kind === b.kind;
  if (a.priority !== b.priority || a.children.size !== b.children.size) return false;
  for (const [, before, after] of a.children.changesTo(b.children)) {
    if (before === undefined || after === undefined || !sameNode(before, after)) return false;
  }
  return true;
};

/** `after`, with every part of it that equals the same part of `before` being that very object. */
const reuse = (before: Node, after: Node): Node => {
  if (before.kind !== 'branch' || after.kind !== 'branch') return sameNode(before, after) ? before : after;
  const changes = new Map<string, Node>();
  for (const [key, old = emptyNode, young = emptyNode] of before.children.changesTo(after.children)) {
    const child = reuse(old, young);
    if (child !== old) changes.set(key, child);
  }
  if (changes.size > before.children.size / 2) {
    const children = [...before.children.entries()].filter(([key]) => !changes.has(key));
    return branchOf([...children, ...changes], after.priority);
  }
  // A small change is made to the old branch, whose indexes then need not be built again.
  let patched: Node = before;
  for (const [key, child] of changes) patched = withChild(patched, key, child);
  return withPriority(patched, after.priority);
};
