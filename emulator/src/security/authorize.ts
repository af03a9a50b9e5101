import type { Node } from '../tree/node.ts';
import type { Path } from '../tree/path.ts';
import { wholeNode, type QuerySpec } from '../tree/query.ts';
import { queryValuesOf } from './queryValues.ts';
import type { RuleSet } from './ruleSet.ts';
import { isReadGranted, isWriteAllowed } from './ruleWalk.ts';
import { Scope, type AuthValue, type Snapshot } from './scope.ts';

export type { AuthValue } from './scope.ts';

/** A listen or get. */
export interface ReadRequest {
  readonly root: Node;
  readonly path: Path;
  readonly query: QuerySpec;
  /** Without an order, REST reads by key and everything else by priority; rules can tell. */
  readonly viaRest?: boolean;
  readonly auth: AuthValue;
  readonly nowMs: number;
}

/** A set, update or transaction: the roots before and after, and the locations that it writes. */
export interface WriteRequest {
  readonly before: Node;
  readonly after: Node;
  readonly writes: readonly Path[];
  readonly auth: AuthValue;
  readonly nowMs: number;
}

export interface Verdict {
  readonly allowed: boolean;
  /**
   * For reads, the locations whose data the verdict rests on; while nothing there, above or below changes, it stands.
   * For a grant these are what the granting rule looked at. Empty for writes, which are decided once.
   */
  readonly looked: readonly Path[];
  /** Whether it rests on the time as well. */
  readonly usesNow: boolean;
}

export const scopeOfRead = (request: ReadRequest): Scope =>
  new Scope(
    { ...request, query: queryValuesOf(request.query, request.viaRest === true) },
    request.root,
    request.root,
  );

/** Writes have no query; their rules see that of a plain request. */
const noQuery = queryValuesOf(wholeNode, false);

export const scopeOfWrite = (request: WriteRequest): Scope =>
  new Scope({ auth: request.auth, nowMs: request.nowMs, query: noQuery }, request.before, request.after);

export const authorizeRead = (rules: RuleSet, request: ReadRequest): Verdict => {
  const scope = scopeOfRead(request);
  let looked: Snapshot[] = [];
  let usesNow = false;
  const allowed = isReadGranted(rules.tree, scope, request.path, (rule) => {
    scope.looked = [];
    scope.usedNow = false;
    const isGrant = rule.evaluate(scope) === true;
    // A grant rests on its rule alone; a denial rests on all of them.
    looked = isGrant ? scope.looked : [...looked, ...scope.looked];
    usesNow = isGrant ? scope.usedNow : usesNow || scope.usedNow;
    return isGrant;
  });
  return { allowed, looked: pathsOf(looked), usesNow };
};

export const authorizeWrite = (rules: RuleSet, request: WriteRequest): Verdict => {
  const scope = scopeOfWrite(request);
  const allowed = isWriteAllowed(rules.tree, scope, request.writes, (rule) => rule.evaluate(scope) === true);
  return { allowed, looked: [], usesNow: scope.usedNow };
};

const pathsOf = (snapshots: readonly Snapshot[]): readonly Path[] => {
  const paths = new Map<string, Path>();
  for (const snapshot of snapshots) {
    const path = snapshot.path();
    paths.set(path.join('/'), path);
  }
  return [...paths.values()];
};
