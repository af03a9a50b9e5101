import { describe, expect, it } from 'vitest';
import type { Mutant } from './mutants.ts';
import { isGoodEnough, printScore, scoreOf, shareKilled } from './score.ts';

const mutant = (area: string, id: string): Mutant => ({
  id,
  pattern: `/${area}/$id`,
  kind: '.write',
  edit: { what: 'always', start: 0, end: 0, text: 'true' },
});

const three = [mutant('rooms', 'one'), mutant('rooms', 'two'), mutant('users', 'three')];
const reason = { places: /^\/rooms\//, mutant: /^two$/, why: 'Said twice.' };

describe('the score', () => {
  it('counts by area', () => {
    const score = scoreOf(three, new Set(['one', 'three']), [reason]);
    expect(score.rows).toEqual([
      { area: 'rooms', mutants: 2, killed: 1, equivalent: 1, survived: 0 },
      { area: 'users', mutants: 1, killed: 1, equivalent: 0, survived: 0 },
    ]);
    expect(printScore(score).split('\n').at(-1)).toMatch(/^all +3 +2 +1 +0$/);
  });

  it('is of those that can be noticed', () => {
    expect(shareKilled(scoreOf(three, new Set(['one', 'three']), [reason]))).toBe(1);
    expect(shareKilled(scoreOf(three, new Set(['one', 'three']), []))).toBeCloseTo(2 / 3);
    expect(shareKilled(scoreOf([], new Set(), []))).toBe(0);
  });

  it('is not good enough while one survives without a reason', () => {
    expect(isGoodEnough(scoreOf(three, new Set(['one', 'three']), [reason]), 0.97)).toBe(true);
    const score = scoreOf(three, new Set(['one', 'three']), []);
    expect(score.survivors.map(({ id }) => id)).toEqual(['two']);
    expect(isGoodEnough(score, 0)).toBe(false);
  });

  it('is not good enough while too few are noticed', () => {
    const score = scoreOf(three, new Set(['one']), [{ ...reason, places: /./, mutant: /./ }]);
    expect(
      isGoodEnough(
        { ...score, rows: [{ area: 'a', mutants: 100, killed: 96, equivalent: 0, survived: 4 }] },
        0.97,
      ),
    ).toBe(false);
  });

  it('is not good enough while a reason explains nothing', () => {
    const score = scoreOf(three, new Set(['one', 'two', 'three']), [reason]);
    expect(score.stale).toEqual(['Nothing survives because: Said twice.']);
    expect(isGoodEnough(score, 0.97)).toBe(false);
  });

  it('takes a reason for its places only', () => {
    const elsewhere = { ...reason, places: /^\/users\// };
    const score = scoreOf(three, new Set(['one', 'three']), [elsewhere]);
    expect(score.survivors.map(({ id }) => id)).toEqual(['two']);
    expect(score.stale).toHaveLength(1);
  });

  it('takes the first reason that explains', () => {
    const score = scoreOf(three, new Set(['one', 'three']), [reason, { ...reason, why: 'Another.' }]);
    expect(score.equivalents.map(({ why }) => why)).toEqual(['Said twice.']);
  });
});
