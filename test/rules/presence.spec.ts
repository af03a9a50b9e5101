import { limitToFirst, onDisconnect, ref } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { limits } from '@causerie/contract';
import { den } from './inhabitants.ts';
import { by, inTurn, type Operation, read, remove, set, setPriority, update, wait } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { connect, now } from './writes.ts';

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
