import {
  get,
  onValue,
  orderByChild,
  orderByKey,
  orderByPriority,
  orderByValue,
  query,
  ref,
  remove,
  set,
  setPriority,
  update,
  type QueryConstraint,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { Inbox } from '../support/inbox.ts';
import { childEvents, keysOf } from './recorders.ts';
import { settled, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

describe('the order of children', () => {
  it.for([
    [
      'keys: integers by number, then text by code unit',
      [orderByKey()],
      { b: 1, a: 1, '10': 1, '9': 1, '-5': 1, '01': 1, '1': 1, B: 1, é: 1, '😀': 1, '2147483648': 1 },
      ['-5', '1', '01', '9', '10', '2147483648', 'B', 'a', 'b', 'é', '😀'],
    ],
    [
      'keys every object has',
      [orderByKey()],
      { valueOf: 1, toString: 1, constructor: 1 },
      ['constructor', 'toString', 'valueOf'],
    ],
    [
      'values: false, true, numbers, text, objects',
      [orderByValue()],
      { o: { x: 1 }, s: 'a', t: true, n2: 10, n1: 9, f: false, s2: 'B' },
      ['f', 't', 'n1', 'n2', 's2', 's', 'o'],
    ],
    [
      'a child: those without it first, ties by key',
      [orderByChild('v')],
      { d: { v: 1 }, c: { v: 1 }, b: {}, a: { v: 'x' }, none: { w: 1 } },
      ['none', 'c', 'd', 'a'],
    ],
    [
      'a deep child',
      [orderByChild('v/w')],
      { a: { v: { w: 2 } }, b: { v: { w: 1 } }, c: { v: 3 } },
      ['c', 'b', 'a'],
    ],
    [
      'priorities: none, numbers, text',
      [orderByPriority()],
      {
        a: { '.value': 1, '.priority': 'x' },
        b: { '.value': 1, '.priority': 2 },
        c: { '.value': 1, '.priority': 1 },
        d: 1,
      },
      ['d', 'c', 'b', 'a'],
    ],
    ['nothing said: priorities', [], { a: { '.value': 1, '.priority': 2 }, b: 1 }, ['b', 'a']],
  ] satisfies [string, QueryConstraint[], object, string[]][])(
    'by %s',
    async ([, constraints, value, expected]) => {
      await stage.rules({ '.read': true, '.write': true, data: { '.indexOn': ['v', 'v/w', '.value'] } });
      const writer = stage.client();
      await set(ref(writer, 'data'), value);
      const reader = stage.client();
      const data = query(ref(reader, 'data'), ...constraints);
      expect(keysOf(await get(data))).toEqual(expected);
      const heard = new Inbox<readonly string[]>();
      onValue(data, (snapshot) => heard.add(keysOf(snapshot)));
      expect(await heard.first(1)).toEqual([expected]);
    },
  );
});

describe('child events', () => {
  it('name the sibling before, in the order of the query', async () => {
    const writer = stage.client();
    await set(ref(writer, 'data'), { b: { v: 2 }, a: { v: 3 } });
    const reader = stage.client();
    const events = childEvents(query(ref(reader, 'data'), orderByChild('v')));
    await events.first(2);
    await set(ref(writer, 'data/c'), { v: 1 });
    await update(ref(writer, 'data'), { 'a/v': 0, d: { v: 9 } });
    await remove(ref(writer, 'data/b'));
    await settled(reader);
    expect(events.items).toEqual([
      'added b after nothing',
      'added a after b',
      'added c after nothing',
      'added d after b',
      'moved a after nothing',
      'changed a after nothing',
      'removed b',
    ]);
  });

  it('say that a child moved when only its priority changed', async () => {
    const writer = stage.client();
    await set(ref(writer, 'data'), { a: 1, b: 2 });
    const reader = stage.client();
    const events = childEvents(ref(reader, 'data'));
    await events.first(2);
    await setPriority(ref(writer, 'data/a'), 5);
    await settled(reader);
    expect(events.items.slice(2)).toEqual(['moved a after b', 'changed a after b']);
  });

  it('reach two listeners in the same order', async () => {
    const [one, two] = [stage.client(), stage.client()];
    const heard = [one, two].map((client) => childEvents(ref(client, 'data')));
    const [first, second] = [stage.client(), stage.client()];
    await Promise.all([settled(one), settled(two)]);
    const writes = Array.from({ length: 40 }, (_, n) => set(ref(n % 2 ? first : second, `data/${n % 7}`), n));
    await Promise.all(writes);
    await Promise.all([settled(one), settled(two)]);
    expect(heard[0]?.items).toEqual(heard[1]?.items);
    expect(heard[0]?.items).toHaveLength(40);
  });
});
