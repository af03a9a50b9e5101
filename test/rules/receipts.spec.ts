import { limitToFirst, limitToLast } from 'firebase/database';
import { describe } from 'vitest';
import { limits } from '@causerie/contract';
import { by, inTurn, type Operation, read, remove, server, set, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { direct, join, leave, now, openDirect, readUpTo, share } from './writes.ts';

const world = worldOfThisFile();
const row = 'receipts/lobby/ana';
const earlierMs = beginningMs - 1000;
const has = (at: unknown): Operation => update(readUpTo('ana', 'lobby', at));
const seen = by('ana', has(earlierMs));
const saysNot = by('ana', update(share('ana', true, false)));
const saysAgain = by('ana', update(share('ana', true, true)));

describe('receipts/{roomId}, reading', () => {
  const first = [limitToFirst(limits.membersPerRead)] as const;

  table(world, [
    ['bob', 'reads how far others have read', 'allowed', inTurn(seen, read('receipts/lobby', ...first))],
    ['bob', 'reads the last', 'allowed', read('receipts/lobby', limitToLast(limits.membersPerRead))],
    ['bob', 'reads without a limit', 'denied', read('receipts/lobby')],
    ['bob', 'reads one row', 'denied', inTurn(seen, read(row))],
    ['bob', 'reads all rooms', 'denied', read('receipts', ...first)],
    ['eve', 'reads without being in the room', 'denied', read('receipts/lobby', ...first)],
    [nobody, 'reads', 'denied', read('receipts/lobby', ...first)],
    [
      'ana',
      'reads, and does not say it herself',
      'denied',
      inTurn(saysNot, read('receipts/lobby', ...first)),
    ],
    [
      'ana',
      'reads when she says it again',
      'allowed',
      inTurn(saysNot, saysAgain, read('receipts/lobby', ...first)),
    ],
    ['bob', 'reads when another does not', 'allowed', inTurn(saysNot, read('receipts/lobby', ...first))],
    [
      'bob',
      'reads when he does not say when he was here',
      'allowed',
      inTurn(update(share('bob', false, true)), read('receipts/lobby', ...first)),
    ],
  ]);
});

describe('receipts/{roomId}/{uid}', () => {
  table(world, [
    ['ana', 'has read up to a message', 'allowed', has(earlierMs)],
    ['ana', 'has read everything', 'allowed', has(now)],
    ['ana', 'has read what is not written yet', 'denied', has(beginningMs + 1)],
    ['ana', 'has read on', 'allowed', inTurn(seen, has(earlierMs + 1))],
    ['ana', 'says so again', 'allowed', inTurn(seen, has(earlierMs))],
    ['ana', 'has not read what she had', 'denied', inTurn(seen, has(earlierMs - 1))],
    ['ana', 'takes it back and says less', 'denied', inTurn(seen, remove(row), has(earlierMs - 1))],
    ['ana', 'says something else than her own list', 'denied', inTurn(seen, set(row, earlierMs - 1))],
    ['ana', 'says later what her list says', 'allowed', inTurn(seen, remove(row), set(row, earlierMs))],
    ['ana', 'says it without a place in her list', 'denied', set(row, earlierMs)],
    ['ana', 'says a word', 'denied', inTurn(seen, set(row, 'all'))],
    ['ana', 'says an object', 'denied', inTurn(seen, set(row, { at: earlierMs }))],
    ['ana', 'adds a priority', 'denied', inTurn(seen, set(row, { '.value': earlierMs, '.priority': 1 }))],
    ['ana', 'writes the list as a whole', 'denied', inTurn(seen, set('receipts/lobby', { ana: earlierMs }))],
    ['bob', 'says that she has', 'denied', inTurn(seen, set(row, earlierMs))],
    [nobody, 'says that she has', 'denied', inTurn(seen, set(row, earlierMs))],
    ['constructor', 'has read, being called so', 'allowed', update(readUpTo('constructor', 'lobby', now))],
    [
      'ana',
      'has read a room that she was put out of',
      'denied',
      inTurn(seen, server('members/lobby/ana', null), set(row, earlierMs)),
    ],
    [
      'ana',
      'has read, banned from the room',
      'denied',
      inTurn(
        seen,
        server('bans/lobby/ana', { by: 'oz', at: beginningMs, until: beginningMs + 1 }),
        set(row, earlierMs),
      ),
    ],
    [
      'ana',
      'has read, muted',
      'allowed',
      inTurn(
        server('mutes/lobby/ana', { by: 'oz', at: beginningMs, until: beginningMs + 1 }),
        has(earlierMs),
      ),
    ],
    [
      'eve',
      'comes into a room and has read it all',
      'denied',
      update({
        ...join('eve', 'lobby'),
        'mine/eve/lobby': { joinedAt: now, lastRead: now },
        'receipts/lobby/eve': now,
      }),
    ],
    [
      'eve',
      'comes, and then has read it all',
      'allowed',
      inTurn(update(join('eve', 'lobby')), update(readUpTo('eve', 'lobby', now))),
    ],
    [
      'ana',
      'begins a direct room that she has read',
      'denied',
      update({ ...openDirect('ana', 'eve'), [`receipts/${direct('ana', 'eve')}/ana`]: now }),
    ],
  ]);
});

describe('receipts/{roomId}/{uid}, who does not say so', () => {
  table(world, [
    ['ana', 'has read all the same', 'denied', inTurn(saysNot, has(earlierMs))],
    ['ana', 'notes it for herself', 'allowed', inTurn(saysNot, set('mine/ana/lobby/lastRead', earlierMs))],
    ['ana', 'says so again', 'allowed', inTurn(saysNot, saysAgain, has(earlierMs))],
    [
      'ana',
      'says so again in the same update',
      'allowed',
      inTurn(saysNot, update({ ...share('ana', true, true), ...readUpTo('ana', 'lobby', earlierMs) })),
    ],
    [
      'ana',
      'says it while she says that she does not',
      'denied',
      update({ ...share('ana', true, false), ...readUpTo('ana', 'lobby', earlierMs) }),
    ],
    [
      'ana',
      'takes it back with the wish',
      'allowed',
      inTurn(seen, update({ ...share('ana', true, false), [row]: null })),
    ],
    [
      'ana',
      'says only that, not when she was here',
      'allowed',
      inTurn(update(share('ana', false, true)), has(earlierMs)),
    ],
    ['ana', 'takes it back', 'allowed', inTurn(seen, remove(row))],
    [
      'ana',
      'takes it back when she goes',
      'allowed',
      inTurn(seen, update({ ...leave('ana', 'lobby'), [row]: null })),
    ],
    [
      'ana',
      'takes it back when she is gone',
      'allowed',
      inTurn(seen, update(leave('ana', 'lobby')), remove(row)),
    ],
    ['bob', 'takes it back for her', 'denied', inTurn(seen, remove(row))],
    ['ana', 'takes all back', 'denied', inTurn(seen, remove('receipts/lobby'))],
  ]);
});
