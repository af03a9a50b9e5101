import { describe } from 'vitest';
import { by, inTurn, type Operation, remove, server, set, update, wait } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { direct, join, leave, now, openDirect } from './writes.ts';

const world = worldOfThisFile();
const place = 'mine/ana/lobby/lastRead';
const has = (at: unknown): Operation => set(place, at);
const seen = by('ana', has(beginningMs - 1000));

describe('mine/{uid}/{roomId}/lastRead', () => {
  table(world, [
    ['ana', 'has read up to a message', 'allowed', has(beginningMs - 1000)],
    ['ana', 'has read everything', 'allowed', has(now)],
    ['ana', 'has read what is not written yet', 'denied', has(beginningMs + 1)],
    ['ana', 'has read on', 'allowed', inTurn(seen, has(beginningMs - 999))],
    ['ana', 'says so again', 'allowed', inTurn(seen, has(beginningMs - 1000))],
    ['ana', 'has not read what she had', 'denied', inTurn(seen, has(beginningMs - 1001))],
    ['ana', 'forgets it', 'denied', inTurn(seen, remove(place))],
    [
      'ana',
      'forgets it with a new row',
      'denied',
      inTurn(seen, set('mine/ana/lobby', { joinedAt: beginningMs - 86_400_000 })),
    ],
    ['ana', 'says a word', 'denied', has('all')],
    ['ana', 'says a word later', 'denied', inTurn(seen, has('all'))],
    ['ana', 'says an object', 'denied', has({ at: now })],
    ['ana', 'adds a priority', 'denied', has({ '.value': beginningMs, '.priority': 1 })],
    ['bob', 'says that she has', 'denied', has(beginningMs)],
    [nobody, 'says that she has', 'denied', has(beginningMs)],
    ['ana', 'has read a room that she is not in', 'denied', set('mine/ana/annex/lastRead', beginningMs)],
    [
      'ana',
      'begins a direct room that Eve has read',
      'denied',
      update({
        ...openDirect('ana', 'eve'),
        [`mine/eve/${direct('ana', 'eve')}`]: { joinedAt: now, lastRead: 1 },
      }),
    ],
    [
      'ana',
      'begins one that she has read',
      'allowed',
      update({
        ...openDirect('ana', 'eve'),
        [`mine/ana/${direct('ana', 'eve')}`]: { joinedAt: now, lastRead: 1 },
      }),
    ],
    ['ana', 'leaves', 'allowed', inTurn(seen, update(leave('ana', 'lobby')))],
    [
      'ana',
      'comes back and begins anew',
      'allowed',
      inTurn(seen, update(leave('ana', 'lobby')), update(join('ana', 'lobby')), has(1)),
    ],
    [
      'ana',
      'clears it away after the server put her out',
      'allowed',
      inTurn(seen, server('members/lobby/ana', null), remove('mine/ana/lobby')),
    ],
    [
      'ana',
      'has read on, a day later',
      'allowed',
      inTurn(seen, wait(86_400_000), has(beginningMs + 86_400_000)),
    ],
  ]);
});
