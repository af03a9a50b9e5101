import { admin, type Identity } from '../auth/identity.ts';
import type { Clock } from '../clock.ts';
import type { EmulatorLimits } from '../limits.ts';
import {
  authorizeRead,
  authorizeWrite,
  type ReadRequest,
  type Verdict,
  type WriteRequest,
} from '../security/authorize.ts';
import { type Explanation, explainRead, explainWrite } from '../security/explain.ts';
import { openRules, parseRules, type RuleSet } from '../security/ruleSet.ts';
import { hashOf } from '../tree/hash.ts';
import { emptyNode, leaf, type Node, nodeAt, withNodeAt } from '../tree/node.ts';
import { DatabaseCounts } from '../metrics/databaseCounts.ts';
import { formatPath, type Path } from '../tree/path.ts';
import { type QuerySpec, select, wholeNode } from '../tree/query.ts';
import { DenialReporter } from './denialReporter.ts';
import { type Denial, DenialLog } from './denials.ts';
import type { Keeper } from './keeper.ts';
import type { Push } from './push.ts';
import { Subscriptions } from './subscriptions.ts';
import {
  isPriorityPath,
  isWriteProblem,
  outermost,
  planSet,
  planUpdate,
  type WritePlan,
  type WriteProblem,
} from './write.ts';

/** A write that happened: both roots, and where it wrote (see `WritePlan`). */
export interface Commit {
  readonly before: Node;
  readonly after: Node;
  readonly writes: readonly Path[];
  readonly updateAt?: Path | undefined;
  readonly identity: Identity;
  readonly nowMs: number;
  readonly triggersDisabled: boolean;
}

/** A request that rules decided, with all that they saw. */
export type Decision =
  | { readonly operation: 'read'; readonly request: ReadRequest; readonly allowed: boolean }
  | { readonly operation: 'write'; readonly request: WriteRequest; readonly allowed: boolean };

/** The message is what the wire and REST send as it is. */
export interface Failure {
  readonly ok: false;
  readonly status:
    | 'permission_denied'
    | 'datastale'
    | 'invalid'
    | 'no_index'
    | 'too_big'
    | 'too_many_triggers'
    | 'trigger_payload_too_large'
    | 'unavailable';
  readonly message: string;
}

/** How a read came. Rules can tell: without an order REST reads by key, and everything else by priority. */
export type ReadVia = 'wire' | 'rest';

/** One client's end of a listen. */
export interface Listener {
  /** `wire` when absent. */
  readonly via?: ReadVia;
  identity(): Identity;
  push(push: Push, tag: number | undefined): void;
  revoke(path: Path, query: QuerySpec, tag: number | undefined): void;
}

export interface DatabaseOptions {
  readonly namespace: string;
  readonly clock: Clock;
  readonly limits: EmulatorLimits;
  readonly log: (line: string) => void;
  /** Shared, so that all databases together do not say more than can be read. */
  readonly denialReporter?: DenialReporter;
  /** Without one, everything goes with the process. */
  readonly keeper?: Keeper;
  /** Looks at each write that rules allow, before it is made, and says why it may not be made, if so. */
  readonly refuseCommit?: (commit: Commit) => Failure | undefined;
}

export interface SetOptions {
  /** Write only if the stored value has this hash (`''` is nothing stored); else the failure is `datastale`. */
  readonly ifHash?: string;
  readonly triggersDisabled?: boolean;
}

/** One namespace. The only code that replaces a root: everything that changes data comes through here. */
export class Database {
  readonly namespace: string;
  /** The last refused requests, with the reasons. */
  readonly denials: DenialLog;
  readonly counts = new DatabaseCounts();
  #root: Node = emptyNode;
  #rules: RuleSet = openRules();
  readonly #listensPerConnection: number;
  #publishing = false;
  #wasUnguarded = false;
  readonly #unpublished: Commit[] = [];
  readonly #subscriptions = new Subscriptions(this.counts);
  readonly #commitObservers = new Set<(commit: Commit) => void>();
  readonly #decisionObservers: ((decision: Decision) => void)[] = [];
  readonly #clock: Clock;
  readonly #log: (line: string) => void;
  readonly #denialReporter: DenialReporter;
  readonly #keeper: Keeper | undefined;
  readonly #refuseCommit: DatabaseOptions['refuseCommit'];

  constructor({ namespace, clock, limits, log, keeper, denialReporter, refuseCommit }: DatabaseOptions) {
    this.namespace = namespace;
    this.denials = new DenialLog(limits.denials);
    this.#listensPerConnection = limits.listensPerConnection;
    this.#clock = clock;
    this.#log = log;
    this.#denialReporter = denialReporter ?? new DenialReporter(log);
    this.#keeper = keeper;
    this.#refuseCommit = refuseCommit;
  }

  get root(): Node {
    return this.#root;
  }

  get rules(): RuleSet {
    return this.#rules;
  }

  /** Begins with a tree that an earlier process left: nobody listens yet, and nobody hears of it. */
  restore(root: Node): void {
    this.#root = root;
  }

  /** Puts new rules in force and revokes the listens they no longer allow. Rules with a problem change nothing. */
  loadRules(text: string): { readonly ok: true } | { readonly ok: false; readonly problem: string } {
    const rules = parseRules(text);
    if ('problem' in rules) return { ok: false, problem: rules.problem };
    const unkept = this.#keeper?.rules(this.namespace, text);
    if (unkept !== undefined) return { ok: false, problem: unkept };
    this.#rules = rules;
    this.#subscriptions.recheck(this.#authorizeListen);
    return { ok: true };
  }

  /** Reads once. A path that ends in `.priority` gives that priority as a leaf. */
  get(
    identity: Identity,
    path: Path,
    query: QuerySpec,
    via: ReadVia = 'wire',
  ): { readonly ok: true; readonly node: Node } | Failure {
    this.counts.reads++;
    const owner = isPriorityPath(path) ? path.slice(0, -1) : path;
    const denied = this.#refuseRead(identity, owner, query, via);
    if (denied !== undefined) return denied;
    const unindexed = this.#missingIndex(owner, query);
    if (unindexed !== undefined) {
      const message = `Index not defined, add ".indexOn": "${unindexed}", for path "/${formatPath(owner)}", to the rules`;
      return { ok: false, status: 'no_index', message };
    }
    const node = valueAt(this.#root, path);
    return { ok: true, node: owner === path ? select(node, query) : node };
  }

  /** Replaces the value at `path`, which may end in `.priority`. Pushes reach every listener before it returns. */
  set(
    identity: Identity,
    path: Path,
    value: unknown,
    options: SetOptions = {},
  ): { readonly ok: true; readonly value: Node } | Failure {
    const nowMs = this.#clock.now();
    const plan = planSet(this.#root, path, value, nowMs);
    if (isWriteProblem(plan)) return invalid(plan.problem);
    const { ifHash } = options;
    const isStale = ifHash !== undefined && hashOf(valueAt(this.#root, path)) !== ifHash;
    // A rule that compares with stored data may deny what was computed from stale data, and allow the retry; only a
    // client that cannot read the location has nothing to gain from one.
    if (isStale && this.#mayRead(identity, path)) return datastale;
    const denied = this.#refuseWrite(identity, plan, nowMs);
    if (denied !== undefined) return denied;
    if (isStale) return datastale;
    return this.#commit(identity, plan, nowMs, options) ?? { ok: true, value: valueAt(plan.after, path) };
  }

  /** Replaces the values at several places below `path`, all or none. Keys may be deep. */
  update(
    identity: Identity,
    path: Path,
    values: unknown,
    options: Pick<SetOptions, 'triggersDisabled'> = {},
  ): { readonly ok: true } | Failure {
    const nowMs = this.#clock.now();
    const plan = planUpdate(this.#root, path, values, nowMs);
    if (isWriteProblem(plan)) return invalid(plan.problem);
    const denied = this.#refuseWrite(identity, plan, nowMs);
    if (denied !== undefined) return denied;
    return this.#commit(identity, plan, nowMs, options) ?? { ok: true };
  }

  /**
   * Puts nodes that there are or were, in the owner's name and all at once. They are taken as they are, so that it costs
   * as little to move a million children as one. No location may stand below another.
   */
  place(nodes: readonly { readonly path: Path; readonly node: Node }[]): { readonly ok: true } | Failure {
    const after = nodes.reduce((root, { path, node }) => withNodeAt(root, path, node), this.#root);
    const plan: WritePlan = { after, writes: nodes.map(({ path }) => path) };
    return this.#commit(admin, plan, this.#clock.now(), {}) ?? { ok: true };
  }

  /**
   * Makes several writes one after the other, each judged on what those before it left, and shows them to everybody as
   * one. What is denied is left out.
   */
  writeTogether(
    identity: Identity,
    plans: readonly ((root: Node, nowMs: number) => WritePlan | WriteProblem)[],
  ): void {
    const nowMs = this.#clock.now();
    let after = this.#root;
    const writes: Path[] = [];
    for (const plan of plans) {
      const planned = plan(after, nowMs);
      if (isWriteProblem(planned)) continue;
      if (this.#refuseWrite(identity, planned, nowMs, after) !== undefined) continue;
      after = planned.after;
      writes.push(...planned.writes);
    }
    if (writes.length > 0) this.#commit(identity, { after, writes: outermost(writes) }, nowMs, {});
  }

  /** Judges a write without making it, as the registration of onDisconnect work does. */
  judge(
    identity: Identity,
    plan: (root: Node, nowMs: number) => WritePlan | WriteProblem,
  ): Failure | undefined {
    const nowMs = this.#clock.now();
    const planned = plan(this.#root, nowMs);
    return isWriteProblem(planned) ? invalid(planned.problem) : this.#refuseWrite(identity, planned, nowMs);
  }

  /**
   * Starts a listen and pushes what is there before it returns, unless nothing is or the client's `hash` says that
   * it has it. A query without its index works, with the warning `no_index`.
   */
  listen(
    client: Listener,
    path: Path,
    query: QuerySpec,
    tag?: number,
    hash?: string,
  ): { readonly ok: true; readonly warnings: readonly string[] } | Failure {
    if (isPriorityPath(path)) {
      return invalid(
        `Invalid path "/${formatPath(path)}": a priority cannot be listened to; listen to its owner.`,
      );
    }
    if (this.#subscriptions.count(client) >= this.#listensPerConnection) {
      const message = `This connection has ${this.#listensPerConnection} listens, and no more may be. End some first.`;
      return { ok: false, status: 'too_big', message };
    }
    this.counts.listens++;
    const verdict = this.#decideRead(client.identity(), path, query, client.via ?? 'wire');
    if (!verdict.allowed) return this.#denyRead(client.identity(), path, query, client.via ?? 'wire');
    this.#subscriptions.add({ client, path, query, tag, hash }, this.#root, verdict);
    return { ok: true, warnings: this.#missingIndex(path, query) === undefined ? [] : ['no_index'] };
  }

  unlisten(client: Listener, path: Path, query: QuerySpec, tag?: number): void {
    this.#subscriptions.remove(client, path, query, tag);
  }

  /** Call after the client's identity changed: its listens that are no longer allowed are revoked. */
  recheck(client: Listener): void {
    this.#subscriptions.recheck(this.#authorizeListen, client);
  }

  /** Everyone who listens. */
  listeners(): Iterable<Listener> {
    return this.#subscriptions.listeners();
  }

  /** What somebody listens to. */
  listensOf(client: Listener): Iterable<{ readonly path: Path; readonly query: QuerySpec }> {
    return this.#subscriptions.listensOf(client);
  }

  listenCount(client: Listener): number {
    return this.#subscriptions.count(client);
  }

  /** Ends all listens of a client that has gone. */
  drop(client: Listener): void {
    this.#subscriptions.removeAll(client);
  }

  /** Calls `observer` after the pushes of each commit, in commit order. @returns ends it */
  onCommit(observer: (commit: Commit) => void): () => void {
    this.#commitObservers.add(observer);
    return () => this.#commitObservers.delete(observer);
  }

  /**
   * Calls `observer` with each read and write of a client that rules have decided, before anything comes of it. Listens that
   * are looked at again because something else changed are not told of.
   */
  onDecision(observer: (decision: Decision) => void): void {
    this.#decisionObservers.push(observer);
  }

  #commit(
    identity: Identity,
    { after, writes, updateAt }: WritePlan,
    nowMs: number,
    { triggersDisabled = false }: Pick<SetOptions, 'triggersDisabled'>,
  ): Failure | undefined {
    const commit = { before: this.#root, after, writes, updateAt, identity, nowMs, triggersDisabled };
    const refusal = this.#refuseCommit?.(commit);
    if (refusal !== undefined) return refusal;
    const unkept = this.#keeper?.commit(this.namespace, { after, writes });
    if (unkept !== undefined) return { ok: false, status: 'unavailable', message: unkept };
    this.#unpublished.push(commit);
    this.#root = after;
    this.counts.writes++;
    // A write made while another is being published waits its turn, so that every listener sees commit order.
    if (this.#publishing) return undefined;
    this.#publishing = true;
    try {
      for (let next = this.#unpublished.shift(); next !== undefined; next = this.#unpublished.shift()) {
        this.#subscriptions.publish(next, this.#authorizeListen);
        for (const observe of this.#commitObservers) observe(next);
      }
    } finally {
      this.#publishing = false;
    }
    return undefined;
  }

  readonly #authorizeListen = (client: Listener, path: Path, query: QuerySpec): Verdict =>
    this.#authorizeRead(client.identity(), path, query, client.via ?? 'wire');

  #mayRead(identity: Identity, path: Path): boolean {
    return this.#authorizeRead(identity, path, wholeNode, 'wire').allowed;
  }

  #refuseRead(identity: Identity, path: Path, query: QuerySpec, via: ReadVia): Failure | undefined {
    const { allowed } = this.#decideRead(identity, path, query, via);
    return allowed ? undefined : this.#denyRead(identity, path, query, via);
  }

  #decideRead(identity: Identity, path: Path, query: QuerySpec, via: ReadVia): Verdict {
    if (identity.kind === 'admin') return unruled;
    if (this.#rules.isDefault) this.#noteUnguarded();
    const request = this.#readRequest(identity, path, query, via);
    const verdict = authorizeRead(this.#rules, request);
    const { allowed } = verdict;
    for (const observe of this.#decisionObservers) observe({ operation: 'read', request, allowed });
    return verdict;
  }

  #authorizeRead(identity: Identity, path: Path, query: QuerySpec, via: ReadVia): Verdict {
    return identity.kind === 'admin'
      ? unruled
      : authorizeRead(this.#rules, this.#readRequest(identity, path, query, via));
  }

  #denyRead(identity: Identity, path: Path, query: QuerySpec, via: ReadVia): Failure {
    const request = this.#readRequest(identity, path, query, via);
    return this.#deny('read', identity, [path], explainRead(this.#rules, request), request.nowMs);
  }

  #readRequest(identity: Identity, path: Path, query: QuerySpec, via: ReadVia): ReadRequest {
    const auth = identity.kind === 'admin' ? null : identity.auth;
    return { root: this.#root, path, query, viaRest: via === 'rest', auth, nowMs: this.#clock.now() };
  }

  #refuseWrite(
    identity: Identity,
    { after, writes }: WritePlan,
    nowMs: number,
    before = this.#root,
  ): Failure | undefined {
    if (identity.kind === 'admin') return undefined;
    if (this.#rules.isDefault) this.#noteUnguarded();
    const request: WriteRequest = { before, after, writes, auth: identity.auth, nowMs };
    const { allowed } = authorizeWrite(this.#rules, request);
    for (const observe of this.#decisionObservers) observe({ operation: 'write', request, allowed });
    if (allowed) return undefined;
    return this.#deny('write', identity, writes, explainWrite(this.#rules, request), nowMs);
  }

  /** Said once, and not at the start: firebase-tools loads rules a moment after it, when nobody is there yet. */
  #noteUnguarded(): void {
    if (this.#wasUnguarded) return;
    this.#wasUnguarded = true;
    this.#log(
      `[${this.namespace}] NO RULES ARE LOADED, and somebody is using this database: everybody may read and write everything in it.`,
    );
  }

  #deny(
    operation: Denial['operation'],
    identity: Identity,
    paths: readonly Path[],
    explanation: Explanation,
    nowMs: number,
  ): Failure {
    this.counts.deny(operation, explanation.steps);
    const denial = this.denials.add(operation, identity, paths, explanation, nowMs);
    this.#denialReporter.report(this.namespace, denial);
    return permissionDenied;
  }

  /** The `.indexOn` entry that this query needs and the rules lack. Keys and priorities need none. */
  #missingIndex(path: Path, { index }: QuerySpec): string | undefined {
    if (index.kind === 'key' || index.kind === 'priority') return undefined;
    const name = index.kind === 'value' ? '.value' : formatPath(index.path);
    return this.#rules.indexesAt(path).includes(name) ? undefined : name;
  }
}

const valueAt = (root: Node, path: Path): Node => {
  if (!isPriorityPath(path)) return nodeAt(root, path);
  const { priority } = nodeAt(root, path.slice(0, -1));
  return priority === null ? emptyNode : leaf(priority);
};

const invalid = (message: string): Failure => ({ ok: false, status: 'invalid', message });
const permissionDenied: Failure = { ok: false, status: 'permission_denied', message: 'Permission denied' };
const datastale: Failure = {
  ok: false,
  status: 'datastale',
  message: 'Transaction hash does not match',
};

/** The owner is past all rules, so nothing that changes can take a listen away. */
const unruled: Verdict = { allowed: true, looked: [], usesNow: false };
