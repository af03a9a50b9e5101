import {
  child,
  get,
  goOnline,
  goOffline,
  limitToFirst,
  limitToLast,
  off,
  onValue,
  orderByChild,
  orderByKey,
  query,
  ref,
  remove,
  set,
  startAt,
  update,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { Inbox } from '../support/inbox.ts';
import { values } from './recorders.ts';
import { settled, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

describe('a listen', () => {
  it.for([
    ['nothing', null, null],
    ['text', 'a', 'a'],
    ['empty text', '', ''],
    ['zero', 0, 0],
    ['false', false, false],
    ['an object', { a: { b: 1 } }, { a: { b: 1 } }],
    ['a list', ['x', 'y'], ['x', 'y']],
    ['a list with a hole', { 0: 'x', 2: 'z' }, ['x', undefined, 'z']],
    ['sparse numbers', { 5: 'x' }, { 5: 'x' }],
    [
      'keys every object has',
      { constructor: 1, toString: { valueOf: 2 } },
      { constructor: 1, toString: { valueOf: 2 } },
    ],
    ['characters of every size', { é: 'ü', '😀': '🎉\u0000' }, { é: 'ü', '😀': '🎉\u0000' }],
  ] as const)('begins with %s', async ([, stored, expected]) => {
    await set(ref(stage.client(), 'data'), stored);
    expect(await values(ref(stage.client(), 'data')).first(1)).toEqual([expected]);
  });

  it('hears writes at it, below it and above it, and no others', async () => {
    const writer = stage.client();
    const reader = stage.client();
    const heard = values(ref(reader, 'a/b'));
    await heard.first(1);
    await set(ref(writer, 'a/b'), { c: 1 });
    await set(ref(writer, 'a/b/d/e'), 2);
    await update(ref(writer, '/'), { 'a/b/c': null, 'a/x': 1, 'z/y': 1 });
    await set(ref(writer, 'a/other'), 1);
    await set(ref(writer, 'a'), { b: 'leaf' });
    await remove(ref(writer, '/'));
    await settled(reader);
    expect(heard.items).toEqual([null, { c: 1 }, { c: 1, d: { e: 2 } }, { d: { e: 2 } }, 'leaf', null]);
  });

  it('hears one event for one update of many places', async () => {
    const reader = stage.client();
    const heard = values(ref(reader, 'data'));
    await heard.first(1);
    await update(ref(stage.client(), 'data'), { a: 1, 'b/c': 2, 'b/d': 3 });
    await settled(reader);
    expect(heard.items).toEqual([null, { a: 1, b: { c: 2, d: 3 } }]);
  });

  it('ends with unlisten', async () => {
    const reader = stage.client();
    const heard = values(ref(reader, 'data'));
    await heard.first(1);
    off(ref(reader, 'data'));
    await set(ref(stage.client(), 'data'), 1);
    await settled(reader);
    expect(heard.items).toEqual([null]);
  });

  it('gives its own writer one event, with no flicker between guess and truth', async () => {
    const client = stage.client();
    const heard = values(ref(client, 'data'));
    await heard.first(1);
    await set(ref(client, 'data'), 42);
    await set(ref(client, 'data'), 43);
    await settled(client);
    expect(heard.items).toEqual([null, 42, 43]);
  });

  it('takes its own denied write back', async () => {
    await stage.rules({ '.read': true, data: { '.write': 'newData.val() !== 13' } });
    const client = stage.client();
    const heard = values(ref(client, 'data'));
    await set(ref(client, 'data'), 1);
    await expect(set(ref(client, 'data'), 13)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await settled(client);
    expect(heard.items.filter((value) => value !== null)).toEqual([1, 13, 1]);
  });

  it('serves overlapping listens of one client, each by itself', async () => {
    const writer = stage.client();
    await set(ref(writer, 'data'), { a: { v: 1 }, b: { v: 2 }, c: { v: 3 } });
    const reader = stage.client();
    const first = values(query(ref(reader, 'data'), orderByKey(), limitToFirst(1)));
    const last = values(query(ref(reader, 'data'), orderByKey(), limitToLast(1)));
    const deep = values(ref(reader, 'data/b/v'));
    await Promise.all([first.first(1), last.first(1), deep.first(1)]);
    // A listen to everything takes the others over on the way in, and gives them back on the way out.
    const whole = values(ref(reader, 'data'));
    await whole.first(1);
    await update(ref(writer, 'data'), { 'a/v': 10, 'b/v': 20, 'c/v': 30 });
    await settled(reader);
    off(ref(reader, 'data'), 'value');
    const again = values(query(ref(reader, 'data'), orderByKey(), limitToFirst(1)));
    await again.first(1);
    await update(ref(writer, 'data'), { 'a/v': 100, 'c/v': 300 });
    await settled(reader);
    expect(first.last).toEqual({ a: { v: 10 } });
    expect(last.last).toEqual({ c: { v: 30 } });
    expect(deep.items).toEqual([2, 20]);
    expect(whole.last).toEqual({ a: { v: 10 }, b: { v: 20 }, c: { v: 30 } });
    expect(again.last).toEqual({ a: { v: 100 } });
  });

  it('that begins again with what the server has gets no data, and hears what follows', async () => {
    const writer = stage.client();
    await set(ref(writer, 'data'), { a: 1, b: { '.value': 'x', '.priority': 3 }, '10': true, '9': 0.1 });
    const reader = stage.client();
    const heard = values(ref(reader, 'data'));
    await heard.first(1);
    goOffline(reader);
    goOnline(reader);
    await settled(reader);
    await set(ref(writer, 'data/a'), 2);
    await settled(reader);
    expect(heard.items).toHaveLength(2);
    expect(heard.last).toMatchObject({ a: 2 });
  });

  it('on an order without an index works, and a get of it is refused with the advice', async () => {
    await set(ref(stage.client(), 'scores'), { a: { score: 1 }, b: { score: 2 } });
    const reader = stage.client();
    const byScore = query(ref(reader, 'scores'), orderByChild('score'), startAt(2));
    await expect(get(byScore)).rejects.toThrow(
      'Index not defined, add ".indexOn": "score", for path "/scores", to the rules',
    );
    expect(await values(byScore).first(1)).toEqual([{ b: { score: 2 } }]);
  });

  it('serves a hundred places on one connection', async () => {
    const reader = stage.client();
    const heard = new Inbox<string>();
    for (let n = 0; n < 100; n += 1) {
      onValue(ref(reader, `rooms/${n}`), (snapshot) => heard.add(`${n}: ${snapshot.val()}`));
    }
    await heard.first(100);
    const writes = Array.from({ length: 100 }, (_, n) => [`${n}`, `v${n}`]);
    await update(ref(stage.client(), 'rooms'), Object.fromEntries(writes));
    await settled(reader);
    expect(new Set(heard.items.slice(100))).toEqual(new Set(writes.map(([n, value]) => `${n}: ${value}`)));
  });
});

describe('get', () => {
  it.for([
    ['nothing', 'none', null],
    ['a leaf', 'data/leaf', 1],
    ['an object', 'data', { leaf: 1, list: ['x'], room: { '10': 'ten' } }],
    ['a list', 'data/list', ['x']],
  ] as const)('reads %s', async ([, path, expected]) => {
    const client = stage.client();
    await set(ref(client, 'data'), { leaf: 1, list: ['x'], room: { '10': 'ten' } });
    expect((await get(ref(stage.client(), path))).val()).toEqual(expected);
  });

  it('reads a window', async () => {
    const client = stage.client();
    await set(ref(client, 'data'), { a: 1, b: 2, c: 3 });
    const lastTwo = query(ref(stage.client(), 'data'), orderByKey(), limitToLast(2));
    expect((await get(lastTwo)).val()).toEqual({ b: 2, c: 3 });
  });

  it('says why a denied read is denied', async () => {
    await stage.rules({ open: { '.read': true } });
    const client = stage.client();
    await expect(get(ref(client, 'closed'))).rejects.toThrow('Permission denied');
    expect((await get(child(ref(client), 'open'))).val()).toBeNull();
  });

  it('of what only the client knows is refused', async () => {
    await expect(get(ref(stage.client(), '.info/connected'))).rejects.toThrow('Invalid token in path');
  });
});
