import { limitToLast, orderByChild } from 'firebase/database';
import { describe } from 'vitest';
import { limits } from '@causerie/contract';
import { inTurn, read, remove, server, set, setPriority, update, wait } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { now, sayTyping } from './writes.ts';

const world = worldOfThisFile();
const row = 'typing/lobby/ana';

describe('typing/{roomId}, reading', () => {
  const newest = [orderByChild('at'), limitToLast(limits.typingPerRead)] as const;

  table(world, [
    ['ana', 'reads who types', 'allowed', read('typing/lobby', ...newest)],
    ['ana', 'reads without a limit', 'denied', read('typing/lobby')],
    ['eve', 'reads from outside', 'denied', read('typing/lobby', ...newest)],
    [nobody, 'reads', 'denied', read('typing/lobby', ...newest)],
    ['ana', 'reads all rooms', 'denied', read('typing', ...newest)],
  ]);
});

describe('typing/{roomId}/{uid}', () => {
  table(world, [
    ['ana', 'types', 'allowed', update(sayTyping('ana', 'lobby'))],
    ['bob', 'says that she types', 'denied', update(sayTyping('ana', 'lobby'))],
    ['eve', 'types from outside', 'denied', update(sayTyping('eve', 'lobby'))],
    [nobody, 'types', 'denied', update(sayTyping('nobody', 'lobby'))],
    [
      'ana',
      'types after the server put her out',
      'denied',
      inTurn(server('members/lobby/ana', null), update(sayTyping('ana', 'lobby'))),
    ],
    ['ana', 'typed earlier', 'denied', set(row, { at: beginningMs - 1, on: true })],
    ['ana', 'types without saying when', 'denied', set(row, { on: true })],
    ['ana', 'types a word', 'denied', set(row, { at: now, on: 'yes' })],
    ['ana', 'adds a field', 'denied', set(row, { at: now, on: true, text: 'h' })],
    ['ana', 'adds a priority', 'denied', set(row, { at: now, on: true, '.priority': 1 })],
    [
      'ana',
      'adds a priority to a field',
      'denied',
      set(row, { at: now, on: { '.value': true, '.priority': 1 } }),
    ],
  ]);
});

describe('typing/{roomId}/{uid}, the pace', () => {
  const types = update(sayTyping('ana', 'lobby'));
  const stops = update(sayTyping('ana', 'lobby', false));

  table(world, [
    ['ana', 'types again after a second', 'allowed', inTurn(types, wait(limits.typingEveryMs), types)],
    ['ana', 'types again before', 'denied', inTurn(types, wait(limits.typingEveryMs - 1), types)],
    ['ana', 'stops before', 'denied', inTurn(types, wait(limits.typingEveryMs - 1), stops)],
    [
      'ana',
      'changes only the flag',
      'denied',
      inTurn(types, wait(limits.typingEveryMs), set(`${row}/on`, false)),
    ],
    [
      'ana',
      'changes only the time',
      'allowed',
      inTurn(types, wait(limits.typingEveryMs), set(`${row}/at`, now)),
    ],
    ['ana', 'changes only the time before', 'denied', inTurn(types, set(`${row}/at`, now))],
    ['ana', 'removes the row', 'denied', inTurn(types, remove(row))],
    ['ana', 'removes the row much later', 'denied', inTurn(types, wait(limits.typingFreshMs), remove(row))],
    ['ana', 'removes the flag', 'denied', inTurn(types, wait(limits.typingEveryMs), remove(`${row}/on`))],
    [
      'ana',
      'gives the row a priority',
      'denied',
      inTurn(types, wait(limits.typingEveryMs), setPriority(row, 1)),
    ],
    ['ana', 'removes the room', 'denied', remove('typing/lobby')],
  ]);
});
