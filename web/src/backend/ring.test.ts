import { limits } from '@causerie/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSlot, isFree, readTakenSlots, turnAt } from './ring.ts';

const ring = limits.messageRing;
const { slots, windowMs } = ring;
const key = 'lobby/-Oabcdefghijklmnopqr';
const taken = (times: Readonly<Record<string, number>>) => new Map(Object.entries(times));

describe('readTakenSlots', () => {
  it.each([
    ['nothing', null, []],
    ['a scalar', 7, []],
    [
      'rows',
      { a: { at: 5, key }, c: { at: 9, key } },
      [
        ['a', 5],
        ['c', 9],
      ],
    ],
    ['broken rows', { a: { at: 'soon', key }, b: null, c: { at: 9, key } }, [['c', 9]]],
    ['hostile keys', JSON.parse(`{"__proto__":{"at":5,"key":"${key}"}}`), [['__proto__', 5]]],
  ] as const)('reads %s', (_what, value, expected) => {
    expect([...readTakenSlots(value)]).toEqual(expected);
  });
});

describe('chooseSlot', () => {
  it.each([
    ['a slot that was never taken', { a: 0, b: 0 }, windowMs * 2, 'c'],
    ['the slot that has been free for longest', { a: 40, b: 10, c: 20, d: 30, e: 50 }, windowMs * 2, 'b'],
    ['the only free slot', { a: 40, b: 30, c: 20, d: 50, e: 60 }, windowMs + 20, 'c'],
    ['nothing when all are taken', { a: 1, b: 2, c: 3, d: 4, e: 5 }, windowMs, undefined],
    ['a slot whose window ends now', { a: 0, b: 2, c: 3, d: 4, e: 5 }, windowMs, 'a'],
  ])('gives %s', (_what, times, nowMs, expected) => {
    expect(chooseSlot(ring, taken(times), nowMs)).toBe(expected);
  });

  it('never gives out more slots in any window than there are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 80 }), (pauses) => {
        const times = new Map<string, number>();
        const given: number[] = [];
        let nowMs = 0;
        for (const pause of pauses) {
          nowMs += pause;
          const slot = chooseSlot(ring, times, nowMs);
          if (slot === undefined) continue;
          times.set(slot, nowMs);
          given.push(nowMs);
        }
        for (const start of given) {
          expect(given.filter((at) => at >= start && at < start + windowMs).length).toBeLessThanOrEqual(
            slots.length,
          );
        }
      }),
    );
  });
});

describe('isFree', () => {
  it.each([
    ['a', 0, true],
    ['b', 9, false],
    ['b', windowMs + 5, true],
  ])('asked about %s at %i is %s', (slot, nowMs, expected) => {
    expect(isFree(ring, taken({ b: 5 }), slot, nowMs)).toBe(expected);
  });
});

describe('turnAt', () => {
  const full = taken({ a: 100, b: 200, c: 300, d: 400, e: 500 });
  it.each([
    [0, 100 + windowMs],
    [1, 200 + windowMs],
    [4, 500 + windowMs],
    [5, 100 + 2 * windowMs],
    [11, 200 + 3 * windowMs],
  ])('tells the one in place %i', (place, expected) => {
    expect(turnAt(ring, full, place, 600)).toBe(expected);
  });

  it('is now while a slot is free', () => {
    expect(turnAt(ring, new Map(), 0, 600)).toBe(600);
    expect(turnAt(ring, new Map(), 5, 600)).toBe(600 + windowMs);
  });
});
