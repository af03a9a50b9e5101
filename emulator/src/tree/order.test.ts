import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { compareKeys, compareScalars, innerValue, maxKey, minKey, type SortValue } from './order.ts';
import { hostileKeys } from './treeArbitraries.ts';

const sign = (order: number): number => Math.sign(order) + 0;

const anySortKey = fc.oneof(
  fc.constantFrom(...hostileKeys, minKey, maxKey),
  fc.stringMatching(/^-?0{0,2}\d{1,11}$/),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);

describe('compareKeys', () => {
  it('puts integers first by value, then by length, then everything else by code unit', () => {
    const sorted = [
      minKey,
      '-2147483648',
      '-1',
      '-01',
      '0',
      '-0',
      '00',
      '1',
      '01',
      '2',
      '10',
      '2147483647',
      '',
      '-',
      '--1',
      '-2147483649',
      '-Oabc',
      '1.5',
      '12345678901',
      '2147483648',
      'A',
      '__proto__',
      'a',
      'b',
      'é',
      '😀',
      'ｚ',
      maxKey,
    ];
    expect([...sorted].toReversed().toSorted(compareKeys)).toEqual(sorted);
  });

  it('is a total order in which only equal keys tie', () => {
    fc.assert(
      fc.property(anySortKey, anySortKey, anySortKey, (a, b, c) => {
        expect(sign(compareKeys(a, b))).toBe(sign(-compareKeys(b, a)));
        expect(compareKeys(a, b) === 0).toBe(a === b);
        const isChain = compareKeys(a, b) <= 0 && compareKeys(b, c) <= 0;
        expect(!isChain || compareKeys(a, c) <= 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('compareScalars', () => {
  it('orders null, false, true, numbers, strings, inner nodes', () => {
    const sorted: readonly SortValue[] = [null, false, true, -1, 0, 2, 10, '', '10', '2', 'a', innerValue];
    expect([...sorted].toReversed().toSorted(compareScalars)).toEqual(sorted);
  });

  it('lets all inner nodes tie', () => {
    expect(compareScalars(innerValue, innerValue)).toBe(0);
  });
});
