import {
  get,
  increment,
  push,
  ref,
  remove,
  serverTimestamp,
  set,
  setPriority,
  setWithPriority,
  update,
  type Database,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { keysOf, values } from './recorders.ts';
import { settled, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

describe('server values', () => {
  it('of one write share one instant, in values and in priorities', async () => {
    const client = stage.client();
    const before = Date.now();
    await update(ref(client, 'data'), { a: serverTimestamp(), 'b/c': serverTimestamp() });
    await setWithPriority(ref(client, 'p'), 1, serverTimestamp() as unknown as number);
    const stored = (await get(ref(stage.client()))).exportVal() as {
      data: { a: number; b: { c: number } };
      p: { '.priority': number };
    };
    expect(stored.data.a).toBe(stored.data.b.c);
    expect(stored.data.a).toBeGreaterThanOrEqual(before);
    expect(stored.p['.priority']).toBeGreaterThanOrEqual(stored.data.a);
  });

  it.for([
    ['a number', 5, 7],
    ['nothing', null, 2],
    ['text', 'five', 2],
    ['an object', { a: 1 }, 2],
    ['a fraction', 0.5, 2.5],
  ] as const)('increment %s', async ([, stored, expected]) => {
    const client = stage.client();
    await set(ref(client, 'data/n'), stored);
    await set(ref(client, 'data/n'), increment(2));
    expect((await get(ref(stage.client(), 'data/n'))).val()).toBe(expected);
  });

  it.for([
    [
      'in an update',
      (client) => update(ref(client, 'data'), { n: increment(2), 'deep/er': increment(1) }),
      { n: 7, deep: { er: 1 } },
    ],
    [
      'inside an object',
      (client) => set(ref(client, 'data'), { n: increment(2), list: [increment(1), serverTimestamp()] }),
      { n: 7, list: [1, expect.any(Number)] },
    ],
    [
      'twice on one connection',
      (client) =>
        Promise.all([set(ref(client, 'data/n'), increment(2)), set(ref(client, 'data/n'), increment(-4))]),
      { n: 3 },
    ],
    [
      'after a write that has not arrived',
      (client) => Promise.all([set(ref(client, 'data/n'), 100), set(ref(client, 'data/n'), increment(1))]),
      { n: 101 },
    ],
    [
      'below a scalar, which they replace',
      (client) => set(ref(client, 'data/n/below'), increment(2)),
      { n: { below: 2 } },
    ],
  ] satisfies [string, (client: Database) => Promise<unknown>, unknown][])(
    'increment %s',
    async ([, write, expected]) => {
      const client = stage.client();
      await set(ref(client, 'data'), { n: 5 });
      await write(client);
      expect((await get(ref(stage.client(), 'data'))).val()).toEqual(expected);
    },
  );

  it('increment a priority', async () => {
    const client = stage.client();
    await setWithPriority(ref(client, 'data'), 'x', 5);
    await setPriority(ref(client, 'data'), increment(2) as unknown as number);
    expect((await get(ref(stage.client(), 'data'))).priority).toBe(7);
  });

  it('count every increment of several clients', async () => {
    const clients = [stage.client(), stage.client(), stage.client()];
    await Promise.all(
      clients.flatMap((client) => Array.from({ length: 20 }, () => set(ref(client, 'n'), increment(1)))),
    );
    expect((await get(ref(stage.client(), 'n'))).val()).toBe(60);
  });

  it('reach the writer as the server resolved them', async () => {
    await set(ref(stage.client(), 'n'), 10);
    const client = stage.client();
    const heard = values(ref(client, 'n'));
    await heard.first(1);
    await set(ref(client, 'n'), increment(5));
    await settled(client);
    expect(heard.last).toBe(15);
  });
});

describe('priorities', () => {
  it.for([
    ['are cleared by a plain set', (client: Database) => set(ref(client, 'data'), 2), null],
    ['are kept by a write below', (client: Database) => set(ref(client, 'data/x'), 2), 3],
    ['are kept by an update below', (client: Database) => update(ref(client, 'data'), { y: 2 }), 3],
    ['are changed alone', (client: Database) => setPriority(ref(client, 'data'), 'p'), 'p'],
    ['are removed alone', (client: Database) => setPriority(ref(client, 'data'), null), null],
    ['go with the value', (client: Database) => remove(ref(client, 'data')), null],
  ] as const)('%s', async ([, write, expected]) => {
    const client = stage.client();
    await setWithPriority(ref(client, 'data'), { x: 1 }, 3);
    expect((await get(ref(stage.client(), 'data'))).priority).toBe(3);
    await write(client);
    expect((await get(ref(stage.client(), 'data'))).priority).toBe(expected);
  });

  it('come to listeners, and decide over the order', async () => {
    const client = stage.client();
    await setWithPriority(ref(client, 'data/a'), 1, 2);
    await setWithPriority(ref(client, 'data/b'), 1, 1);
    const snapshot = await get(ref(stage.client(), 'data'));
    expect(keysOf(snapshot)).toEqual(['b', 'a']);
    expect(snapshot.child('a').priority).toBe(2);
  });

  it('of a place without a value are no value', async () => {
    const client = stage.client();
    await expect(setPriority(ref(client, 'data/none'), 5)).rejects.toThrow(
      'INVALID_PARAMETERS: could not set priority on non-existent node',
    );
    await setPriority(ref(client, 'data/none'), null);
    expect((await get(ref(stage.client(), 'data'))).exists()).toBe(false);
  });
});

describe('values', () => {
  it.for([
    ['a list', ['a', 'b'], ['a', 'b']],
    ['a list with nulls', ['a', null, 'c'], ['a', undefined, 'c']],
    [
      'an object of integers, more than half of them there',
      { 0: 'a', 1: 'b', 3: 'd' },
      ['a', 'b', undefined, 'd'],
    ],
    ['an object of integers, too few of them there', { 0: 'a', 9: 'j' }, { 0: 'a', 9: 'j' }],
    ['empty parts, which are not there', { a: {}, b: [], c: null, d: 1 }, { d: 1 }],
    ['nothing but empty parts', { a: { b: { c: null } } }, null],
    ['the smallest number', 5e-324, 5e-324],
    ['the largest number', Number.MAX_VALUE, Number.MAX_VALUE],
    ['the largest whole number that is exact', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ['zero without a sign', -0, 0],
    ['text, made whole where it was half a character', 'a\ud83d', 'a\ufffd'],
    [
      'keys that look like numbers, each for itself',
      { '1': 'a', '01': 'b', '-0': 'c', '2147483648': 'd' },
      { '1': 'a', '01': 'b', '-0': 'c', '2147483648': 'd' },
    ],
    ['text with every kind of character', '\u0000"\\\n\u2028é漢😀', '\u0000"\\\n\u2028é漢😀'],
  ] as const)('come back as %s', async ([, written, expected]) => {
    await set(ref(stage.client(), 'data'), written);
    expect((await get(ref(stage.client(), 'data'))).val()).toEqual(expected);
  });

  it('turn from leaf to object and back', async () => {
    const client = stage.client();
    const heard = values(ref(stage.client(), 'data'));
    await heard.first(1);
    await set(ref(client, 'data'), 'leaf');
    await set(ref(client, 'data/child'), 1);
    await set(ref(client, 'data'), 'leaf again');
    await remove(ref(client, 'data'));
    await heard.first(5);
    expect(heard.items).toEqual([null, 'leaf', { child: 1 }, 'leaf again', null]);
  });

  it('pushed one after another keep their order', async () => {
    const client = stage.client();
    await Promise.all(Array.from({ length: 50 }, (_, n) => push(ref(client, 'list'), n)));
    const stored: unknown[] = [];
    (await get(ref(stage.client(), 'list'))).forEach((each) => void stored.push(each.val()));
    expect(stored).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('nested 32 levels deep are stored', async () => {
    const deepest = Array.from({ length: 32 }, () => 'k').join('/');
    await set(ref(stage.client(), deepest), 1);
    expect((await get(ref(stage.client(), deepest))).val()).toBe(1);
  });
});
