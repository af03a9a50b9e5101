import { describe } from 'vitest';
import { messageId } from './inhabitants.ts';
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
import { nobody, worldOfThisFile } from './world.ts';
import { direct, edit, now, open, openDirect, post } from './writes.ts';

const world = worldOfThisFile();
const pauseMs = 30_000;

const sent = (number: number, slot: string, uid = 'ana') =>
  post({ uid, roomId: 'slow', messageId: messageId(number), slot });
const turn = (number: number, uid = 'ana') => ({
  [`limits/${uid}/pace/slow`]: { at: now, key: messageId(number) },
});
const speaks = (number: number, slot: string, uid = 'ana'): Operation =>
  update({ ...sent(number, slot, uid), ...turn(number, uid) });
const first = speaks(1, 'a');
const later = (operation: Operation): Operation => inTurn(first, wait(pauseMs), operation);
const slow = (value: unknown): Operation => set('rooms/club/slowMs', value);

describe('a room that asks for pauses', () => {
  table(world, [
    ['ana', 'speaks', 'allowed', first],
    ['ana', 'speaks without taking her turn', 'denied', update(sent(1, 'a'))],
    ['ana', 'speaks again after the pause', 'allowed', inTurn(first, wait(pauseMs), speaks(2, 'b'))],
    ['ana', 'speaks again before', 'denied', inTurn(first, wait(pauseMs - 1), speaks(2, 'b'))],
    [
      'ana',
      'speaks again in another room',
      'allowed',
      inTurn(first, update(post({ uid: 'ana', roomId: 'lobby', messageId: messageId(2), slot: 'b' }))),
    ],
    ['bob', 'speaks meanwhile', 'allowed', inTurn(by('ana', first), speaks(2, 'a', 'bob'))],
    [
      'ana',
      'says two things in one turn',
      'denied',
      update({ ...sent(2, 'b'), ...sent(1, 'a'), ...turn(1) }),
    ],
    ['ana', 'takes her turn for something else', 'denied', update({ ...sent(1, 'a'), ...turn(2) })],
    [
      'ana',
      'takes the turn of another',
      'denied',
      update({ ...sent(1, 'a'), 'limits/bob/pace/slow': { at: now, key: messageId(1) } }),
    ],
    [
      'ana',
      'speaks a moment after taking her turn',
      'denied',
      inTurn(update(turn(1)), wait(1), update(sent(1, 'a'))),
    ],
    [
      'ana',
      'corrects herself during the pause',
      'allowed',
      inTurn(first, update(edit({ uid: 'ana', roomId: 'slow', messageId: messageId(1), slot: 'a' }))),
    ],
    ['mo', 'speaks without a turn, being a moderator', 'allowed', update(sent(1, 'a', 'mo'))],
    ['oz', 'speaks without a turn, being the owner', 'allowed', update(sent(1, 'a', 'oz'))],
    ['mel', 'speaks without a turn', 'denied', update(sent(1, 'a', 'mel'))],
    [
      'ana',
      'speaks without a turn when the pause was lifted',
      'allowed',
      inTurn(by('mo', remove('rooms/slow/slowMs')), update(sent(1, 'a'))),
    ],
  ]);
});

describe('limits/{uid}/pace/{roomId}', () => {
  const row = 'limits/ana/pace/slow';
  const good = { at: now, key: messageId(2) };

  table(world, [
    ['ana', 'reads it', 'allowed', read(row)],
    ['bob', 'reads it', 'denied', read(row)],
    [nobody, 'reads it', 'denied', read(row)],
    ['ana', 'takes her turn', 'allowed', later(set(row, good))],
    ['bob', 'takes hers', 'denied', set(row, good)],
    ['ana', 'takes it in a room without pauses', 'denied', set('limits/ana/pace/lobby', good)],
    ['eve', 'takes it in a room that she is not in', 'denied', set('limits/eve/pace/slow', good)],
    ['ana', 'takes it in a room that is not there', 'denied', set('limits/ana/pace/nowhere', good)],
    ['ana', 'takes it in __proto__', 'denied', set('limits/ana/pace/__proto__', good)],
    ['ana', 'removes it', 'denied', later(remove(row))],
    ['ana', 'removes when it was', 'denied', later(remove(`${row}/at`))],
    ['ana', 'changes only what it was for', 'denied', later(set(`${row}/key`, messageId(2)))],
    ['ana', 'says it was long ago', 'denied', later(set(row, { ...good, at: 1 }))],
    ['ana', 'adds a field', 'denied', later(set(row, { ...good, free: true }))],
    ['ana', 'adds a priority', 'denied', later(set(row, { ...good, '.priority': 1 }))],
    ['ana', 'gives it one', 'denied', later(setPriority(row, 1))],
    ['ana', 'removes all of them', 'denied', later(remove('limits/ana/pace'))],
  ]);
});

describe('rooms/{roomId}/slowMs', () => {
  table(world, [
    ['oz', 'asks for pauses', 'allowed', slow(5000)],
    ['mo', 'asks for them, being a moderator', 'allowed', slow(5000)],
    ['mel', 'asks for them, being a member', 'denied', slow(5000)],
    ['ana', 'asks for them from outside', 'denied', slow(5000)],
    [nobody, 'asks for them', 'denied', slow(5000)],
    ['mo', 'asks for them in a room in which she is nobody', 'denied', set('rooms/lobby/slowMs', 5000)],
    ['mo', 'lifts them', 'allowed', inTurn(server('rooms/club/slowMs', 5000), remove('rooms/club/slowMs'))],
    ['mel', 'lifts them', 'denied', inTurn(server('rooms/club/slowMs', 5000), remove('rooms/club/slowMs'))],
    ['oz', 'asks for them with a word', 'denied', slow('long')],
    ['oz', 'adds a priority', 'denied', slow({ '.value': 5000, '.priority': 1 })],
    [
      'eve',
      'begins a direct room with pauses',
      'denied',
      update(openDirect('ana', 'eve', direct('ana', 'eve'), { slowMs: 5000 }, 'eve')),
    ],
    [
      'eve',
      'begins one without',
      'allowed',
      update(openDirect('ana', 'eve', direct('ana', 'eve'), {}, 'eve')),
    ],
    ['eve', 'opens a room with pauses', 'allowed', update(open('eve', 'shed', { slowMs: 5000 }))],
  ]);
});
