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
  set,
  setPriority,
  startAfter,
  startAt,
  update,
  type Database,
  type DataSnapshot,
  type Query,
  type QueryConstraint,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { keysOf } from './recorders.ts';
import { settled, Stage } from './stage.ts';

/** The SDK calls inherited methods of what it is given, so every object needs a prototype. */
const record = <Model>(model: { [Key in keyof Model]: fc.Arbitrary<Model[Key]> }): fc.Arbitrary<Model> =>
  fc.record<Model>(model, { noNullPrototype: true });

/** What is stored under a child, in few enough shapes that ties, moves and vanishing children are common. */
const child = fc.oneof(
  fc.constant(null),
  fc.nat({ max: 4 }),
  fc.constantFrom('x', 'y', true),
  record({ v: fc.constantFrom(0, 1, 2, 3, 4, 'x', null, false), w: fc.nat({ max: 2 }) }),
  record({ '.value': fc.nat({ max: 2 }), '.priority': fc.constantFrom(1, 2, 'p') }),
);
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', '1', '2', '10', 'constructor');
const children = fc.dictionary(key, child, { minKeys: 1, noNullPrototype: true });
const leaf = fc.constantFrom(null, 0, 1, 2, 3);

/** One write: where, and what. Each kind of write the SDK has. */
const step = fc.oneof(
  { weight: 4, arbitrary: record({ kind: fc.constant('set' as const), path: key, value: child }) },
  {
    weight: 2,
    arbitrary: record({ kind: fc.constant('set' as const), path: key.map((k) => `${k}/v`), value: leaf }),
  },
  {
    weight: 1,
    arbitrary: record({ kind: fc.constant('set' as const), path: fc.constant('/'), value: children }),
  },
  {
    weight: 1,
    arbitrary: record({
      kind: fc.constant('priority' as const),
      path: key,
      value: fc.constantFrom(null, 1, 'p'),
    }),
  },
  { weight: 3, arbitrary: record({ kind: fc.constant('update' as const), values: children }) },
  {
    weight: 2,
    arbitrary: record({
      kind: fc.constant('update' as const),
      values: fc.dictionary(
        key.map((k) => `${k}/v`),
        leaf,
        { minKeys: 1, noNullPrototype: true },
      ),
    }),
  },
  { weight: 1, arbitrary: record({ kind: fc.constant('above' as const), value: fc.oneof(leaf, children) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const take = (database: Database, each: Step): Promise<void> => {
  if (each.kind === 'set') return set(ref(database, `data/${each.path}`), each.value);
  if (each.kind === 'priority') return setPriority(ref(database, `data/${each.path}`), each.value);
  if (each.kind === 'update') return update(ref(database, 'data'), each.values);
  return set(ref(database), { data: each.value, beside: 1 });
};

/** All that a client listens to, save what would take other listens of it over. */
const listens: readonly { readonly path: string; readonly constraints: readonly QueryConstraint[] }[] = [
  ...[
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
  ].map((constraints) => ({ path: 'data', constraints })),
  { path: 'data/a', constraints: [orderByKey(), limitToLast(1)] },
  { path: 'data/a/v', constraints: [] },
  { path: 'data/b', constraints: [] },
  { path: 'data/c', constraints: [orderByValue(), startAt(1)] },
];

interface Shown {
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** Asks for what a listener was last shown: the order, and the export form. */
const watch = (target: Query): (() => Shown) => {
  let last: DataSnapshot | undefined;
  onValue(target, (snapshot) => (last = snapshot));
  return () => {
    if (last === undefined) throw new Error('The listener was shown nothing.');
    return { keys: keysOf(last), value: last.exportVal() };
  };
};

const watchAll = (windowed: Database, whole: Database): (() => readonly Shown[]) => {
  const views = [
    ...listens.map(({ path, constraints }) => watch(query(ref(windowed, path), ...constraints))),
    watch(ref(whole)),
  ];
  return () => views.map((view) => view());
};

describe('any listen over any history of writes', () => {
  it('shows a client what it would show one that comes afresh', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const stage = new Stage();
        await stage.open();
        try {
          const writer = stage.client();
          const watchers = [stage.client(), stage.client()] as const;
          const shown = watchAll(...watchers);
          await Promise.all(watchers.map(settled));
          for (const each of steps) {
            // A history is a sequence.
            await take(writer, each);
          }
          const newcomers = [stage.client(), stage.client()] as const;
          const fresh = watchAll(...newcomers);
          await Promise.all([...watchers, ...newcomers].map(settled));
          expect(shown()).toEqual(fresh());
        } finally {
          await stage.close();
        }
      }),
      { numRuns: 100 },
    );
  });
});
