import { describe, expect, it } from 'vitest';
import { verdictOf } from './table.ts';
import { beginningMs, worldOfThisFile } from './world.ts';
import { takeSlot } from './writes.ts';

const world = worldOfThisFile();
const now = { '.sv': 'timestamp' };

/** Legal keys that nobody expects, and a few that are not legal. */
const keys = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '.value',
  '.sv',
  '.priority',
  '0',
  '-1',
  '[MIN_NAME]',
  '💬',
  '\u202e',
  '\ufeff',
  ' ',
  'ana',
  'k'.repeat(768),
  '💬'.repeat(192),
  'k'.repeat(769),
];

const messageId = '-O000000000000000001';
const message = { uid: 'ana', text: 'hello', at: now, slot: 'a' };
const slotOf = (roomId: string, id: string) => ({
  'limits/ana/messages/a': { at: now, key: `${roomId}/${id}` },
});
const slot = { at: now, key: `lobby/${messageId}` };

/** Every place where a client may choose a key, with the keys that it may choose in this world. */
const places: readonly (readonly [what: string, good: readonly string[], update: (key: string) => object])[] =
  [
    ['a child of the root', [], (key) => ({ [key]: { a: 1 } })],
    [
      'a room',
      ['lobby', 'constructor'],
      (key) => ({ [`messages/${key}/${messageId}`]: message, ...slotOf(key, messageId) }),
    ],
    ['a message', [messageId], (key) => ({ [`messages/lobby/${key}`]: message, ...slotOf('lobby', key) })],
    ['a slot of messages', ['a', 'e'], (key) => ({ [`limits/ana/messages/${key}`]: slot })],
    ['a limit', ['messages'], (key) => ({ [`limits/ana/${key}/a`]: slot })],
    ['a name', ['ana'], (key) => ({ [`names/${key}`]: 'ana' })],
    [
      'a person',
      ['ana'],
      (key) => ({ [`users/${key}/color`]: 2, 'limits/ana/profiles/a': { at: now, key: 'ana' } }),
    ],
    [
      'a slot of connections',
      ['a', 'h'],
      (key) => ({ [`presence/ana/${key}`]: { at: now, id: 'abcdefghijklmnop' } }),
    ],
    [
      'a room to type in',
      ['lobby', 'constructor'],
      (key) => ({ [`typing/${key}/ana`]: { at: now, on: true } }),
    ],
    [
      'a room to have read',
      ['lobby', 'constructor'],
      (key) => ({ [`mine/ana/${key}/lastRead`]: 1, [`receipts/${key}/ana`]: 1 }),
    ],
    [
      "a room of one's own",
      ['ana', '0'],
      (key) => ({
        [`rooms/${key}`]: { name: 'Shed', topic: 'Tools', kind: 'public', owner: 'ana', createdAt: now },
        [`directory/${key}`]: { name: 'Shed', topic: 'Tools' },
        [`members/${key}/ana`]: { role: 'owner', joinedAt: now },
        [`mine/ana/${key}`]: { joinedAt: now },
        'limits/ana/rooms/a': { at: now, key },
      }),
    ],
    [
      'an invite',
      ['InviteInviteInvite0123'],
      (key) => ({
        [`invites/constructor/${key}`]: { by: 'ana', at: now, until: beginningMs + 1, uses: 1 },
        ...takeSlot('invites', 'ana', 'a', `constructor/${key}`),
      }),
    ],
    [
      'somebody who is muted',
      ['constructor', 'bob'],
      (key) => ({
        [`mutes/constructor/${key}`]: { by: 'ana', at: now, until: beginningMs + 1 },
        [`audit/constructor/${messageId}`]: { by: 'ana', at: now, act: 'mute', about: key },
        'limits/ana/act': { at: now, key: `constructor/${messageId}` },
      }),
    ],
    [
      'an entry of an audit log',
      [messageId],
      (key) => ({
        'mutes/constructor/bob': { by: 'ana', at: now, until: beginningMs + 1 },
        [`audit/constructor/${key}`]: { by: 'ana', at: now, act: 'mute', about: 'bob' },
        'limits/ana/act': { at: now, key: `constructor/${key}` },
      }),
    ],
    [
      'a field',
      ['color'],
      (key) => ({ [`users/ana/${key}`]: 2, 'limits/ana/profiles/a': { at: now, key: 'ana' } }),
    ],
  ];

const refusal = /permission.denied|invalid/i;

describe.each(places)('%s', (_what, good, update) => {
  it.each(keys.filter((key) => !good.includes(key)))('may not be called %j', async (key) => {
    const before = await world().read('');
    // Spelled as text, so that `__proto__` is sent as a key.
    await expect(world().send('ana', JSON.stringify(update(key)))).rejects.toThrow(refusal);
    expect(await world().read('')).toEqual(before);
  });

  it.each(good)('may be called %j', async (key) => {
    const sent = JSON.stringify(update(key));
    await expect(verdictOf(world().send('bob', sent))).resolves.toBe('denied');
    await expect(verdictOf(world().send('ana', sent))).resolves.toBe('allowed');
  });
});

describe('a message', () => {
  it.each(keys)('may not have a field called %j', async (key) => {
    const fields = JSON.stringify(message).replace('{', `{${JSON.stringify(key)}:"x",`);
    const sent = `{"messages/lobby/${messageId}":${fields},"limits/ana/messages/a":${JSON.stringify(slot)}}`;
    await expect(world().send('ana', sent)).rejects.toThrow(refusal);
    expect(await world().read(`messages/lobby/${messageId}`)).toBeNull();
  });
});
