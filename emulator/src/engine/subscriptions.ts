import type { Verdict } from '../security/authorize.ts';
import { hashOf } from '../tree/hash.ts';
import { toJson } from '../tree/json.ts';
import { type Node, nodeAt } from '../tree/node.ts';
import { formatPath, type Path } from '../tree/path.ts';
import { queryKey, type QuerySpec, select } from '../tree/query.ts';
import type { Commit, Listener } from './database.ts';

export interface Listen {
  readonly client: Listener;
  readonly path: Path;
  readonly query: QuerySpec;
  readonly tag: number | undefined;
  readonly hash: string | undefined;
}

export type AuthorizeListen = (client: Listener, path: Path, query: QuerySpec) => Verdict;

/** Who listens where. This first form looks at every listen after every commit and sends whole windows. */
export class Subscriptions {
  readonly #listens = new Map<Listener, Map<string, { readonly listen: Listen; sent: Node }>>();

  add(listen: Listen, root: Node, _verdict: Verdict): void {
    const { client, path, query, tag, hash = '' } = listen;
    const sent = select(nodeAt(root, path), query);
    const own = this.#listens.get(client) ?? new Map();
    this.#listens.set(client, own.set(nameOf(path, query, tag), { listen, sent }));
    if (hashOf(sent) !== hash) client.push({ kind: 'd', path, value: toJson(sent, 'wire') }, tag);
  }

  remove(client: Listener, path: Path, query: QuerySpec, tag: number | undefined): void {
    this.#listens.get(client)?.delete(nameOf(path, query, tag));
  }

  removeAll(client: Listener): void {
    this.#listens.delete(client);
  }

  publish(commit: Commit, authorize: AuthorizeListen): void {
    this.recheck(authorize);
    for (const [client, own] of this.#listens) {
      for (const kept of own.values()) {
        const { path, query, tag } = kept.listen;
        const next = select(nodeAt(commit.after, path), query);
        if (hashOf(next) === hashOf(kept.sent)) continue;
        kept.sent = next;
        client.push({ kind: 'd', path, value: toJson(next, 'wire') }, tag);
      }
    }
  }

  recheck(authorize: AuthorizeListen, only?: Listener): void {
    for (const [client, own] of this.#listens) {
      if (only !== undefined && client !== only) continue;
      for (const [name, { listen }] of own) {
        if (authorize(client, listen.path, listen.query).allowed) continue;
        own.delete(name);
        client.revoke(listen.path, listen.query, listen.tag);
      }
    }
  }
}

const nameOf = (path: Path, query: QuerySpec, tag: number | undefined): string =>
  `${formatPath(path)} ${queryKey(query)} ${tag ?? ''}`;
