import * as fc from 'fast-check';
import {
  endAt,
  endBefore,
  equalTo,
  limitToFirst,
  limitToLast,
  onValue,
  orderByChild,
  orderByKey,
  orderByPriority,
  orderByValue,
  query,
  ref,
  remove,
  set,
  startAfter,
  startAt,
  update,
  type DataSnapshot,
  type Database,
  type Query,
  type QueryConstraint,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { childEvents, keysOf, values } from './recorders.ts';
import { settled, Stage, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

const scores = {
  a: { v: 1 },
  b: { v: 2 },
  c: { v: 2 },
  d: { v: 3 },
  e: { w: 1 },
  f: { v: 'x' },
  g: { v: true },
};

describe('a query', () => {
  it.for([
    ['the first two', [limitToFirst(2)], ['a', 'b']],
    ['the last two', [limitToLast(2)], ['f', 'g']],
    ['from a value', [orderByChild('v'), startAt(2)], ['b', 'c', 'd', 'f']],
    ['from a value and a key', [orderByChild('v'), startAt(2, 'c')], ['c', 'd', 'f']],
    ['after a value', [orderByChild('v'), startAfter(2)], ['d', 'f']],
    ['after a value and a key', [orderByChild('v'), startAfter(2, 'b')], ['c', 'd', 'f']],
    ['up to a value', [orderByChild('v'), endAt(2)], ['e', 'g', 'a', 'b', 'c']],
    ['before a value', [orderByChild('v'), endBefore(2)], ['e', 'g', 'a']],
    ['before a value and a key', [orderByChild('v'), endBefore(2, 'c')], ['e', 'g', 'a', 'b']],
    ['one value', [orderByChild('v'), equalTo(2)], ['b', 'c']],
    ['one value and key', [orderByChild('v'), equalTo(2, 'c')], ['c']],
    ['a truth', [orderByChild('v'), equalTo(true)], ['g']],
    ['those without', [orderByChild('v'), equalTo(null)], ['e']],
    ['none', [orderByChild('v'), equalTo('nobody')], []],
    ['the last in a range', [orderByChild('v'), startAt(1), endAt(3), limitToLast(2)], ['c', 'd']],
    ['the first in a range', [orderByChild('v'), startAt(1), endAt(3), limitToFirst(2)], ['a', 'b']],
    ['keys from', [orderByKey(), startAt('f')], ['f', 'g']],
    ['keys between', [orderByKey(), startAfter('b'), endBefore('e')], ['c', 'd']],
    ['one key', [orderByKey(), equalTo('c')], ['c']],
    ['priorities', [orderByPriority(), equalTo(null), limitToFirst(1)], ['a']],
  ] satisfies [string, QueryConstraint[], string[]][])('finds %s', async ([, constraints, expected]) => {
    await set(ref(stage.client(), 'data'), scores);
    const reader = stage.client();
    const keys: (readonly string[])[] = [];
    onValue(query(ref(reader, 'data'), ...constraints), (snapshot) => keys.push(keysOf(snapshot)));
    await settled(reader);
    expect(keys).toEqual([expected]);
  });

  it.for([
    ['a leaf', 'text'],
    ['nothing', null],
  ] as const)('of %s is empty', async ([, value]) => {
    await set(ref(stage.client(), 'data'), value);
    expect(await values(query(ref(stage.client(), 'data'), limitToFirst(1))).first(1)).toEqual([null]);
  });
});

describe('a window', () => {
  it('takes the next in when one leaves, in one event', async () => {
    const writer = stage.client();
    await set(ref(writer, 'data'), { a: 1, b: 2, c: { deep: 3 } });
    const reader = stage.client();
    const firstTwo = query(ref(reader, 'data'), limitToFirst(2));
    const seen = values(firstTwo);
    const events = childEvents(firstTwo);
    await seen.first(1);
    await remove(ref(writer, 'data/a'));
    await settled(reader);
    expect(seen.items).toEqual([
      { a: 1, b: 2 },
      { b: 2, c: { deep: 3 } },
    ]);
    expect(events.items.slice(2)).toEqual(['removed a', 'added c after b']);
  });

  it('lets the oldest go when a new one comes', async () => {
    const writer = stage.client();
    await set(ref(writer, 'data'), { a: 1, b: 2 });
    const reader = stage.client();
    const events = childEvents(query(ref(reader, 'data'), orderByKey(), limitToLast(2)));
    await events.first(2);
    await set(ref(writer, 'data/c'), 3);
    await settled(reader);
    expect(events.items.slice(2)).toEqual(['removed a', 'added c after b']);
  });

  it('hears deep changes inside it, and none outside', async () => {
    const writer = stage.client();
    await set(ref(writer, 'data'), { a: { x: 1, y: 1 }, b: { x: 1 } });
    const reader = stage.client();
    const seen = values(query(ref(reader, 'data'), limitToFirst(1)));
    await seen.first(1);
    await set(ref(writer, 'data/a/x'), 2);
    await set(ref(writer, 'data/b/x'), 2);
    await settled(reader);
    expect(seen.items).toEqual([{ a: { x: 1, y: 1 } }, { a: { x: 2, y: 1 } }]);
  });

  it('follows a child that moves in and out by its value', async () => {
    const writer = stage.client();
    await set(ref(writer, 'data'), { a: { v: 1 }, b: { v: 5 } });
    const reader = stage.client();
    const seen = values(query(ref(reader, 'data'), orderByChild('v'), startAt(3)));
    await seen.first(1);
    await update(ref(writer, 'data'), { 'a/v': 4, 'b/v': 1 });
    await settled(reader);
    expect(seen.items).toEqual([{ b: { v: 5 } }, { a: { v: 4 } }]);
  });

  it('survives its location being emptied, turned into a leaf and filled again', async () => {
    const writer = stage.client();
    await set(ref(writer, 'data'), { a: 1, b: 2 });
    const reader = stage.client();
    const seen = values(query(ref(reader, 'data'), limitToLast(1)));
    await seen.first(1);
    await remove(ref(writer, 'data'));
    await set(ref(writer, 'data'), 'leaf');
    await set(ref(writer, 'data'), { x: 1, y: 2 });
    await settled(reader);
    expect(seen.items).toEqual([{ b: 2 }, null, { y: 2 }]);
  });
});

/** The SDK calls inherited methods of what it is given, so every object needs a prototype. */
const record = <Model>(model: { [Key in keyof Model]: fc.Arbitrary<Model[Key]> }): fc.Arbitrary<Model> =>
  fc.record<Model>(model, { noNullPrototype: true });

/** What is stored under a child, in few enough shapes that ties, moves and vanishing children are common. */
const child = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom('x', 'y', true),
  record({ v: fc.constantFrom(0, 1, 2, 3, 4, 'x', null, false), w: fc.integer({ min: 0, max: 2 }) }),
  record({ '.value': fc.integer({ min: 0, max: 2 }), '.priority': fc.constantFrom(1, 2, 'p') }),
);
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', '1', '2', '10', 'constructor');
const children = fc.dictionary(key, child, { minKeys: 1, noNullPrototype: true });
const step = fc.oneof(
  { weight: 4, arbitrary: record({ kind: fc.constant('set' as const), key, value: child }) },
  { weight: 3, arbitrary: record({ kind: fc.constant('update' as const), children }) },
  { weight: 2, arbitrary: record({ kind: fc.constant('deep' as const), key, value: fc.nat({ max: 4 }) }) },
  { weight: 1, arbitrary: record({ kind: fc.constant('replace' as const), children }) },
);

const windows: QueryConstraint[][] = [
  [limitToFirst(2)],
  [limitToLast(3)],
  [orderByKey(), startAt('b'), limitToFirst(2)],
  [orderByKey(), endBefore('c')],
  [orderByChild('v'), limitToLast(2)],
  [orderByChild('v'), startAt(1), endAt(3)],
  [orderByChild('v'), equalTo(2)],
  [orderByChild('v'), startAfter(1), limitToFirst(1)],
  [orderByValue(), limitToFirst(3)],
  [orderByPriority(), startAt(1)],
];

describe('any window over any history', () => {
  it('shows one client what it would show a client that comes afresh', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const history = new Stage();
        await history.open();
        try {
          const writer = history.client();
          const watcher = history.client();
          const shown = windows.map((constraints) => watch(query(ref(watcher, 'data'), ...constraints)));
          await settled(watcher);
          for (const each of steps) {
            // The history is a sequence.
            // oxlint-disable-next-line no-await-in-loop
            await take(writer, each);
          }
          const newcomer = history.client();
          const fresh = windows.map((constraints) => watch(query(ref(newcomer, 'data'), ...constraints)));
          await Promise.all([settled(watcher), settled(newcomer)]);
          expect(shown.map((view) => view())).toEqual(fresh.map((view) => view()));
        } finally {
          await history.close();
        }
      }),
      { numRuns: 100 },
    );
  });
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const take = (database: Database, each: Step): Promise<void> => {
  if (each.kind === 'set') return set(ref(database, `data/${each.key}`), each.value);
  if (each.kind === 'deep') return set(ref(database, `data/${each.key}/v`), each.value);
  if (each.kind === 'update') return update(ref(database, 'data'), each.children);
  return set(ref(database, 'data'), each.children);
};

/** What a listener was last shown: the order, and the export form. */
const watch = (target: Query): (() => { readonly keys: readonly string[]; readonly value: unknown }) => {
  let last: DataSnapshot | undefined;
  onValue(target, (snapshot) => (last = snapshot));
  return () => {
    if (last === undefined) throw new Error('The listener was shown nothing.');
    return { keys: keysOf(last), value: last.exportVal() };
  };
};
