import { describe, expect, it } from 'vitest';
import { sameValue } from './sameValue.ts';

describe('sameValue', () => {
  it.each<[unknown, unknown, boolean]>([
    [null, null, true],
    ['a', 'a', true],
    [1, '1', false],
    [Number.NaN, Number.NaN, true],
    [{ a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [{ a: 1 }, null, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [{ toString: 1 }, {}, false],
    [JSON.parse('{"__proto__":{"role":"owner"}}'), {}, false],
    [JSON.parse('{"__proto__":{"role":"owner"}}'), JSON.parse('{"__proto__":{"role":"owner"}}'), true],
  ])('of %j and %j is %s', (a, b, expected) => {
    expect(sameValue(a, b)).toBe(expected);
  });
});
