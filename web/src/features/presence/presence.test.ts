import { limits } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { isHere, openSlots, readConnections } from './presence.ts';

const now = 10_000_000;
const stale = limits.connectionStaleMs;
const id = (letter: string) => letter.repeat(16);
const row = (slot: string, ageMs: number, letter = slot) => ({ slot, id: id(letter), atMs: now - ageMs });

describe('readConnections', () => {
  it.each([
    ['nothing', null, []],
    ['a scalar', 'here', []],
    ['rows', { a: { at: 5, id: id('x') } }, [{ slot: 'a', id: id('x'), atMs: 5 }]],
    ['broken rows', { a: { at: 5 }, b: 7, c: { at: 'x', id: id('x') } }, []],
    [
      'a hostile key',
      JSON.parse(`{"__proto__":{"at":5,"id":"x"}}`),
      [{ slot: '__proto__', id: 'x', atMs: 5 }],
    ],
  ])('reads %s', (_what, value, expected) => {
    expect(readConnections(value)).toEqual(expected);
  });
});

describe('isHere', () => {
  it.each([
    ['without connections', [], false],
    ['with a fresh one', [row('a', 0)], true],
    ['with one that is a little ahead', [row('a', -500)], true],
    ['with one about to go stale', [row('a', stale - 1)], true],
    ['with a stale one', [row('a', stale)], false],
    ['with a stale one and a fresh one', [row('a', stale), row('b', 10)], true],
  ])('%s is %s', (_what, rows, expected) => {
    expect(isHere(rows, now)).toBe(expected);
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
