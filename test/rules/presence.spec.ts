import { limitToFirst, onDisconnect, ref } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { limits } from '@causerie/contract';
import { den } from './inhabitants.ts';
import {
  by,
  inTurn,
  type Operation,
  read,
  remove,
  server,
  set,
  setPriority,
  update,
  wait,
} from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, sessionBeganMs, worldOfThisFile } from './world.ts';
import { connect, now, share } from './writes.ts';

const world = worldOfThisFile();
const row = 'presence/ana/a';
const thisTab = 'thisthisthisthis';
const otherTab = 'otherotherother1';

const leaveLater: Operation = ({ database }) => onDisconnect(ref(database, row)).remove();

describe('presence/{uid}, reading', () => {
  table(world, [
    ['nia', 'looks whether somebody is here', 'allowed', read('presence/ana')],
    ['nia', 'looks at one connection', 'allowed', read(row)],
    [nobody, 'looks', 'denied', read('presence/ana')],
    ['nia', 'lists everybody', 'denied', read('presence')],
  ]);
});

describe('presence/{uid}/{slot}', () => {
  table(world, [
    ['ana', 'is here', 'allowed', update(connect('ana', 'a'))],
    ['bob', 'says that she is', 'denied', update(connect('ana', 'a'))],
    [nobody, 'is here', 'denied', update(connect('nobody', 'a'))],
    ['constructor', 'is here, being called so', 'allowed', update(connect('constructor', 'a'))],
    ['ana', 'is here for the eighth time', 'allowed', update(connect('ana', 'h'))],
    ['ana', 'is here for the ninth', 'denied', update(connect('ana', 'i'))],
    ['ana', 'takes a slot called constructor', 'denied', update(connect('ana', 'constructor'))],
    ['ana', 'takes a slot called __proto__', 'denied', update(connect('ana', '__proto__'))],
    ['ana', 'takes a slot called 💬', 'denied', update(connect('ana', '💬'))],
    ['ana', 'takes a slot with a very long name', 'denied', update(connect('ana', 'a'.repeat(700)))],
    ['ana', 'was here earlier', 'denied', set(row, { at: beginningMs - 1, id: thisTab })],
    ['ana', 'leaves out when', 'denied', set(row, { id: thisTab })],
    ['ana', 'has no id', 'denied', set(row, { at: now })],
    ['ana', 'has a short id', 'denied', set(row, { at: now, id: 'abc' })],
    ['ana', 'has an id with markup', 'denied', set(row, { at: now, id: '<b>abcdefghijkl>' })],
    ['ana', 'adds a field', 'denied', set(row, { at: now, id: thisTab, city: 'Paris' })],
    ['ana', 'is away', 'allowed', set(row, { at: now, id: thisTab, away: true })],
    ['ana', 'is not away, in so many words', 'denied', set(row, { at: now, id: thisTab, away: false })],
    ['ana', 'says since when she is away', 'denied', set(row, { at: now, id: thisTab, away: now })],
    ['ana', 'says where she is', 'denied', set(row, { at: now, id: thisTab, away: { to: 'Paris' } })],
    [
      'ana',
      'adds a priority to that',
      'denied',
      set(row, { at: now, id: thisTab, away: { '.value': true, '.priority': 1 } }),
    ],
    ['ana', 'adds a priority', 'denied', set(row, { at: now, id: thisTab, '.priority': 1 })],
    [
      'ana',
      'adds a priority to the id',
      'denied',
      set(row, { at: now, id: { '.value': thisTab, '.priority': 1 } }),
    ],
    ['ana', 'writes all rows at once', 'denied', set('presence/ana', { a: { at: now, id: thisTab } })],
  ]);
});

describe('presence/{uid}/{slot}, whose it is', () => {
  const arrive = update(connect('ana', 'a', thisTab));
  const takeOver = update(connect('ana', 'a', otherTab));

  table(world, [
    ['ana', 'refreshes it', 'allowed', inTurn(arrive, wait(limits.connectionBeatMs), arrive)],
    [
      'ana',
      'takes it over from another tab',
      'denied',
      inTurn(arrive, wait(limits.connectionBeatMs), takeOver),
    ],
    ['ana', 'takes another slot', 'allowed', inTurn(arrive, update(connect('ana', 'b', otherTab)))],
    [
      'ana',
      'takes it over when it is stale',
      'allowed',
      inTurn(arrive, wait(limits.connectionStaleMs), takeOver),
    ],
    [
      'ana',
      'takes it over just before',
      'denied',
      inTurn(arrive, wait(limits.connectionStaleMs - 1), takeOver),
    ],
    [
      'ana',
      'puts another id into it when it is stale',
      'denied',
      inTurn(arrive, wait(limits.connectionStaleMs), set(`${row}/id`, otherTab)),
    ],
    [
      'ana',
      'goes away and comes back at once',
      'allowed',
      inTurn(set(row, { at: now, id: thisTab, away: true }), arrive),
    ],
    [
      'ana',
      'makes another tab be away',
      'denied',
      inTurn(arrive, set(row, { at: now, id: otherTab, away: true })),
    ],
    ['ana', 'is away without saying when', 'denied', inTurn(arrive, wait(1), set(`${row}/away`, true))],
    ['ana', 'removes it from any tab', 'allowed', inTurn(arrive, remove(row))],
    ['ana', 'removes all of them', 'denied', inTurn(arrive, remove('presence/ana'))],
    ['bob', 'removes it', 'denied', inTurn(by('ana', arrive), remove(row))],
    ['ana', 'removes only the time', 'denied', inTurn(arrive, remove(`${row}/at`))],
    ['ana', 'gives it a priority', 'denied', inTurn(arrive, setPriority(row, 1))],
  ]);
});

describe('presence and private rooms', () => {
  table(world, [
    ['eve', 'sees that Mel is here', 'allowed', read('presence/mel')],
    ['mel', 'sees who is in their private room', 'allowed', read(`members/${den}`, limitToFirst(10))],
    ['eve', 'sees who is in it, from outside', 'denied', read(`members/${den}`, limitToFirst(10))],
    ['mel', 'is here', 'allowed', update(connect('mel', 'a'))],
    [
      'mel',
      'says in which room she is',
      'denied',
      set('presence/mel/a', { at: now, id: thisTab, roomId: den }),
    ],
  ]);
});

describe('leaving on disconnect', () => {
  table(world, [
    ['ana', 'will leave when she disconnects', 'allowed', leaveLater],
    ['bob', 'makes her leave when he does', 'denied', leaveLater],
  ]);

  it('may happen even to somebody whom the server put out of every room', async () => {
    const actor = { world: world(), database: world().as('ana') };
    await update(connect('ana', 'a'))(actor);
    world().write('members', null);
    await remove(row)(actor);
    expect(await world().read('presence')).toBeNull();
  });
});

const seen = 'lastSeen/ana';
const wasSeen = server(seen, beginningMs - 1000);
const saysNot = by('ana', update(share('ana', false, true)));
const stampLater: Operation = ({ database }) => onDisconnect(ref(database, seen)).set(now);

describe('lastSeen/{uid}', () => {
  table(world, [
    ['nia', 'looks when somebody was here', 'allowed', inTurn(wasSeen, read(seen))],
    [nobody, 'looks', 'denied', inTurn(wasSeen, read(seen))],
    ['nia', 'lists everybody', 'denied', read('lastSeen', limitToFirst(10))],
    ['ana', 'was here now', 'allowed', set(seen, now)],
    ['ana', 'was here again', 'allowed', inTurn(wasSeen, set(seen, now))],
    ['constructor', 'was here, being called so', 'allowed', set('lastSeen/constructor', now)],
    ['ana', 'was here earlier', 'denied', set(seen, beginningMs - 1)],
    ['ana', 'will be here', 'denied', set(seen, beginningMs + 1)],
    ['ana', 'says where', 'denied', set(seen, { at: now })],
    ['ana', 'adds a priority', 'denied', set(seen, { '.value': now, '.priority': 1 })],
    ['bob', 'says that she was', 'denied', set(seen, now)],
    [nobody, 'was here', 'denied', set('lastSeen/nobody', now)],
    ['ana', 'takes it back', 'allowed', inTurn(wasSeen, remove(seen))],
    ['bob', 'takes it back for her', 'denied', inTurn(wasSeen, remove(seen))],
    ['ana', 'writes the list as a whole', 'denied', set('lastSeen', { ana: now })],
    ['ana', 'will say so when she disconnects', 'allowed', stampLater],
    ['bob', 'will say so of her', 'denied', stampLater],
    [
      'ana',
      'was here, banned from everything',
      'denied',
      inTurn(server('sanctions/ana', { bannedUntil: beginningMs + 1 }), set(seen, now)),
    ],
    [
      'ana',
      'takes it back, banned',
      'allowed',
      inTurn(wasSeen, server('sanctions/ana', { bannedUntil: beginningMs + 1 }), remove(seen)),
    ],
  ]);
});

describe('sharing/{uid}, when somebody was here', () => {
  table(world, [
    ['ana', 'was here, and does not say so', 'denied', inTurn(saysNot, set(seen, now))],
    ['ana', 'has it said by a disconnect', 'denied', inTurn(saysNot, stampLater)],
    ['ana', 'says so again', 'allowed', inTurn(saysNot, update(share('ana', true, true)), set(seen, now))],
    [
      'ana',
      'says so again in the same update',
      'allowed',
      inTurn(saysNot, update({ ...share('ana', true, true), [seen]: now })),
    ],
    ['ana', 'says how far she has read, and not this', 'allowed', inTurn(saysNot, remove(seen))],
    [
      'ana',
      'was here, and does not say how far she has read',
      'allowed',
      inTurn(update(share('ana', true, false)), set(seen, now)),
    ],
    ['ana', 'takes it back with the wish', 'allowed', inTurn(wasSeen, saysNot)],
    [
      'ana',
      'leaves it there',
      'denied',
      inTurn(wasSeen, set('sharing/ana', { lastSeen: false, receipts: true })),
    ],
    [
      'ana',
      'leaves it there, field by field',
      'denied',
      inTurn(update(share('ana', true, true)), wasSeen, set('sharing/ana/lastSeen', false)),
    ],
    [
      'ana',
      'wishes one thing more',
      'allowed',
      inTurn(update(share('ana', true, true)), wasSeen, set('sharing/ana/receipts', false)),
    ],
  ]);
});

describe('sharing/{uid}', () => {
  table(world, [
    ['ana', 'reads what she says of herself', 'allowed', read('sharing/ana')],
    ['bob', 'reads it', 'denied', read('sharing/ana')],
    ['bob', 'reads all', 'denied', read('sharing', limitToFirst(10))],
    [nobody, 'reads', 'denied', read('sharing/nobody')],
    ['ana', 'says all', 'allowed', update(share('ana', true, true))],
    ['ana', 'says nothing', 'allowed', update(share('ana', false, false))],
    ['bob', 'says nothing for her', 'denied', update(share('ana', true, false))],
    [nobody, 'says nothing', 'denied', update(share('nobody', true, false))],
    ['ana', 'wishes half of it', 'denied', set('sharing/ana', { receipts: false })],
    ['ana', 'wishes neither yes nor no', 'denied', set('sharing/ana', { lastSeen: true, receipts: 'maybe' })],
    ['ana', 'adds a wish', 'denied', set('sharing/ana', { lastSeen: true, receipts: true, tea: true })],
    ['ana', 'forgets her wishes', 'denied', inTurn(update(share('ana', true, true)), remove('sharing/ana'))],
    [
      'ana',
      'forgets one',
      'denied',
      inTurn(update(share('ana', true, true)), remove('sharing/ana/receipts')),
    ],
    [
      'ana',
      'lets others know all after her session ended',
      'denied',
      inTurn(server('revoked/ana', sessionBeganMs), update(share('ana', true, true))),
    ],
    [
      'ana',
      'lets others know all after older ones ended',
      'allowed',
      inTurn(server('revoked/ana', sessionBeganMs - 1), update(share('ana', true, true))),
    ],
    [
      'ana',
      'says less, banned from everything',
      'allowed',
      inTurn(server('sanctions/ana', { bannedUntil: beginningMs + 1 }), update(share('ana', false, false))),
    ],
  ]);
});
