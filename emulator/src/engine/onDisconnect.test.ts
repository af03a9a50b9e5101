import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admin, type Identity } from '../auth/identity.ts';
import { defaultLimits } from '../limits.ts';
import { type Json, toJson } from '../tree/json.ts';
import type { Path } from '../tree/path.ts';
import { anyExport } from '../tree/treeArbitraries.ts';
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
});

/** Top-level keys in the order that the tree prints them. */
const sorted = (json: unknown): unknown =>
  json === null
    ? null
    : Object.fromEntries(Object.entries(json as object).toSorted(([a], [b]) => (a < b ? -1 : 1)));

describe('what is left at one place and below it', () => {
  it('is written in one go', () => {
    const database = databaseWith();
    const queue = queueOf(database, [
      ['o', 'foo', { bar: 'a', baz: 'b' }],
      ['om', 'foo', { bam: 'c' }],
      ['o', 'foo/baz', null],
    ]);
    const seen: Json[] = [];
    database.onCommit(({ after }) => seen.push(toJson(after, 'wire')));
    queue.run(database, ana);
    expect(seen).toEqual([{ foo: { bar: 'a', bam: 'c' } }]);
  });

  it.each<[what: string, steps: readonly Step[], after: unknown]>([
    [
      'a child of a scalar takes its place',
      [
        ['o', 'a', 1],
        ['o', 'a/b', 2],
      ],
      { a: { b: 2 } },
    ],
    [
      'and keeps its priority',
      [
        ['o', 'a', { '.value': 1, '.priority': 3 }],
        ['o', 'a/b', 2],
      ],
      { a: { b: 2, '.priority': 3 } },
    ],
    [
      'a child of nothing',
      [
        ['o', 'old', null],
        ['o', 'old/b/c', 2],
      ],
      { old: { b: { c: 2 } } },
    ],
    [
      'no child of a scalar',
      [
        ['o', 'a', 1],
        ['o', 'a/b', null],
      ],
      { a: 1 },
    ],
    [
      'no child of a time to come',
      [
        ['o', 'a', { '.sv': 'timestamp' }],
        ['o', 'a/b', null],
      ],
      { a: expect.any(Number) },
    ],
    [
      'a child in the place of a time to come',
      [
        ['o', 'a', { '.sv': 'timestamp' }],
        ['o', 'a/b', 1],
      ],
      { a: { b: 1 } },
    ],
    [
      'a priority of a scalar',
      [
        ['o', 'a', 1],
        ['o', 'a/.priority', 3],
      ],
      { a: { '.value': 1, '.priority': 3 } },
    ],
    [
      'a priority of an object',
      [
        ['o', 'a', { b: 1 }],
        ['o', 'a/.priority', 3],
      ],
      { a: { b: 1, '.priority': 3 } },
    ],
    [
      'a priority of nothing, which has none',
      [
        ['o', 'old', null],
        ['o', 'old/.priority', 3],
      ],
      null,
    ],
    [
      'a child of a list',
      [
        ['o', 'a', ['x', 'y']],
        ['o', 'a/1', 'z'],
      ],
      { a: { '0': 'x', '1': 'z' } },
    ],
    [
      'a child that every object has',
      [
        ['o', 'a', { b: 1 }],
        ['o', 'a/__proto__/constructor', 1],
      ],
      { a: { b: 1, ['__proto__']: { constructor: 1 } } },
    ],
  ])('is %s', (_what, steps, after) => {
    const database = databaseWith();
    queueOf(database, steps).run(database, ana);
    expect(stored(database)).toEqual(after);
  });

  it('comes to what the writes one after the other would', () => {
    const step = fc.tuple(
      fc.constantFrom('', 'a', 'a/b', 'a/b/c', 'a/.priority', 'a/b/.priority', 'd', 'd/e'),
      fc.oneof(fc.constant(null), fc.constantFrom(1, 'p'), anyExport),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        // No scalars on the way: a write that is replaced before it is made does not take their place.
        const data = { a: { b: { c: 1, z: 1 }, x: 2 }, d: { e: 1 } };
        const [left, written] = [databaseWith(undefined, data), databaseWith(undefined, data)];
        const sets = steps.map(([path, value]): [string, unknown] => [
          path,
          path.endsWith('.priority') && typeof value === 'object' ? null : value,
        ]);
        const accepted = sets.filter(([path, value]) => written.set(ana, at(path), value).ok);
        queueOf(
          left,
          accepted.map(([path, value]): Step => ['o', path, value]),
        ).run(left, ana);
        expect(stored(left)).toEqual(stored(written));
      }),
    );
  });
});
