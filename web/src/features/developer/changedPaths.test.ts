import { describe, expect, it } from 'vitest';
import type { OwnersValue } from '../../backend/ownerDatabase.ts';
import { changedPaths } from './changedPaths.ts';

const list = (entries: Readonly<Record<string, unknown>>): OwnersValue => new Map(Object.entries(entries));

describe('changedPaths', () => {
  it.each<readonly [string, unknown, OwnersValue, readonly string[]]>([
    ['nothing', list({ a: { b: 1 } }), list({ a: { b: 1 } }), []],
    ['a value', list({ a: { b: 1, c: 1 } }), list({ a: { b: 2, c: 1 } }), ['p', 'p/a', 'p/a/b']],
    ['a new child', list({ a: 1 }), list({ a: 1, b: { c: 2 } }), ['p', 'p/b', 'p/b/c']],
    ['a child that is gone', list({ a: { b: 1, c: 1 } }), list({ a: { b: 1 } }), ['p', 'p/a']],
    ['a scalar', 1, 2, ['p']],
    ['the end of all', list({ a: 1 }), null, ['p']],
    ['a beginning', null, list({ a: 1 }), ['p', 'p/a']],
    ['two at once', list({ a: 1, b: 1 }), list({ a: 2, b: 2 }), ['p', 'p/a', 'p/b']],
    ['names of objects', list({}), new Map([['__proto__', 1]]), ['p', 'p/__proto__']],
  ])('finds %s', (_name, before, after, expected) => {
    expect(changedPaths('p', before, after).toSorted()).toEqual(expected.toSorted());
  });
});
