import type { RoomId, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { chooseRoom, otherIn, readDirectory, readRoom, withRooms } from './directory.ts';
import { planJoin } from './joinRoom.ts';
import { membershipOf } from './membership.ts';
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
    ).toEqual([{ id: 'lobby', ...room, kind: 'public', isClosed: false }]);
  });
});

describe('readRoom', () => {
  const tea = { name: 'Tea', topic: 'Talk', kind: 'public', owner: 'ana', createdAt: 1 };
  it.each([
    ['a public one', tea, { name: 'Tea', topic: 'Talk', kind: 'public', isClosed: false }],
    ['one that was closed', { ...tea, closedAt: 5 }, { name: 'Tea', isClosed: true }],
    [
      'a direct one, by the other',
      { kind: 'direct', createdAt: 1 },
      { name: 'Bo', topic: '', kind: 'direct' },
    ],
  ])('reads %s', (_what, value, expected) => {
    expect(readRoom('r' as RoomId, value, 'Bo')).toMatchObject(expected);
  });

  it.each([null, 'tea', { name: 'Tea' }, Object.create(tea) as object])('takes %j for none', (value) => {
    expect(readRoom('r' as RoomId, value, undefined)).toBeUndefined();
  });
});

describe('otherIn', () => {
  it.each([
    ['d-ana_bo', 'ana', 'bo'],
    ['d-ana_bo', 'bo', 'ana'],
    ['d-ana_bo', 'lou', undefined],
    ['d-ana_bo', 'an', undefined],
    ['lobby', 'ana', undefined],
  ])('%s for %s is %s', (roomId, uid, expected) => {
    expect(otherIn(roomId as RoomId, uid as UserId)).toBe(expected);
  });
});

const roomsOf = (ids: readonly string[]) =>
  ids.map((id) => ({ id: id as RoomId, name: id, topic: '', kind: 'public', isClosed: false }) as const);

describe('withRooms', () => {
  it('adds what the list lacks, once', () => {
    const more = roomsOf(['lobby', 'z', 'z', 'a']);
    expect(withRooms(roomsOf(['a', 'b']), more).map(({ id }) => id)).toEqual(['a', 'b', 'lobby', 'z']);
  });

  it('is the list itself when that lacks nothing', () => {
    const listed = roomsOf(['a', 'b']);
    expect(withRooms(listed, roomsOf(['b']))).toBe(listed);
  });
});

describe('chooseRoom', () => {
  it.each([
    ['the one asked for', ['a', 'lobby', 'z'], 'z', [], 'z'],
    ['the first room when none is asked for', ['a', 'lobby', 'z'], undefined, [], 'lobby'],
    ['the first room when the one asked for is not there', ['a', 'lobby', 'z'], 'gone', [], 'lobby'],
    ['the one listed first when there is no first room', ['a', 'z'], 'gone', [], 'a'],
    ['none when there is none', [], 'z', [], undefined],
    ['nothing yet while the one asked for is unread', ['a', 'lobby'], 'z', ['z'], 'unread'],
    ['nothing yet while the first room is unread', ['a'], undefined, ['lobby'], 'unread'],
    ['the one asked for whatever is unread', ['a', 'z'], 'z', ['lobby', 'z'], 'z'],
    ['the first room for a hostile id', ['a', 'lobby'], '__proto__', [], 'lobby'],
  ])('gives %s', (_which, listed, asked, unread, expected) => {
    const choice = chooseRoom(roomsOf(listed), asked as RoomId | undefined, new Set(unread as RoomId[]));
    expect(typeof choice === 'object' ? choice.id : choice).toBe(expected);
  });
});

const plan = (has: { readonly member: boolean; readonly mine: boolean }) => [
  ...planJoin('ana' as UserId, 'lobby' as RoomId, has, 'c').keys(),
];

describe('planJoin', () => {
  it.each([
    [{ member: false, mine: false }, ['members/lobby/ana', 'limits/ana/joins/c', 'mine/ana/lobby']],
    [{ member: false, mine: true }, ['members/lobby/ana', 'limits/ana/joins/c']],
    [{ member: true, mine: false }, ['mine/ana/lobby']],
    [{ member: true, mine: true }, []],
  ])('writes what is missing when it has %j', (has, expected) => {
    expect(plan(has)).toEqual(expected);
  });
});

describe('membershipOf', () => {
  it.each([
    [{ isMine: false, isRefused: false, wasMember: false }, 'joining'],
    [{ isMine: true, isRefused: false, wasMember: false }, 'joined'],
    [{ isMine: true, isRefused: true, wasMember: true }, 'joined'],
    [{ isMine: false, isRefused: false, wasMember: true }, 'left'],
    [{ isMine: false, isRefused: true, wasMember: false }, 'refused'],
    [{ isMine: false, isRefused: true, wasMember: true }, 'refused'],
  ])('of %j is %s', (is, expected) => {
    expect(membershipOf(is)).toBe(expected);
  });
});
