import { equalTo, limitToFirst, limitToLast, orderByKey } from 'firebase/database';
import { describe } from 'vitest';
import { by, inTurn, read, remove, server, set, setPriority, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { claim, join, kick, leave, now } from './writes.ts';

const world = worldOfThisFile();

describe('members/{roomId}, reading', () => {
  table(world, [
    ['ana', 'lists the members of her room', 'allowed', read('members/lobby', limitToFirst(50))],
    ['ana', 'lists the last of them', 'allowed', read('members/lobby', limitToLast(50))],
    ['ana', 'lists without a limit', 'denied', read('members/lobby')],
    [
      'ana',
      'looks for one of them',
      'allowed',
      read('members/lobby', orderByKey(), equalTo('bob'), limitToFirst(1)),
    ],
    [
      'eve',
      'looks for one from outside',
      'denied',
      read('members/lobby', orderByKey(), equalTo('bob'), limitToFirst(1)),
    ],
    ['eve', 'lists them from outside', 'denied', read('members/lobby', limitToFirst(50))],
    [nobody, 'lists them', 'denied', read('members/lobby', limitToFirst(50))],
    ['ana', 'lists those of a room that is not there', 'denied', read('members/nowhere', limitToFirst(50))],
    ['ana', 'lists all rooms', 'denied', read('members', limitToFirst(50))],
    ['ana', 'reads her own row', 'allowed', read('members/lobby/ana')],
    ['eve', 'reads her own row, which is not there', 'allowed', read('members/lobby/eve')],
    ['eve', 'reads that of another', 'denied', read('members/lobby/ana')],
    [nobody, 'reads a row', 'denied', read('members/lobby/ana')],
  ]);

  // Custom tokens allow a slash in a uid. It must not lead into a leaf of somebody's membership.
  table(world, [
    ['ana/role', 'lists the members, being called so', 'denied', read('members/lobby', limitToFirst(50))],
    ['ana/role', 'reads the row, being called so', 'denied', read('members/lobby/ana')],
  ]);
});

describe('members/{roomId}/{uid}, joining', () => {
  const eve = join('eve', 'lobby');
  const row = 'members/lobby/eve';

  table(world, [
    ['eve', 'joins a public room', 'allowed', update(eve)],
    ['eve', 'joins one called constructor', 'allowed', update(join('eve', 'constructor'))],
    ['eve', 'joins one of another kind', 'denied', update(join('eve', 'vault'))],
    ['eve', 'joins one that is not there', 'denied', update(join('eve', 'nowhere'))],
    ['eve', 'joins one called __proto__', 'denied', update(join('eve', '__proto__'))],
    ['eve', 'joins one with a very long name', 'denied', update(join('eve', 'r'.repeat(700)))],
    ['eve', 'joins one called 💬', 'denied', update(join('eve', '💬'))],
    ['ana', 'brings another in', 'denied', update(eve)],
    [nobody, 'joins', 'denied', update(join('nobody', 'lobby'))],
    ['nia', 'joins without a profile', 'denied', update(join('nia', 'lobby'))],
    [
      'nia',
      'joins with a profile in the same update',
      'allowed',
      update({ ...claim('nia', 'Nia'), ...join('nia', 'lobby') }),
    ],
    ['ana', 'joins again', 'denied', update(join('ana', 'lobby'))],
    ['eve', 'joins and leaves it out of her list', 'denied', set(row, eve[row])],
    ['eve', 'joins as owner', 'denied', update({ ...eve, [row]: { role: 'owner', joinedAt: now } })],
    ['eve', 'joins as nothing', 'denied', update({ ...eve, [row]: { joinedAt: now } })],
    [
      'eve',
      'joined long ago',
      'denied',
      update({ ...eve, [row]: { role: 'member', joinedAt: beginningMs - 1 } }),
    ],
    [
      'eve',
      'joins with something more',
      'denied',
      update({ ...eve, [row]: { role: 'member', joinedAt: now, code: 'x' } }),
    ],
    [
      'eve',
      'joins with a priority',
      'denied',
      update({ ...eve, [row]: { role: 'member', joinedAt: now, '.priority': 1 } }),
    ],
    [
      'eve',
      'joins with a priority on her role',
      'denied',
      update({ ...eve, [row]: { role: { '.value': 'member', '.priority': 1 }, joinedAt: now } }),
    ],
  ]);
});

describe('members/{roomId}/{uid}, later', () => {
  table(world, [
    ['ana', 'leaves', 'allowed', update(leave('ana', 'lobby'))],
    ['ana', 'leaves and keeps it in her list', 'denied', remove('members/lobby/ana')],
    ['ana', 'leaves again', 'allowed', inTurn(update(leave('ana', 'lobby')), update(leave('ana', 'lobby')))],
    ['bob', 'puts her out', 'denied', update(kick('bob', 'lobby', 'ana'))],
    [
      'ana',
      'leaves a room that the server removed',
      'allowed',
      inTurn(server('rooms/lobby', null), update(leave('ana', 'lobby'))),
    ],
    [
      'eve',
      'comes back',
      'allowed',
      inTurn(update(join('eve', 'lobby')), update(leave('eve', 'lobby')), update(join('eve', 'lobby', 'b'))),
    ],
    ['ana', 'makes herself owner', 'denied', set('members/lobby/ana/role', 'owner')],
    ['ana', 'writes her role again', 'denied', set('members/lobby/ana/role', 'member')],
    ['ana', 'adds a field', 'denied', set('members/lobby/ana/code', 'x')],
    ['ana', 'removes her role', 'denied', remove('members/lobby/ana/role')],
    ['ana', 'gives her row a priority', 'denied', setPriority('members/lobby/ana', 1)],
    ['ana', 'gives the room a priority', 'denied', setPriority('members/lobby', 1)],
    ['ana', 'removes everybody', 'denied', remove('members/lobby')],
  ]);
});

describe('mine/{uid}', () => {
  table(world, [
    ['ana', 'lists her rooms', 'allowed', read('mine/ana', limitToFirst(50))],
    ['ana', 'lists them without a limit', 'denied', read('mine/ana')],
    ['bob', 'lists them', 'denied', read('mine/ana', limitToFirst(50))],
    [nobody, 'lists them', 'denied', read('mine/ana', limitToFirst(50))],
    ['ana', 'reads one entry', 'allowed', read('mine/ana/lobby')],
    ['bob', 'reads it', 'denied', read('mine/ana/lobby')],
    ['eve', 'lists a room that she is not in', 'denied', set('mine/eve/lobby', { joinedAt: now })],
    ['ana', 'removes one that she is in', 'denied', remove('mine/ana/lobby')],
    [
      'ana',
      'removes one that the server put her out of',
      'allowed',
      inTurn(server('members/lobby/ana', null), remove('mine/ana/lobby')),
    ],
    [
      'bob',
      'removes it for her',
      'denied',
      inTurn(server('members/lobby/ana', null), remove('mine/ana/lobby')),
    ],
    ['ana', 'says she joined now', 'denied', set('mine/ana/lobby/joinedAt', now)],
    ['ana', 'adds a field', 'denied', set('mine/ana/lobby/unread', 3)],
    ['ana', 'gives an entry a priority', 'denied', setPriority('mine/ana/lobby', 1)],
    [
      'bob',
      'joins and lists it for another',
      'denied',
      update({ ...join('bob', 'annex'), 'mine/ana/annex': { joinedAt: now } }),
    ],
    ['bob', 'joins and lists it for himself', 'allowed', update(join('bob', 'annex'))],
    [
      'eve',
      'comes after another left',
      'allowed',
      inTurn(by('ana', update(leave('ana', 'lobby'))), update(join('eve', 'lobby'))),
    ],
  ]);
});
