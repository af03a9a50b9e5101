import type { Json } from '../tree/json.ts';
import { childOf, type Node } from '../tree/node.ts';
import type { Path } from '../tree/path.ts';
import type { QueryValues } from './queryValues.ts';

/** What rules see as `auth`; null is signed out. */
export type AuthValue = { readonly [key: string]: Json } | null;

/** Rules ask for few children of one location, and for those again and again; with more than these it begins anew. */
const rememberedChildren = 8;

/**
 * A location at one moment: what `data`, `newData` and `root` are. It knows the way it was reached by, for parent().
 *
 * Dozens are made for each write. So their fields are only declared, and set once, in the constructor: a class field that
 * is defined, private ones included, is set to nothing first, by a function of its own.
 */
export class Snapshot {
  declare readonly node: Node;
  declare readonly parent: Snapshot | undefined;
  declare readonly key: string;
  /** The child that was remembered last. */
  declare private newestChild: Snapshot | undefined;
  /** The child of the same parent that was remembered before this one. */
  declare private olderSibling: Snapshot | undefined;

  constructor(node: Node, parent?: Snapshot, key = '') {
    this.node = node;
    this.parent = parent;
    this.key = key;
    this.newestChild = undefined;
    this.olderSibling = undefined;
  }

  /** The child, remembered: one request looks at the same places in many rules. */
  child(key: string): Snapshot {
    let others = 0;
    for (let known = this.newestChild; known !== undefined; known = known.olderSibling) {
      if (known.key === key) return known;
      others += 1;
    }
    const made = new Snapshot(childOf(this.node, key), this, key);
    if (others < rememberedChildren) made.olderSibling = this.newestChild;
    this.newestChild = made;
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
    let below = this.newData;
    let above = -depth - 1;
    for (let at = below.parent; at !== undefined; at = at.parent) above += 1;
    for (; above > 0; above -= 1) below = below.parent ?? below;
    return below.key;
  }

  fail(why: string): typeof failed {
    this.failure = why;
    return failed;
  }
}
