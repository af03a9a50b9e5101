import type { Json } from '../tree/json.ts';
import { childOf, type Node } from '../tree/node.ts';
import type { Path } from '../tree/path.ts';
import type { QueryValues } from './queryValues.ts';

/** What rules see as `auth`; null is signed out. */
export type AuthValue = { readonly [key: string]: Json } | null;

/** Rules ask for few children of one location, and for those again and again; with more than these it begins anew. */
const rememberedChildren = 8;

/** A location at one moment: what `data`, `newData` and `root` are. It knows the way it was reached by, for parent(). */
export class Snapshot {
  readonly node: Node;
  readonly parent: Snapshot | undefined;
  readonly key: string;
  /** How many keys lead here from the root. */
  readonly depth: number;
  #newestChild: Snapshot | undefined;
  /** The child of the same parent that was remembered before this one, and how many those are. */
  #olderSibling: Snapshot | undefined;
  #olderSiblings = 0;

  constructor(node: Node, parent?: Snapshot, key = '') {
    this.node = node;
    this.parent = parent;
    this.key = key;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
  }

  /** The child, remembered: one request looks at the same places in many rules. */
  child(key: string): Snapshot {
    for (let known = this.#newestChild; known !== undefined; known = known.#olderSibling) {
      if (known.key === key) return known;
    }
    const made = new Snapshot(childOf(this.node, key), this, key);
    const newest = this.#newestChild;
    if (newest !== undefined && newest.#olderSiblings < rememberedChildren - 1) {
      made.#olderSibling = newest;
      made.#olderSiblings = newest.#olderSiblings + 1;
    }
    this.#newestChild = made;
    return made;
  }

  path(): Path {
    return this.parent === undefined ? [] : [...this.parent.path(), this.key];
  }
}

/** What val() gives for a location with children: it is not null, and nothing else can be learned from it. */
export const objectValue: object = Object.freeze(Object.create(null));

/** An error in a rule. It is passed on as a value, as denials are everyday and exceptions are slow. */
export const failed = Symbol('failed');

/** Scalars and null as they are; objects are snapshots, `query`, `objectValue`, or what is inside `auth`. */
export type RuleValue = string | number | boolean | null | object;
export type Result = RuleValue | typeof failed;

/** An expression, compiled. */
export type Evaluate = (scope: Scope) => Result;

/** All that a rule can see. One per request; `moveTo` sets it to each location whose rules are asked. */
export class Scope {
  readonly auth: AuthValue;
  readonly nowMs: number;
  readonly query: QueryValues;
  readonly root: Snapshot;
  /** The root as the write would leave it; for reads the same as `root`. */
  readonly newRoot: Snapshot;
  /** The location whose rules are asked, as it will be; for reads, as it is. */
  newData: Snapshot;
  #data: Snapshot | undefined;
  /** Places that the rule at hand names more than once, when they have been found. */
  shared: (Snapshot | undefined)[] = [];
  /** The locations that the rule at hand looked at, if anyone wants to know. */
  looked: Snapshot[] | undefined = undefined;
  usedNow = false;
  /** Why the last failure was one. */
  failure = '';

  constructor(
    request: { readonly auth: AuthValue; readonly nowMs: number; readonly query: QueryValues },
    before: Node,
    after: Node,
  ) {
    this.auth = request.auth;
    this.nowMs = request.nowMs;
    this.query = request.query;
    this.root = new Snapshot(before);
    this.newRoot = before === after ? this.root : new Snapshot(after);
    this.newData = this.newRoot;
  }

  /** To a location below `newRoot`. */
  moveTo(newData: Snapshot): void {
    this.newData = newData;
    this.#data = undefined;
  }

  /** The same location as it was. Found when a rule asks for it: most look at nothing but what is new. */
  get data(): Snapshot {
    return (this.#data ??= this.root === this.newRoot ? this.newData : this.#before(this.newData));
  }

  #before({ parent, key }: Snapshot): Snapshot {
    return parent === undefined ? this.root : this.#before(parent).child(key);
  }

  /** What the `$` variable with `depth` keys before its own is bound to, on the way to the location at hand. */
  keyAt(depth: number): string {
    let at = this.newData;
    for (let above = at.depth - depth - 1; above > 0; above -= 1) at = at.parent ?? at;
    return at.key;
  }

  fail(why: string): typeof failed {
    this.failure = why;
    return failed;
  }
}
