import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admin, type Identity } from '../auth/identity.ts';
import { defaultLimits } from '../limits.ts';
import { type Json, toJson } from '../tree/json.ts';
import type { Path } from '../tree/path.ts';
import { Database } from './database.ts';
import { OnDisconnectQueue } from './onDisconnect.ts';

const at = (path: string): Path => path.split('/').filter((key) => key !== '');

const ana: Identity = { kind: 'ruled', auth: { uid: 'ana' } };

/** A database whose clock moves on by a second with each look. */
const databaseWith = (rules: object = { '.read': true, '.write': true }, data: Json = null): Database => {
  let nowMs = 0;
  const clock = { now: () => (nowMs += 1000) };
  const database = new Database({ namespace: 'demo', clock, limits: defaultLimits, log: () => {} });
  database.set(admin, [], data);
  const loaded = database.loadRules(JSON.stringify({ rules }));
  if (!loaded.ok) throw new Error(loaded.problem);
  return database;
};

type Step = readonly ['o' | 'om' | 'oc', string, unknown?];

const queueOf = (database: Database, steps: readonly Step[]): OnDisconnectQueue => {
  const queue = new OnDisconnectQueue(defaultLimits);
  for (const [action, path, value] of steps) {
    if (action === 'oc') queue.cancel(at(path));
    else if (action === 'o') expect(queue.set(database, ana, at(path), value)).toEqual({ ok: true });
    else expect(queue.update(database, ana, at(path), value)).toEqual({ ok: true });
  }
  return queue;
};

const stored = (database: Database): Json => toJson(database.root, 'wire');

describe('OnDisconnectQueue', () => {
  it.each<[what: string, steps: readonly Step[], after: unknown]>([
    ['a set', [['o', 'a', 1]], { a: 1 }],
    ['a removal', [['o', 'old', null]], null],
    ['a priority', [['o', 'old', { '.value': 1, '.priority': 2 }]], { old: { '.value': 1, '.priority': 2 } }],
    ['an update', [['om', 'a', { x: 1, 'y/z': 2 }]], { a: { x: 1, y: { z: 2 } } }],
    [
      'the later of two sets',
      [
        ['o', 'a', 1],
        ['o', 'a', 2],
      ],
      { a: 2 },
    ],
    [
      'a set above an earlier one',
      [
        ['o', 'a/b', 1],
        ['o', 'a', { c: 2 }],
      ],
      { a: { c: 2 } },
    ],
    [
      'a set below an earlier one',
      [
        ['o', 'a', { b: 1, c: 1 }],
        ['o', 'a/b', 2],
      ],
      { a: { b: 2, c: 1 } },
    ],
    [
      'an update added to a set',
      [
        ['o', 'a', { b: 1 }],
        ['om', 'a', { c: 2 }],
      ],
      { a: { b: 1, c: 2 } },
    ],
    [
      'an update added to an update',
      [
        ['om', 'a', { b: 1, c: 1 }],
        ['om', 'a', { c: 2, d: 2 }],
      ],
      { a: { b: 1, c: 2, d: 2 } },
    ],
    [
      'a set that replaces an update',
      [
        ['om', 'a', { b: 1, c: 1 }],
        ['o', 'a', 5],
      ],
      { a: 5 },
    ],
    [
      'nothing after cancel',
      [
        ['o', 'a', 1],
        ['oc', 'a'],
      ],
      {},
    ],
    [
      'nothing after cancel above',
      [
        ['o', 'a/b', 1],
        ['om', 'a', { c: 1 }],
        ['oc', 'a'],
      ],
      {},
    ],
    [
      'nothing after cancel at the root',
      [
        ['o', 'a/b', 1],
        ['om', 'c', { d: 1 }],
        ['oc', ''],
      ],
      {},
    ],
    [
      'what is beside a cancelled child of an update',
      [
        ['om', 'a', { b: 1, c: 1 }],
        ['oc', 'a/b'],
      ],
      { a: { c: 1 } },
    ],
    [
      'what is beside a cancelled child of a set',
      [
        ['o', 'a', { b: 1, c: 1 }],
        ['oc', 'a/b'],
      ],
      { a: { c: 1 } },
    ],
    [
      'what is beside a cancelled grandchild',
      [
        ['o', 'a', { b: { x: 1, y: 2 }, c: 1 }],
        ['oc', 'a/b/x'],
      ],
      { a: { b: { y: 2 }, c: 1 } },
    ],
    [
      'all of a set of which nothing was cancelled',
      [
        ['o', 'a', { b: 1 }],
        ['oc', 'ab'],
      ],
      { a: { b: 1 } },
    ],
    [
      'a scalar above a cancelled location',
      [
        ['o', 'a', 1],
        ['oc', 'a/b'],
      ],
      { a: 1 },
    ],
    [
      'a removal above a cancelled location',
      [
        ['o', 'old', null],
        ['oc', 'old/x'],
      ],
      null,
    ],
    [
      'a timestamp above a cancelled location',
      [
        ['o', 'a', { '.sv': { increment: 1 } }],
        ['oc', 'a/b'],
      ],
      { a: 1 },
    ],
    [
      'what was registered after a cancel',
      [
        ['o', 'a', 1],
        ['oc', 'a'],
        ['o', 'a', 2],
      ],
      { a: 2 },
    ],
    [
      'keys like any other',
      [['om', '', JSON.parse('{"__proto__":1,"constructor":2}')]],
      JSON.parse('{"__proto__":1,"constructor":2}'),
    ],
    ['an update of the location itself', [['om', 'a', { '/': { x: 1 } }]], { a: { x: 1 } }],
  ])('leaves %s', (_what, steps, after) => {
    const database = databaseWith(undefined, { old: { x: 1 } });
    queueOf(database, steps).run(database, ana);
    const expected = after === null ? null : { old: { x: 1 }, ...(after as object) };
    expect(JSON.stringify(stored(database))).toBe(JSON.stringify(sorted(expected)));
  });

  it('changes nothing before it runs, and nothing when it runs again', () => {
    const database = databaseWith();
    const queue = queueOf(database, [['o', 'n', { '.sv': { increment: 1 } }]]);
    expect(stored(database)).toBe(null);
    queue.run(database, ana);
    queue.run(database, ana);
    expect(stored(database)).toEqual({ n: 1 });
  });

  it('takes server values from the moment it runs', () => {
    const database = databaseWith();
    const queue = queueOf(database, [['o', 'at', { '.sv': 'timestamp' }]]);
    database.set(admin, at('n'), 1);
    queue.run(database, ana);
    expect(stored(database)).toEqual({ at: 4000, n: 1 });
  });

  it('makes an update in one commit', () => {
    const both = "newData.hasChildren(['x', 'y']) || newData.val() == null";
    const database = databaseWith({ a: { '.write': true, '.validate': both } });
    queueOf(database, [['om', 'a', { x: 1, y: 2 }]]).run(database, ana);
    expect(stored(database)).toEqual({ a: { x: 1, y: 2 } });
  });

  const gated = {
    '.read': true,
    a: { '.write': "auth.uid == 'ana' && root.child('gate').val() == 'open'" },
    b: { '.write': true },
  };

  it('refuses what the rules refuse now', () => {
    const database = databaseWith(gated, { gate: 'closed' });
    const queue = new OnDisconnectQueue(defaultLimits);
    expect(queue.set(database, ana, at('a'), 1)).toMatchObject({ ok: false, status: 'permission_denied' });
    expect(queue.update(database, ana, [], { a: 1, b: 1 })).toMatchObject({ status: 'permission_denied' });
    database.set(admin, at('gate'), 'open');
    queue.run(database, ana);
    expect(stored(database)).toEqual({ gate: 'open' });
  });

  it.each([
    ['data', (database: Database) => database.set(admin, at('gate'), 'closed'), ana],
    ['rules', (database: Database) => database.loadRules('{"rules":{"b":{".write":true}}}'), ana],
    ['identity', () => undefined, { kind: 'ruled', auth: null } as const],
  ])('drops what new %s refuse when it runs, and makes the rest', (_what, change, identity) => {
    const database = databaseWith(gated, { gate: 'open' });
    const queue = queueOf(database, [
      ['o', 'a', 1],
      ['o', 'b', 1],
    ]);
    change(database);
    queue.run(database, identity);
    const { a, b } = stored(database) as { readonly a?: Json; readonly b?: Json };
    expect([a, b]).toEqual([undefined, 1]);
  });

  it.each([
    ['a bad key', 'a', { 'x.y': 1 }, 'invalid'],
    ['a server value nobody knows', 'a', { '.sv': 'x' }, 'invalid'],
  ])('refuses %s at once', (_what, path, value, status) => {
    const database = databaseWith();
    expect(new OnDisconnectQueue(defaultLimits).set(database, ana, at(path), value)).toMatchObject({
      status,
    });
  });

  it.each([
    [
      'locations',
      { onDisconnectsPerConnection: 2, writeBytesWire: 1000 },
      { c: 1, d: 1 },
      /4 onDisconnect writes, and the limit is 2/,
    ],
    [
      'bytes',
      { onDisconnectsPerConnection: 9, writeBytesWire: 20 },
      { c: 'x'.repeat(20) },
      /bytes of onDisconnect writes, and the limit is 20/,
    ],
  ])('holds so many %s and says so; what was held stays', (_what, limits, values, message) => {
    const database = databaseWith();
    const queue = new OnDisconnectQueue(limits);
    queue.update(database, ana, [], { a: 1, b: 1 });
    expect(queue.update(database, ana, [], values)).toMatchObject({
      status: 'too_big',
      message: expect.stringMatching(message),
    });
    // Replacing frees what it replaces.
    expect(queue.update(database, ana, [], { a: 2, b: 2 })).toEqual({ ok: true });
    queue.run(database, ana);
    expect(stored(database)).toEqual({ a: 2, b: 2 });
  });

  it('refuses to divide a set into more than may be held, and leaves it whole', () => {
    const database = databaseWith();
    const queue = new OnDisconnectQueue({ onDisconnectsPerConnection: 2, writeBytesWire: 1000 });
    queue.set(database, ana, at('a'), { b: 1, c: 2, d: 3, e: 4 });
    expect(queue.cancel(at('a/b'))).toMatchObject({
      status: 'too_big',
      message: expect.stringContaining('3 onDisconnect writes, and the limit is 2'),
    });
    queue.run(database, ana);
    expect(stored(database)).toEqual({ a: { b: 1, c: 2, d: 3, e: 4 } });
  });

  it('leaves what a plain list of all that was left comes to', () => {
    const place = fc
      .array(fc.constantFrom('a', 'b', '__proto__'), { maxLength: 3 })
      .map((keys) => keys.join('/'));
    const value = fc.oneof(
      fc.constantFrom(null, 1, 'x'),
      fc
        .constantFrom('{"a":1,"b":2}', '{"a":{"a":1,"__proto__":2},"b":3}')
        .map((text) => JSON.parse(text) as unknown),
    );
    const step = fc.oneof(
      fc.tuple(fc.constant('o' as const), place, value),
      fc.tuple(
        fc.constant('om' as const),
        place,
        fc.dictionary(fc.constantFrom('a', 'b'), value, { minKeys: 1 }),
      ),
      fc.tuple(fc.constant('oc' as const), place),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const [database, plain] = [databaseWith(), databaseWith()];
        queueOf(database, steps).run(database, ana);
        for (const entries of listOf(steps)) {
          const values = Object.fromEntries(entries.map(({ path, value: left }) => [path.join('/'), left]));
          const [only] = entries;
          if (entries.length === 1) plain.set(admin, only?.path ?? [], only?.value);
          else plain.update(admin, [], values);
        }
        expect(JSON.stringify(stored(database))).toBe(JSON.stringify(stored(plain)));
      }),
    );
  });
});

interface Left {
  readonly path: Path;
  readonly value: unknown;
}

const isAtOrBelow = (above: Path, path: Path): boolean => above.every((key, depth) => path[depth] === key);

/** What the steps leave, each operation by its entries: every step looks at all of them. */
const listOf = (steps: readonly Step[]): readonly (readonly Left[])[] => {
  let operations: readonly (readonly Left[])[] = [];
  const without = (place: Path, entry: Left): readonly Left[] => {
    if (isAtOrBelow(place, entry.path)) return [];
    if (!isAtOrBelow(entry.path, place) || typeof entry.value !== 'object' || entry.value === null)
      return [entry];
    return Object.entries(entry.value).flatMap(([key, value]) =>
      without(place, { path: [...entry.path, key], value }),
    );
  };
  for (const [action, path, value] of steps) {
    const entries =
      action === 'om'
        ? Object.entries(value as object).map(([key, each]) => ({
            path: [...at(path), key],
            value: each as unknown,
          }))
        : [{ path: at(path), value }];
    operations = operations.map((operation) =>
      operation.flatMap((entry) => {
        if (action === 'oc') return without(at(path), entry);
        return entries.some((each) => isAtOrBelow(each.path, entry.path)) ? [] : [entry];
      }),
    );
    if (action !== 'oc') operations = [...operations, entries];
  }
  return operations;
};

/** Top-level keys in the order that the tree prints them. */
const sorted = (json: unknown): unknown =>
  json === null
    ? null
    : Object.fromEntries(Object.entries(json as object).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Everything there is after each write that is seen. */
const writesOf = (database: Database, queue: OnDisconnectQueue): readonly Json[] => {
  const seen: Json[] = [];
  database.onCommit(({ after }) => void seen.push(toJson(after, 'wire')));
  queue.run(database, ana);
  return seen;
};

describe('all that a client leaves', () => {
  it.each<[what: string, steps: readonly Step[], after: unknown]>([
    [
      'at one place and below it',
      [
        ['o', 'foo', { bar: 'a', baz: 'b' }],
        ['om', 'foo', { bam: 'c' }],
        ['o', 'foo/baz', null],
      ],
      { foo: { bar: 'a', bam: 'c' } },
    ],
    [
      'at places apart from each other',
      [
        ['o', 'a', 1],
        ['om', 'b', { c: 2, 'd/e': 3 }],
        ['o', 'a/.priority', 4],
      ],
      { a: { '.value': 1, '.priority': 4 }, b: { c: 2, d: { e: 3 } } },
    ],
    [
      'with the time, which is one',
      [
        ['o', 'a', { '.sv': 'timestamp' }],
        ['o', 'b', { '.sv': 'timestamp' }],
      ],
      { a: 4000, b: 4000 },
    ],
    [
      'with counts, one upon the other',
      [
        ['o', 'a', 5],
        ['o', 'b/c', { '.sv': { increment: 2 } }],
        ['om', 'b', { d: { '.sv': { increment: 1 } } }],
      ],
      { a: 5, b: { c: 2, d: 1 } },
    ],
  ])('is seen at once: %s', (_what, steps, after) => {
    const database = databaseWith();
    expect(writesOf(database, queueOf(database, steps))).toEqual([after]);
  });

  it('is judged in the order in which it was left, each on what those before it made', () => {
    const database = databaseWith({
      a: { '.write': true },
      b: { '.write': "root.child('a').val() !== 1" },
      c: { '.write': true },
    });
    const queue = queueOf(database, [
      ['o', 'a', 1],
      ['o', 'b', 2],
      ['o', 'c', 3],
    ]);
    expect(writesOf(database, queue)).toEqual([{ a: 1, c: 3 }]);
  });

  it('is no write when all of it is denied, or there is none', () => {
    const database = databaseWith({ a: { '.write': '!data.exists()' } });
    const queue = queueOf(database, [['o', 'a', 1]]);
    database.set(admin, at('a'), 0);
    expect(writesOf(database, queue)).toEqual([]);
    expect(writesOf(database, queueOf(database, []))).toEqual([]);
  });
});
