import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { admin } from '../auth/identity.ts';
import type { Verdict } from '../security/authorize.ts';
import { hashOf } from '../tree/hash.ts';
import { type Json } from '../tree/json.ts';
import { emptyNode, sameNode, withNodeAt, type Node } from '../tree/node.ts';
import { formatPath, type Path } from '../tree/path.ts';
import { parseWireQuery, queryKey, wholeNode, wireQuery, type QuerySpec } from '../tree/query.ts';
import { anyExport, anyKey, anyQuery, nodeOf } from '../tree/treeArbitraries.ts';
import type { Listener } from './database.ts';
import type { Push } from './push.ts';
import { SimulatedClient } from './simulatedClient.ts';
import { Subscriptions, type AuthorizeListen } from './subscriptions.ts';

const parsed = (wire: unknown): QuerySpec => {
  const query = parseWireQuery(wire);
  if ('problem' in query) throw new Error(query.problem);
  return query;
};

const granted: Verdict = { allowed: true, looked: [], usesNow: false };
const denied: Verdict = { allowed: false, looked: [], usesNow: false };
const always: AuthorizeListen = () => granted;

/** A connection that writes down what it is sent. */
class Recorder implements Listener {
  readonly news: unknown[] = [];
  readonly pushes: Push[] = [];
  /** What to do when something arrives: a connection may break on any send. */
  onPush: (() => void) | undefined;
  onRevoke: (() => void) | undefined;

  identity(): typeof admin {
    return admin;
  }

  push(push: Push, tag: number | undefined): void {
    this.pushes.push(push);
    this.news.push([push.kind, formatPath(push.path), push.value, ...(tag === undefined ? [] : [tag])]);
    this.onPush?.();
  }

  revoke(path: Path, query: QuerySpec, tag: number | undefined): void {
    this.news.push([
      'c',
      formatPath(path),
      JSON.stringify(wireQuery(query)),
      ...(tag === undefined ? [] : [tag]),
    ]);
    this.onRevoke?.();
  }

  /** What came since the last look. */
  take(): readonly unknown[] {
    return this.news.splice(0);
  }
}

/** A database that asks no questions, to publish from. */
const world = (value: Json) => {
  const subscriptions = new Subscriptions();
  let root = nodeOf(value);
  return {
    subscriptions,
    get root(): Node {
      return root;
    },
    listen: (
      client: Listener,
      path: Path,
      { q, tag, hash, verdict = granted }: { q?: Json; tag?: number; hash?: string; verdict?: Verdict } = {},
    ) => subscriptions.add({ client, path, query: parsed(q), tag, hash }, root, verdict),
    write: (path: Path, to: Json, authorize: AuthorizeListen = always) => {
      const before = root;
      root = withNodeAt(root, path, nodeOf(to));
      subscriptions.publish({ before, after: root, writes: [path] }, authorize);
    },
  };
};

describe('a new listen', () => {
  it.each<[string, Json, Json | undefined, readonly unknown[]]>([
    ['all there is', { a: 1 }, undefined, [['d', 'p', { a: 1 }]]],
    ['nothing when there is nothing', null, undefined, []],
    ['a leaf', 5, undefined, [['d', 'p', 5]]],
    ['its window', { a: 1, b: 2, c: 3 }, { l: 2, vf: 'r' }, [['d', 'p', { b: 2, c: 3 }]]],
    ['nothing when its window is empty', { a: 1 }, { i: '.key', sp: 'x' }, []],
  ])('is sent %s', (_what, value, q, news) => {
    const { listen } = world({ p: value });
    const client = new Recorder();
    listen(client, ['p'], q === undefined ? {} : { q });
    expect(client.take()).toEqual(news);
  });

  it('is sent nothing when its hash says that it knows', () => {
    const value = { a: { x: 1 }, b: 2, '.priority': 3 };
    const { listen } = world({ p: value });
    const client = new Recorder();
    listen(client, ['p'], { hash: hashOf(nodeOf(value)) });
    // The hash of a window covers the window alone, without the priority of the place.
    listen(client, ['p'], { q: { l: 1, vf: 'r' }, tag: 1, hash: hashOf(nodeOf({ b: 2 })) });
    expect(client.take()).toEqual([]);
    listen(client, ['p'], { q: { l: 1, vf: 'l' }, tag: 2, hash: hashOf(nodeOf({ b: 2 })) });
    expect(client.take()).toEqual([['d', 'p', { a: { x: 1 } }, 2]]);
  });

  it('is told that what it remembers is gone', () => {
    const { listen } = world(null);
    const client = new Recorder();
    listen(client, ['p'], { hash: hashOf(nodeOf(1)) });
    expect(client.take()).toEqual([['d', 'p', null]]);
  });

  it('replaces the one before it', () => {
    const { listen, write, subscriptions } = world({ p: 1 });
    const client = new Recorder();
    listen(client, ['p']);
    listen(client, ['p']);
    expect(subscriptions.count(client)).toBe(1);
    client.take();
    write(['p'], 2);
    expect(client.take()).toEqual([['d', 'p', 2]]);
  });

  it('that joins others is sent what holds now, not what held when the first came', () => {
    const { listen, write } = world({ p: { a: 1 } });
    const [early, late] = [new Recorder(), new Recorder()];
    listen(early, ['p'], { q: { l: 1, vf: 'r' }, tag: 1 });
    write(['p', 'b'], 2);
    listen(late, ['p'], { q: { l: 1, vf: 'r' }, tag: 8 });
    expect(late.take()).toEqual([['d', 'p', { b: 2 }, 8]]);
    early.take();
    write(['p', 'c'], 3);
    expect(early.take()).toEqual([['d', 'p', { c: 3 }, 1]]);
    expect(late.take()).toEqual([['d', 'p', { c: 3 }, 8]]);
  });
});

describe('a commit', () => {
  it.each<[string, Path, Path, Json, readonly unknown[]]>([
    ['at the place', ['a'], ['a'], 9, [['d', 'a', 9]]],
    ['below it', ['a'], ['a', 'b', 'c'], 9, [['d', 'a/b/c', 9]]],
    ['above it', ['a', 'b'], ['a'], { b: { c: 9 }, z: 1 }, [['d', 'a/b', { c: 9 }]]],
    ['that removes it from above', ['a', 'b'], [], null, [['d', 'a/b', null]]],
    ['beside it', ['a', 'b'], ['a', 'x'], 9, []],
    ['that changes nothing', ['a'], ['a', 'b', 'c'], 1, []],
    ['anywhere, at the root', [], ['x', 'y'], 9, [['d', 'x', { y: 9 }]]],
  ])('%s is heard accordingly', (_where, place, path, value, news) => {
    const { listen, write } = world({ a: { b: { c: 1, d: 2 }, x: 1 } });
    const client = new Recorder();
    listen(client, place);
    client.take();
    write(path, value);
    expect(client.take()).toEqual(news);
  });

  it('reaches each listen of a client on its own', () => {
    const { listen, write } = world({ a: { b: 1, c: 2, d: 3 } });
    const client = new Recorder();
    listen(client, ['a'], { q: { l: 1, vf: 'r' }, tag: 1 });
    listen(client, ['a'], { q: { l: 2, vf: 'l' }, tag: 2 });
    listen(client, ['a', 'd']);
    listen(client, ['a']);
    client.take();
    write(['a', 'd'], null);
    expect(client.take()).toEqual([
      ['d', 'a', { c: 2 }, 1],
      ['d', 'a/d', null],
      ['d', 'a/d', null],
    ]);
  });

  it('is printed once for everyone with the same place and query', () => {
    const { listen, write } = world({ room: { a: 1 } });
    const clients = Array.from({ length: 10_000 }, () => new Recorder());
    for (const [i, client] of clients.entries()) {
      listen(client, ['room'], { q: { l: 50, vf: 'r' }, tag: i % 3 });
    }
    write(['room', 'b'], 2);
    expect(new Set(clients.map((client) => client.pushes.length))).toEqual(new Set([2]));
    expect(new Set(clients.flatMap((client) => client.pushes)).size).toBe(2);
    expect(clients[0]?.pushes[1]?.message(1).text).toBe(
      '{"t":"d","d":{"b":{"p":"room/b","d":2,"t":1},"a":"d"}}',
    );
  });

  it('does not ask rules that cannot have changed their mind', () => {
    const { listen, write } = world({ rooms: { a: 1, b: 1 }, members: { a: { ana: true } } });
    const client = new Recorder();
    const verdict: Verdict = { allowed: true, looked: [['members', 'a', 'ana']], usesNow: false };
    listen(client, ['rooms', 'a'], { verdict });
    listen(client, ['rooms', 'b']);
    const asked: string[] = [];
    const authorize: AuthorizeListen = (_client, path) => {
      asked.push(formatPath(path));
      return { ...verdict, looked: [['members', 'b']] };
    };
    write(['rooms', 'a'], 2, authorize);
    write(['members', 'b'], true, authorize);
    expect(asked).toEqual([]);
    write(['members', 'a', 'ana', 'role'], 'owner', authorize);
    expect(asked).toEqual(['rooms/a']);
    // Now the grant hangs on something else.
    write(['members', 'a'], null, authorize);
    expect(asked).toEqual(['rooms/a']);
    write(['members', 'b'], null, authorize);
    expect(asked).toEqual(['rooms/a', 'rooms/a']);
  });

  it('revokes before it tells, so that nobody hears what the same write forbids', () => {
    const { listen, write, subscriptions } = world({ room: { text: 1, open: true } });
    const [ana, bob] = [new Recorder(), new Recorder()];
    const verdict: Verdict = { allowed: true, looked: [['room', 'open']], usesNow: false };
    listen(ana, ['room'], { q: { l: 9, vf: 'l' }, tag: 4, verdict });
    listen(bob, ['room'], { verdict });
    listen(bob, ['other'], { verdict: granted });
    ana.take();
    bob.take();
    write(['room'], { text: 'secret', open: false }, (client) => (client === ana ? verdict : denied));
    expect(ana.take()).toEqual([['m', 'room', { text: 'secret', open: false }, 4]]);
    expect(bob.take()).toEqual([['c', 'room', '{}']]);
    expect(subscriptions.count(bob)).toBe(1);
    write(['room', 'text'], 'more');
    expect(bob.take()).toEqual([]);
    for (const client of [ana, bob]) subscriptions.removeAll(client);
    expect(subscriptions.isEmpty).toBe(true);
  });

  it('revokes in the words of each client, though all of them are told the same', () => {
    const { listen, write, subscriptions } = world({ room: { a: 1 } });
    const [old, young] = [new Recorder(), new Recorder()];
    const verdict: Verdict = { allowed: true, looked: [['open']], usesNow: false };
    listen(young, ['room'], { q: { sp: 0, sin: true }, tag: 1, verdict });
    listen(old, ['room'], { q: { sp: 0 }, tag: 1, verdict });
    write(['room', 'b'], 2);
    expect(old.pushes.at(-1)).toBe(young.pushes.at(-1));
    old.take();
    young.take();
    write(['open'], false, () => denied);
    expect(old.take()).toEqual([['c', 'room', '{"sp":0}', 1]]);
    expect(young.take()).toEqual([['c', 'room', '{"sp":0,"sin":true}', 1]]);
    expect(subscriptions.isEmpty).toBe(true);
  });

  it('asks rules that look at the clock before each push, and only then', () => {
    const { listen, write } = world({ room: 1 });
    const client = new Recorder();
    listen(client, ['room'], { verdict: { ...granted, usesNow: true } });
    client.take();
    let asked = 0;
    const late: AuthorizeListen = () => {
      asked++;
      return denied;
    };
    write(['elsewhere'], 1, late);
    expect(asked).toBe(0);
    write(['room'], 2, late);
    expect(client.take()).toEqual([['c', 'room', '{}']]);
    write(['room'], 3, late);
    expect(asked).toBe(1);
  });

  it('survives clients that leave while it is being told', () => {
    const { listen, write, subscriptions } = world({ room: 1 });
    const clients = Array.from({ length: 5 }, () => new Recorder());
    for (const client of clients) listen(client, ['room']);
    const [first, second, third] = clients as [Recorder, Recorder, Recorder];
    for (const client of clients) client.take();
    first.onPush = () => subscriptions.removeAll(second);
    third.onPush = () => subscriptions.removeAll(third);
    write(['room'], 2);
    expect(clients.map((client) => client.take().length)).toEqual([1, 0, 1, 1, 1]);
    write(['room'], 3);
    expect(clients.map((client) => client.take().length)).toEqual([1, 0, 0, 1, 1]);
  });
});

describe('a revocation', () => {
  it('that makes another client leave spares it the question', () => {
    const { listen, write, subscriptions } = world({ room: 1, open: true });
    const [ana, bob] = [new Recorder(), new Recorder()];
    const verdict: Verdict = { allowed: true, looked: [['open']], usesNow: false };
    listen(ana, ['room'], { verdict });
    listen(bob, ['room'], { verdict });
    bob.take();
    ana.onRevoke = () => subscriptions.removeAll(bob);
    write(['open'], false, () => denied);
    expect(bob.take()).toEqual([]);
    expect(subscriptions.isEmpty).toBe(true);
  });
});

describe('an unlisten', () => {
  it('stops the pushes of that listen alone', () => {
    const { listen, write, subscriptions } = world({ p: { a: 1 } });
    const client = new Recorder();
    listen(client, ['p'], { q: { l: 1, vf: 'l' }, tag: 1 });
    listen(client, ['p'], { q: { l: 1, vf: 'r' }, tag: 2 });
    client.take();
    subscriptions.remove(client, ['p'], parsed({ l: 1, vf: 'l' }), 1);
    write(['p', 'a'], 2);
    expect(client.take()).toEqual([['d', 'p/a', 2, 2]]);
  });

  it('needs no tag', () => {
    const { listen, write, subscriptions } = world({ p: { a: 1 } });
    const client = new Recorder();
    listen(client, ['p'], { q: { l: 1, vf: 'l' }, tag: 1 });
    client.take();
    subscriptions.remove(client, ['p'], parsed({ l: 1, vf: 'l' }), undefined);
    write(['p', 'a'], 2);
    expect(client.take()).toEqual([]);
  });

  it.each<[string, Path, Json, number | undefined]>([
    ['another place', ['q'], {}, undefined],
    ['another query', ['p'], { l: 1, vf: 'l' }, 1],
    ['a tag that has been replaced', ['p'], {}, 3],
  ])('of %s does nothing', (_what, path, q, tag) => {
    const { listen, write, subscriptions } = world({ p: 1 });
    const client = new Recorder();
    listen(client, ['p']);
    client.take();
    subscriptions.remove(client, path, parsed(q), tag);
    write(['p'], 2);
    expect(client.take()).toHaveLength(1);
  });
});

describe('a recheck', () => {
  it('asks for every listen of one client, or of all', () => {
    const { listen, subscriptions, write } = world({ a: 1, b: 1 });
    const [ana, bob] = [new Recorder(), new Recorder()];
    for (const client of [ana, bob]) {
      listen(client, ['a']);
      listen(client, ['b'], { q: { l: 1, vf: 'l' }, tag: 1 });
      client.take();
    }
    subscriptions.recheck((_client, path) => (path[0] === 'a' ? denied : granted), ana);
    expect([ana.take(), bob.take()]).toEqual([[['c', 'a', '{}']], []]);
    subscriptions.recheck(() => denied);
    expect([ana.take().length, bob.take().length]).toEqual([1, 2]);
    write([], 5);
    expect([ana.take(), bob.take()]).toEqual([[], []]);
  });
});

describe('many clients', () => {
  const anyStep = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('listen' as const),
        who: fc.nat(4),
        path: fc.array(anyKey, { maxLength: 2 }),
        query: fc.oneof(fc.constant(wholeNode), anyQuery),
        warm: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('unlisten' as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), who: fc.nat(4) }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('write' as const),
        writes: fc.array(fc.tuple(fc.array(anyKey, { maxLength: 3 }), anyExport), {
          minLength: 1,
          maxLength: 3,
        }),
      }),
    },
  );

  it('each hold what they listen to, whatever is written and whoever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        const subscriptions = new Subscriptions();
        let root: Node = emptyNode;
        let lastTag = 0;
        const mistakes: unknown[] = [];
        const listens = new Map<number, { who: number; client: SimulatedClient }>();
        const clients = Array.from({ length: 5 }, (): Listener => ({
          identity: () => admin,
          push: (push, tag) => listens.get(tag ?? 0)?.client.receive(push, tag),
          revoke: () => undefined,
        }));
        for (const step of steps) {
          if (step.kind === 'listen') {
            const { who, path, query, warm } = step;
            const tag = ++lastTag;
            const same = (known: { who: number; client: SimulatedClient }): boolean =>
              known.who === who &&
              formatPath(known.client.path) === formatPath(path) &&
              queryKey(known.client.query) === queryKey(query);
            for (const [old, known] of listens) if (same(known)) listens.delete(old);
            const client = new SimulatedClient(path, query, tag);
            // A client that comes back with the right data has to be told nothing.
            if (warm) client.data = SimulatedClient.expected(root, path, query);
            listens.set(tag, { who, client });
            subscriptions.add(
              { client: clients[who] as Listener, path, query, tag, hash: hashOf(client.data) },
              root,
              granted,
            );
            if (warm) mistakes.push(...client.frames);
          } else if (step.kind === 'unlisten') {
            const [tag, known] = [...listens][step.which] ?? [];
            if (tag === undefined || known === undefined) continue;
            subscriptions.remove(clients[known.who] as Listener, known.client.path, known.client.query, tag);
            listens.delete(tag);
          } else if (step.kind === 'leave') {
            subscriptions.removeAll(clients[step.who] as Listener);
            for (const [tag, { who }] of listens) if (who === step.who) listens.delete(tag);
          } else {
            const before = root;
            for (const [path, value] of step.writes) root = withNodeAt(root, path, nodeOf(value));
            const writes = step.writes.map(([path]) => path);
            subscriptions.publish({ before, after: root, writes }, always);
          }
          for (const { client } of listens.values()) {
            const expected = SimulatedClient.expected(root, client.path, client.query);
            if (!sameNode(client.data, expected)) mistakes.push({ step, client, expected });
          }
        }
        expect(mistakes).toEqual([]);
        for (const [who, client] of clients.entries()) {
          const count = [...listens.values()].filter((known) => known.who === who).length;
          expect(subscriptions.count(client)).toBe(count);
        }
        for (const client of clients) subscriptions.removeAll(client);
        expect(subscriptions.isEmpty).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
