import type { RoomId, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { chooseRoom, readDirectory } from './directory.ts';
import { planJoin } from './joinRoom.ts';
import { addressOf, parseAddress } from './roomInAddress.ts';

describe('parseAddress', () => {
  it.each([
    ['#/rooms/lobby', 'lobby'],
    ['#/rooms/a-1', 'a-1'],
    ['', undefined],
    ['#', undefined],
    ['#/rooms/', undefined],
    ['#/rooms/Lobby', undefined],
    ['#/rooms/../names', undefined],
    ['#/rooms/__proto__', undefined],
    [`#/rooms/${'a'.repeat(41)}`, undefined],
    ['#/rooms/%6cobby', undefined],
  ])('reads %s as %s', (hash, expected) => {
    expect(parseAddress(hash)).toBe(expected);
  });

  it('reads what addressOf writes', () => {
    expect(parseAddress(addressOf('lobby' as RoomId))).toBe('lobby');
  });
});

describe('readDirectory', () => {
  it('keeps rooms and leaves the rest out', () => {
    const room = { name: 'Lobby', topic: 'Anything' };
    expect(
      readDirectory([
        { key: 'lobby', value: room },
        { key: '__proto__', value: room },
        { key: 'nameless', value: { topic: 'x' } },
        { key: 'inherited', value: Object.create(room) as object },
        { key: 'null', value: null },
      ]),
    ).toEqual([{ id: 'lobby', ...room }]);
  });
});

describe('chooseRoom', () => {
  const rooms = ['first', 'second'].map((id) => ({ id: id as RoomId, name: id, topic: '' }));
  it.each([
    ['the one asked for', rooms, 'second', 'second'],
    ['the first when none is asked for', rooms, undefined, 'first'],
    ['the first when the one asked for is not listed', rooms, 'gone', 'first'],
    ['none when there is none', [], 'second', undefined],
  ])('gives %s', (_which, from, asked, expected) => {
    expect(chooseRoom(from, asked as RoomId | undefined)?.id).toBe(expected);
  });
});

const plan = (has: { readonly member: boolean; readonly mine: boolean }) => [
  ...planJoin('ana' as UserId, 'lobby' as RoomId, has).keys(),
];

describe('planJoin', () => {
  it.each([
    [{ member: false, mine: false }, ['members/lobby/ana', 'mine/ana/lobby']],
    [{ member: false, mine: true }, ['members/lobby/ana']],
    [{ member: true, mine: false }, ['mine/ana/lobby']],
    [{ member: true, mine: true }, []],
  ])('writes what is missing when it has %j', (has, expected) => {
    expect(plan(has)).toEqual(expected);
  });
});
