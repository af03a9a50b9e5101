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
  query,
  ref,
  remove,
  set,
  startAfter,
  startAt,
  update,
  type QueryConstraint,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { childEvents, keysOf, values } from './recorders.ts';
import { settled, stageForEachTest } from './stage.ts';

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
