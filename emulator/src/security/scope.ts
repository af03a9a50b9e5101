import type { Json } from '../tree/json.ts';
import { childOf, type Node } from '../tree/node.ts';
import type { Path } from '../tree/path.ts';
import type { QueryValues } from './queryValues.ts';

/** What rules see as `auth`; null is signed out. */
export type AuthValue = { readonly [key: string]: Json } | null;

/** A location at one moment: what `data`, `newData` and `root` are. It knows the way it was reached by, for parent(). */
export class Snapshot {
  readonly node: Node;
  readonly parent: Snapshot | undefined;
  readonly #key: string;

  constructor(node: Node, parent?: Snapshot, key = '') {
    this.node = node;
    this.parent = parent;
    this.#key = key;
  }

  child(key: string): Snapshot {
    return new Snapshot(childOf(this.node, key), this, key);
  }

  path(): Path {
    return this.parent === undefined ? [] : [...this.parent.path(), this.#key];
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
  data: Snapshot;
  newData: Snapshot;
  /** The keys from the root to the location; `$` variables are read from here. */
  keys: Path;
  /** The locations that the rule at hand looked at, if anyone wants to know. */
  looked: Snapshot[] | undefined;
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
    this.newRoot = new Snapshot(after);
    this.data = this.root;
    this.newData = this.newRoot;
    this.keys = [];
  }

  moveTo(data: Snapshot, newData: Snapshot, keys: Path): void {
    this.data = data;
    this.newData = newData;
    this.keys = keys;
  }

  fail(why: string): typeof failed {
    this.failure = why;
    return failed;
  }
}
