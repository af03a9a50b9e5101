import { describe, expect, it } from 'vitest';
import { admin } from '../auth/identity.ts';
import { defaultLimits } from '../limits.ts';
import { fromJson, type Json, toJson } from '../tree/json.ts';
import type { Node } from '../tree/node.ts';
import { Databases } from './databases.ts';
import { deltaOf } from './delta.ts';
import { refusalOfEvents } from './triggerLimits.ts';

const mebi = 1024 * 1024;

const tree = (json: unknown): Node => {
  const node = fromJson(json);
  if ('problem' in node) throw new Error(node.problem);
  return node;
};

const bytesOf = (value: Json): number => Buffer.byteLength(JSON.stringify(value));

const tooLarge = {
  ok: false,
  status: 'trigger_payload_too_large',
  message: 'This request would cause a function payload exceeding the maximum size allowed.',
};

const rooms = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`r${at}`, true]));

describe('what a function is told of a write', () => {
  const inner = { 'a"b': true, é: 'x\n😀', 10: [1.5, { y: -1e300 }] };
  it.each<[what: string, before: (text: string) => unknown, after: (text: string) => unknown]>([
    ['a new text', () => null, (text) => text],
    ['a new object', () => null, (text) => ({ ...inner, text })],
    ['a removed one', (text) => ({ ...inner, text }), () => null],
    ['one that becomes a text', (text) => ({ ...inner, text }), () => 'x'],
    ['a change beside what stays', (text) => ({ ...inner, text }), (text) => ({ ...inner, text, more: 1 })],
    ['a change in depth', (text) => ({ a: { b: { text, c: 1 } } }), (text) => ({ a: { b: { text, c: 2 } } })],
    ['a key that goes', (text) => ({ text, a: { b: 1, c: 1 } }), (text) => ({ text, a: { b: 1 } })],
  ])('may be a mebibyte and no byte more: %s', (_what, before, after) => {
    const events = (length: number) => {
      const [old, young] = [tree(before('x'.repeat(length))), tree(after('x'.repeat(length)))];
      return [{ before: old, after: young }] as const;
    };
    const [empty] = events(0);
    const most =
      mebi - bytesOf(toJson(empty.before, 'trigger')) - bytesOf(deltaOf(empty.before, empty.after));
    // An empty text in a tree is a text, too, so only its own length is missing.
    expect(refusalOfEvents(events(most))).toBeUndefined();
    expect(refusalOfEvents(events(most + 1))).toEqual(tooLarge);
  });
});

const databaseWith = (change: string) => {
  const databases = new Databases({ clock: { now: () => 0 }, limits: defaultLimits, log: () => {} });
  databases.triggers.register({
    namespace: 'demo',
    body: {
      name: 'projects/demo/locations/_/functions/us-central1-f-0',
      path: '/rooms/{id}',
      event: `providers/google.firebase.database/eventTypes/ref.${change}`,
      topic: 'projects/demo/topics/us-central1-f-0',
    },
  });
  const database = databases.open('demo');
  if ('problem' in database) throw new Error(database.problem);
  return database;
};

describe('a write', () => {
  it('may call a thousand functions, and else is not made at all', () => {
    const database = databaseWith('write');
    const seen: number[] = [];
    database.onCommit(() => seen.push(1));
    expect(database.set(admin, ['rooms'], rooms(1001))).toEqual({
      ok: false,
      status: 'too_many_triggers',
      message: 'This request would cause too many functions to be triggered.',
    });
    expect(toJson(database.root, 'wire')).toBeNull();
    expect(database.set(admin, ['rooms'], rooms(1000)).ok).toBe(true);
    expect(seen).toEqual([1]);
  });

  it('may change any number of places when no function hears of it', () => {
    const database = databaseWith('delete');
    expect(database.set(admin, ['rooms'], rooms(1001)).ok).toBe(true);
    expect(database.set(admin, ['rooms'], null).ok).toBe(false);
    expect(database.set(admin, ['rooms'], null, { triggersDisabled: true }).ok).toBe(true);
  });

  it('is refused when a function would be told too much', () => {
    const database = databaseWith('write');
    expect(database.update(admin, [], { 'rooms/a/text': 'x'.repeat(mebi), other: 1 })).toEqual(tooLarge);
    expect(toJson(database.root, 'wire')).toBeNull();
    expect(database.set(admin, ['halls', 'a'], 'x'.repeat(mebi)).ok).toBe(true);
  });
});
