import * as fc from 'fast-check';
import {
  off,
  onChildAdded,
  onChildChanged,
  onChildMoved,
  onChildRemoved,
  onValue,
  query,
  ref,
  set,
  setPriority,
  update,
  type Database,
  type DataSnapshot,
} from 'firebase/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsBetween, type Shown, shownOf } from './model/events.ts';
import { constraintsOf, isFiltered, type Listing } from './model/listing.ts';
import { type Json, placeOf, type Place, weighted, written } from './model/place.ts';
import { keysOf } from './recorders.ts';
import { settled, Stage } from './stage.ts';

/** The SDK calls inherited methods of what it is given, so every object needs a prototype. */
const record = <Model>(model: { [Key in keyof Model]: fc.Arbitrary<Model[Key]> }): fc.Arbitrary<Model> =>
  fc.record<Model>(model, { noNullPrototype: true });

/** What is stored under a child, in few enough shapes that ties, moves and vanishing children are common. */
const leaf = fc.constantFrom<Json>(null, 0, 1, 2, 3, 'x', true, false);
const priority = fc.constantFrom(null, 1, 2, 'p');
const child: fc.Arbitrary<Json> = fc.oneof(
  leaf,
  record({ v: fc.oneof(leaf, record({ w: leaf })), w: fc.nat({ max: 2 }) }),
  record({ '.value': fc.nat({ max: 2 }), '.priority': priority }),
  record({ v: leaf, '.priority': priority }),
);
const key = fc.constantFrom('a', 'b', 'c', 'd', '1', '2', '10', '-1', '01', 'constructor');
const children: fc.Arbitrary<Json> = fc.dictionary(key, child, { minKeys: 1, noNullPrototype: true });
const below = key.chain((k) => fc.constantFrom(`${k}/v`, `${k}/v/w`, `${k}/w`));

/** One write: where, and what. Each kind of write the SDK has. */
const step = fc.oneof(
  { weight: 4, arbitrary: record({ kind: fc.constant('set' as const), path: key, value: child }) },
  { weight: 2, arbitrary: record({ kind: fc.constant('set' as const), path: below, value: leaf }) },
  {
    weight: 1,
    arbitrary: record({
      kind: fc.constant('set' as const),
      path: fc.constant(''),
      value: fc.oneof(leaf, children),
    }),
  },
  {
    weight: 2,
    arbitrary: record({
      kind: fc.constant('priority' as const),
      path: fc.oneof(key, fc.constant('')),
      value: priority,
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
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const take = (database: Database, at: string, each: Step): Promise<void> => {
  if (each.kind === 'set') return set(ref(database, `${at}/${each.path}`), each.value);
  if (each.kind === 'priority') {
    return setPriority(ref(database, `${at}/${each.path}`), each.value).catch((error: unknown) => {
      // Where nothing is, the server says so. What clients and the model show then is compared as ever.
      if (!String(error).includes('could not set priority on non-existent node')) throw error;
    });
  }
  return update(ref(database, at), each.values as object);
};

const keysIn = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

/** The same write to the model. */
const taken = (place: Place | undefined, each: Step): Place | undefined => {
  if (each.kind === 'set') return written(place, keysIn(each.path), placeOf(each.value));
  if (each.kind === 'priority') return weighted(place, keysIn(each.path), each.value);
  return Object.entries(each.values as object).reduce<Place | undefined>(
    (now, [path, value]) => written(now, keysIn(path), placeOf(value as Json)),
    place,
  );
};

const bound = (order: Listing['order']) =>
  order === 'key'
    ? record({ value: fc.oneof(key, fc.constantFrom('0', '5', 'bb')), isOpen: fc.boolean() })
    : fc.record(
        {
          value:
            order === 'priority' ? fc.constantFrom(null, 0, 1, 2, 'p', 'q') : (leaf as fc.Arbitrary<number>),
          key,
          isOpen: fc.boolean(),
        },
        { requiredKeys: ['value', 'isOpen'], noNullPrototype: true },
      );

const listing: fc.Arbitrary<Listing> = fc
  .constantFrom<Listing['order']>('key', 'value', 'priority', ['v'], ['v'], ['v', 'w'])
  .chain((order) => {
    const limit = record({
      count: fc.integer({ min: 1, max: 4 }),
      from: fc.constantFrom('first' as const, 'last' as const),
    });
    const keys = { noNullPrototype: true, requiredKeys: ['order'] as 'order'[] };
    return fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record(
          { order: fc.constant(order), start: bound(order), end: bound(order), limit },
          keys,
        ),
      },
      { weight: 1, arbitrary: fc.record({ order: fc.constant(order), equal: bound(order), limit }, keys) },
    );
  });

const whole: Listing = { order: 'priority' };

interface Watcher {
  /** What was heard since the last call, as words. */
  heard(): readonly string[];
  shown(): Shown;
  leave(): void;
}

const watch = (database: Database, at: string, asked: Listing): Watcher => {
  const target = query(ref(database, at), ...constraintsOf(asked));
  let events: string[] = [];
  let last: DataSnapshot | undefined;
  const tell = (event: string) => (snapshot: DataSnapshot, previous?: string | null) =>
    void events.push(`${event} ${snapshot.key} after ${previous ?? 'nothing'}`);
  onChildRemoved(target, (snapshot) => void events.push(`removed ${snapshot.key}`));
  onChildAdded(target, tell('added'));
  onChildMoved(target, tell('moved'));
  onChildChanged(target, tell('changed'));
  onValue(target, (snapshot) => {
    last = snapshot;
    events.push('value');
  });
  return {
    heard: () => {
      const news = events;
      events = [];
      return news;
    },
    shown: () => {
      if (last === undefined) throw new Error('The listener was shown nothing.');
      return { keys: keysOf(last), value: last.exportVal() as Json };
    },
    leave: () => off(target),
  };
};

const stage = new Stage();
let writer: Database;
let readers: readonly Database[];
let everywhere: Database;
let runs = 0;

beforeAll(async () => {
  await stage.open();
  writer = stage.client();
  readers = [stage.client(), stage.client(), stage.client(), stage.client()];
  everywhere = stage.client();
});
afterAll(() => stage.close());

describe('any listen over any history of writes', () => {
  it('tells each write in one go, and shows what a plain model shows', { timeout: 60_000 }, async () => {
    const history = record({
      first: fc.oneof(leaf, children),
      steps: fc.array(step, { minLength: 1, maxLength: 6 }),
      listings: fc.array(listing, { minLength: 4, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(history, async ({ first, steps, listings }) => {
        const at = `run${(runs += 1)}`;
        await set(ref(writer, at), first);
        const apart = listings.map((asked, n) => watch(readers[n] ?? writer, at, asked));
        // On one connection they overlap and feed each other, so they may be told a write in several steps. The SDK fails
        // with several listens of everything in different orders.
        const filtered = listings.filter(isFiltered);
        const together = filtered.map((asked) => watch(everywhere, at, asked));
        // What a writer is shown of its own writes begins with a guess.
        const own = watch(writer, at, whole);
        await Promise.all([...readers, everywhere, writer].map(settled));
        let place = placeOf(first);
        for (const watcher of apart) watcher.heard();
        for (const each of steps) {
          const before = place;
          await take(writer, at, each);
          place = taken(place, each);
          await Promise.all([...readers, everywhere, writer].map(settled));
          expect(apart.map((watcher) => watcher.shown())).toEqual(
            listings.map((asked) => shownOf(place, asked)),
          );
          expect(together.map((watcher) => watcher.shown())).toEqual(
            filtered.map((asked) => shownOf(place, asked)),
          );
          expect(own.shown()).toEqual(shownOf(place, whole));
          expect(apart.map((watcher) => watcher.heard())).toEqual(
            listings.map((asked) => eventsBetween(before, place, asked)),
          );
        }
        for (const watcher of [...apart, ...together, own]) watcher.leave();
      }),
      { numRuns: 50 },
    );
  });
});
