import { limits } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { isIdle, openSlots, presenceOf, readConnections } from './presence.ts';

const now = 10_000_000;
const stale = limits.connectionStaleMs;
const id = (letter: string) => letter.repeat(16);
const row = (slot: string, ageMs: number, letter = slot) => ({
  slot,
  id: id(letter),
  atMs: now - ageMs,
  isAway: false,
});
const away = (slot: string, ageMs: number) => ({ ...row(slot, ageMs), isAway: true });

describe('readConnections', () => {
  it.each([
    ['nothing', null, []],
    ['a scalar', 'here', []],
    ['rows', { a: { at: 5, id: id('x') } }, [{ slot: 'a', id: id('x'), atMs: 5, isAway: false }]],
    [
      'one that is away',
      { a: { at: 5, id: id('x'), away: true } },
      [{ slot: 'a', id: id('x'), atMs: 5, isAway: true }],
    ],
    ['broken rows', { a: { at: 5 }, b: 7, c: { at: 'x', id: id('x') } }, []],
    [
      'a hostile key',
      JSON.parse(`{"__proto__":{"at":5,"id":"x"}}`),
      [{ slot: '__proto__', id: 'x', atMs: 5, isAway: false }],
    ],
  ])('reads %s', (_what, value, expected) => {
    expect(readConnections(value)).toEqual(expected);
  });
});

describe('presenceOf', () => {
  it.each([
    ['without connections', [], undefined],
    ['with a fresh one', [row('a', 0)], 'here'],
    ['with one that is a little ahead', [row('a', -500)], 'here'],
    ['with one about to go stale', [row('a', stale - 1)], 'here'],
    ['with a stale one', [row('a', stale)], undefined],
    ['with a stale one and a fresh one', [row('a', stale), row('b', 10)], 'here'],
    ['with one that is away', [away('a', 0)], 'away'],
    ['with one that is away and one that is not', [away('a', 0), row('b', 10)], 'here'],
    ['with one that is away and a stale one that was not', [away('a', 0), row('b', stale)], 'away'],
    ['with a stale one that was away', [away('a', stale)], undefined],
  ])('%s is %s', (_what, rows, expected) => {
    expect(presenceOf(rows, now)).toBe(expected);
  });
});

describe('isIdle', () => {
  it.each([
    ['who has just touched something', 0, false],
    ['who is about to be taken for away', limits.awayAfterMs - 1, false],
    ['who has touched nothing for long', limits.awayAfterMs, true],
  ])('%s: %s', (_what, untouchedMs, expected) => {
    expect(isIdle(untouchedMs)).toBe(expected);
  });
});

describe('openSlots', () => {
  it.each([
    ['all, when nobody is connected', [], 'abcdefgh'],
    ['those that nobody holds', [row('a', 0), row('c', 10)], 'bdefgh'],
    ['those that have gone stale', [row('a', stale), row('b', 0)], 'acdefgh'],
    ['its own alone', [row('a', 0), row('d', 10, 'z')], 'd'],
    ['its own even when stale', [row('d', stale, 'z')], 'd'],
    ['none, in a ninth tab', [...limits.connectionSlots].map((slot) => row(slot, 0)), ''],
  ])('are %s', (_what, rows, expected) => {
    expect(openSlots(rows, id('z'), now).join('')).toBe(expected);
  });
});
