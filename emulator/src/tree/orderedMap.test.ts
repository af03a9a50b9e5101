import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { OrderedMap, type Entry } from './orderedMap.ts';

const byNumber = (a: number, b: number): number => a - b;
const mapOf = (entries: readonly Entry<number, number>[]): OrderedMap<number, number> =>
  OrderedMap.fromSorted(
    entries.toSorted((a, b) => a[0] - b[0]),
    byNumber,
  );
const modelEntries = (model: ReadonlyMap<number, number>): readonly Entry<number, number>[] =>
  [...model].toSorted((a, b) => a[0] - b[0]);

/** Runs of neighbouring keys fill and empty whole pages; scattered ones split and merge them. */
const anyEdits = fc.array(
  fc.record({
    kind: fc.constantFrom('put', 'put', 'take'),
    from: fc.integer({ min: 0, max: 300 }),
    run: fc.integer({ min: 1, max: 80 }),
    value: fc.integer({ min: 0, max: 3 }),
    down: fc.boolean(),
  }),
  { maxLength: 30 },
);

type Edit = { kind: string; from: number; run: number; value: number; down: boolean };

const apply = (
  map: OrderedMap<number, number>,
  model: Map<number, number>,
  edits: readonly Edit[],
): OrderedMap<number, number> => {
  let next = map;
  for (const { kind, from, run, value, down } of edits) {
    for (let step = 0; step < run; step++) {
      const key = down ? from + run - step : from + step;
      if (kind === 'put') {
        next = next.with(key, value);
        model.set(key, value);
      } else {
        next = next.without(key);
        model.delete(key);
      }
    }
  }
  return next;
};

describe('OrderedMap', () => {
  it('behaves as a plain map does, in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 400 }),
        anyEdits,
        fc.integer({ min: -5, max: 400 }),
        (keys, edits, key) => {
          const model = new Map(keys.map((at) => [at, -1]));
          const map = apply(mapOf([...model]), model, edits);
          const expected = modelEntries(model);
          expect([...map.entries()]).toEqual(expected);
          expect([...map.entriesBack()]).toEqual(expected.toReversed());
          expect([...map.entries({ key })]).toEqual(expected.filter(([at]) => at >= key));
          expect([...map.entriesBack({ key })]).toEqual(expected.filter(([at]) => at <= key).toReversed());
          const visited: unknown[] = [];
          map.forEach((at, value) => visited.push([at, value]));
          expect(visited).toEqual(expected);
          expect(map.size).toBe(expected.length);
          expect(map.get(key)).toBe(model.get(key));
          const below = expected.filter(([at]) => at < key).length;
          expect(map.rankOf(key)).toBe(below);
          expect(map.keyAt(below)).toBe(expected[below]?.[0]);
          expect(map.keyAt(expected.length)).toBeUndefined();
          expect(map.keyAt(-1)).toBeUndefined();
        },
      ),
    );
  });

  it('stays in order when whole stretches of a large map come and go', () => {
    const anyStretch = fc.record({
      kind: fc.constantFrom('put', 'take', 'take'),
      from: fc.integer({ min: 0, max: 6000 }),
      run: fc.integer({ min: 1, max: 2500 }),
      value: fc.constant(1),
      down: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyStretch, { minLength: 4, maxLength: 12 }), (edits) => {
        // Gaps between the keys leave room for new ones before the first key of a page.
        const model = new Map(Array.from({ length: 4000 }, (_, i) => [i * 2, 0]));
        const map = apply(mapOf([...model]), model, edits);
        const expected = modelEntries(model);
        expect([...map.entries()]).toEqual(expected);
        expect(expected.filter(([key, value]) => map.get(key) !== value)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('never changes an older version', () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, (first, second) => {
        const model = new Map<number, number>();
        const map = apply(mapOf([]), model, first);
        const frozen = modelEntries(model);
        apply(map, new Map(model), second);
        expect([...map.entries()]).toEqual(frozen);
      }),
    );
  });

  it('finds exactly what changed between any two versions', () => {
    fc.assert(
      fc.property(anyEdits, anyEdits, (first, second) => {
        const before = new Map<number, number>();
        const old = apply(mapOf([]), before, first);
        const after = new Map(before);
        const young = apply(old, after, second);
        const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted(byNumber);
        const expected = keys
          .filter((key) => before.get(key) !== after.get(key))
          .map((key) => [key, before.get(key), after.get(key)]);
        expect([...old.changesTo(young)]).toEqual(expected);
        // Two maps that share no page at all must be told apart just as well.
        expect([...mapOf([...before]).changesTo(mapOf([...after]))]).toEqual(expected);
      }),
    );
  });

  it('looks at little more than the changed pages', () => {
    let compared = 0;
    const counting = (a: number, b: number): number => {
      compared++;
      return a - b;
    };
    const entries = Array.from({ length: 100_000 }, (_, key): Entry<number, number> => [key, 0]);
    const old = OrderedMap.fromSorted(entries, counting);
    const young = old.with(50_000, 1).without(70_000).with(100_000, 2);
    compared = 0;
    expect([...old.changesTo(young)]).toEqual([
      [50_000, 0, 1],
      [70_000, 0, undefined],
      [100_000, undefined, 2],
    ]);
    expect(compared).toBeLessThan(500);
  });

  it('returns the same map when there is nothing to take away', () => {
    const map = mapOf([[1, 1]]);
    expect(map.without(2)).toBe(map);
    expect(map.without(1).size).toBe(0);
  });
});
