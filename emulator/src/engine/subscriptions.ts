import type { Verdict } from '../security/authorize.ts';
import { hashOf } from '../tree/hash.ts';
import { DatabaseCounts } from '../metrics/databaseCounts.ts';
import { nodeAt, type Node } from '../tree/node.ts';
import { formatPath, isPrefix, type Path } from '../tree/path.ts';
import { queryKey, type QuerySpec } from '../tree/query.ts';
import type { Commit, Listener } from './database.ts';
import { PathTrie } from './pathTrie.ts';
import type { Push } from './push.ts';
import { initialPush, viewOf, type View, type Written } from './view.ts';

export interface Listen {
  readonly client: Listener;
  readonly path: Path;
  readonly query: QuerySpec;
  readonly tag: number | undefined;
  /** The hash of what the client still holds; '' or undefined when it holds nothing. */
  readonly hash: string | undefined;
}

export type AuthorizeListen = (client: Listener, path: Path, query: QuerySpec) => Verdict;

/** Everyone who listens to one location with one query; all of them have been told the same. */
interface Group {
  readonly path: Path;
  readonly key: string;
  readonly members: Set<Member>;
  /** Members whose read rule depends on the time, so that it must be asked again before each push. */
  readonly timed: Set<Member>;
  view: View;
  /** The push for newcomers, for as long as the view stays the same. */
  welcome: Push | undefined;
}

interface Member {
  readonly client: Listener;
  readonly group: Group;
  /** In the client's own words, which others of the group may not share. */
  readonly query: QuerySpec;
  readonly tag: number | undefined;
  /** The locations that the read rule looked at: only when one of them changes can the grant change. */
  looked: readonly Path[];
}

/** Who listens where. A commit reaches only the listens that it changes something for. */
export class Subscriptions {
  readonly #groups = new PathTrie<Map<string, Group>>();
  readonly #dependants = new PathTrie<Set<Member>>();
  readonly #listens = new Map<Listener, Map<string, Member>>();
  readonly #counts: DatabaseCounts;

  constructor(counts = new DatabaseCounts()) {
    this.#counts = counts;
  }

  /**
   * Starts a listen and pushes what is there, unless the client's hash says that it has it. A client listens to one
   * location with one query once: doing so again starts it afresh.
   */
  add({ client, path, query, tag, hash = '' }: Listen, root: Node, verdict: Verdict): void {
    this.#end(this.#member(client, path, query));
    const group = this.#groupFor(path, query, root);
    const member: Member = { client, group, query, tag, looked: [] };
    group.members.add(member);
    const own = this.#listens.get(client);
    const name = nameOf(path, group.key);
    if (own === undefined) this.#listens.set(client, new Map([[name, member]]));
    else own.set(name, member);
    this.#depend(member, verdict);
    const { shown } = group.view;
    const isKnown = hash === '' ? shown.kind === 'empty' : hashOf(shown) === hash;
    if (isKnown) return;
    group.welcome ??= initialPush(group.view);
    this.#counts.pushes++;
    client.push(group.welcome, tag);
  }

  /** Ends a listen. One with another tag than the client now names, if it names one, is a later one, and stays. */
  remove(client: Listener, path: Path, query: QuerySpec, tag: number | undefined): void {
    const member = this.#member(client, path, query);
    if (tag === undefined || member?.tag === tag) this.#end(member);
  }

  removeAll(client: Listener): void {
    for (const member of this.#listens.get(client)?.values() ?? []) this.#end(member);
  }

  /** Whether nobody listens, and nothing is kept on anybody's account. */
  get isEmpty(): boolean {
    return this.#listens.size === 0 && this.#groups.isEmpty && this.#dependants.isEmpty;
  }

  listeners(): Iterable<Listener> {
    return this.#listens.keys();
  }

  *listensOf(client: Listener): Generator<{ readonly path: Path; readonly query: QuerySpec }, undefined> {
    for (const { group, query } of this.#listens.get(client)?.values() ?? []) {
      yield { path: group.path, query };
    }
    return undefined;
  }

  /** How many listens a client has. */
  count(client: Listener): number {
    return this.#listens.get(client)?.size ?? 0;
  }

  /**
   * Tells everyone concerned of a commit. Read rules that looked at something it changed are asked again first, so that
   * nobody is sent what the same write takes out of his sight.
   */
  publish(
    { before, after, writes }: Pick<Commit, 'before' | 'after' | 'writes'>,
    authorize: AuthorizeListen,
  ): void {
    const doubtful = new Set<Member>();
    for (const { value: members } of this.#dependants.touched(before, after, writes)) {
      for (const member of members) doubtful.add(member);
    }
    const touched = this.#groups.touched(before, after, writes);
    for (const { value: groups } of touched) {
      for (const { timed } of groups.values()) for (const member of timed) doubtful.add(member);
    }
    for (const member of doubtful) this.#recheckOne(member, authorize);
    for (const { value: groups, before: old, after: node } of touched) {
      let written: Written | undefined;
      for (const group of groups.values()) {
        written ??= { before: old, keys: childrenWritten(group.path, writes) };
        this.#counts.pushes += advance(group, node, written);
      }
    }
  }

  /** Asks the read rules again, of one client or of all, and revokes what they no longer allow. */
  recheck(authorize: AuthorizeListen, only?: Listener): void {
    const clients = only === undefined ? [...this.#listens.keys()] : [only];
    for (const client of clients) {
      for (const member of this.#listens.get(client)?.values() ?? []) this.#recheckOne(member, authorize);
    }
  }

  #recheckOne(member: Member, authorize: AuthorizeListen): void {
    // An earlier revocation may have made its client leave altogether.
    if (!member.group.members.has(member)) return;
    const { client, tag, group, query } = member;
    const verdict = authorize(client, group.path, query);
    if (verdict.allowed) {
      this.#depend(member, verdict);
    } else {
      this.#end(member);
      client.revoke(group.path, query, tag);
    }
  }

  #member(client: Listener, path: Path, query: QuerySpec): Member | undefined {
    return this.#listens.get(client)?.get(nameOf(path, queryKey(query)));
  }

  #groupFor(path: Path, query: QuerySpec, root: Node): Group {
    let groups = this.#groups.get(path);
    if (groups === undefined) this.#groups.set(path, (groups = new Map()));
    const key = queryKey(query);
    let group = groups.get(key);
    if (group === undefined) {
      const view = viewOf(path, query, nodeAt(root, path));
      group = { path, key, members: new Set(), timed: new Set(), view, welcome: undefined };
      groups.set(key, group);
    }
    return group;
  }

  #end(member: Member | undefined): void {
    if (member === undefined) return;
    const { client, group } = member;
    this.#depend(member, noDependencies);
    group.members.delete(member);
    if (group.members.size === 0) {
      const groups = this.#groups.get(group.path);
      groups?.delete(group.key);
      if (groups?.size === 0) this.#groups.delete(group.path);
    }
    const own = this.#listens.get(client);
    own?.delete(nameOf(group.path, group.key));
    if (own?.size === 0) this.#listens.delete(client);
  }

  /** Notes what a member's grant hangs on, in place of what was noted before. */
  #depend(member: Member, { looked, usesNow }: Pick<Verdict, 'looked' | 'usesNow'>): void {
    if (usesNow) member.group.timed.add(member);
    else member.group.timed.delete(member);
    if (samePaths(member.looked, looked)) return;
    for (const path of member.looked) {
      const members = this.#dependants.get(path);
      members?.delete(member);
      if (members?.size === 0) this.#dependants.delete(path);
    }
    for (const path of looked) {
      const members = this.#dependants.get(path);
      if (members === undefined) this.#dependants.set(path, new Set([member]));
      else members.add(member);
    }
    member.looked = looked;
  }
}

const noDependencies = { looked: [], usesNow: false };

const samePaths = (a: readonly Path[], b: readonly Path[]): boolean =>
  a.length === b.length && a.every((path, i) => formatPath(path) === formatPath(b[i] ?? []));

/** A key holds no line break, so path and query cannot run into each other. */
const nameOf = (path: Path, key: string): string => `${formatPath(path)}\n${key}`;

/** Beyond this, comparing the old and the new children is cheaper. */
const fewWrites = 32;

/** The children of a location that writes concern; undefined when that may be any of them. */
const childrenWritten = (path: Path, writes: readonly Path[]): readonly string[] | undefined => {
  if (writes.length > fewWrites) return undefined;
  const keys: string[] = [];
  for (const write of writes) {
    const key = write[path.length];
    if (key === undefined) {
      if (isPrefix(write, path)) return undefined;
    } else if (isPrefix(path, write) && !keys.includes(key)) {
      keys.push(key);
    }
  }
  return keys;
};

/** @returns how many were told */
const advance = (group: Group, node: Node, written: Written): number => {
  if (group.members.size === 0) return 0;
  const { view, push } = group.view.advance(node, written);
  group.view = view;
  if (push === undefined) return 0;
  group.welcome = undefined;
  for (const { client, tag } of group.members) client.push(push, tag);
  return group.members.size;
};
