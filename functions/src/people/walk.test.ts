import { describe, expect, it } from 'vitest';
import type { Tree } from '../tree/tree.ts';
import { walk } from './walk.ts';

/** A tree of one collection that has these keys, in the order of the database. */
const treeOf = (keys: readonly string[]): Tree => ({
  keys: async (path) => (path === '' ? ['people'] : []),
  read: async (_path, { startAt = keys[0] ?? '', first } = { first: keys.length }) => {
    const from = keys.indexOf(startAt);
    return Object.fromEntries(keys.slice(from, from + first).map((key) => [key, true]));
  },
  update: () => Promise.reject(new Error('Nothing is to be written.')),
  change: () => Promise.reject(new Error('Nothing is to be written.')),
});

describe('walk', () => {
  const numbers = Array.from({ length: 120 }, (_, index) => String(index + 2));
  it.each([
    ['letters', Array.from({ length: 120 }, (_, index) => `key${String(index).padStart(3, '0')}`)],
    ['numbers', ['-3', '0', '1', ...numbers]],
    ['numbers of several lengths', ['-0', '00', '1', '01', '001', ...numbers]],
    ['numbers and what is too large for one', [...numbers, '2147483647', '2147483648', '99999999999']],
    ['odd names', [...numbers, '-', '-a', '__proto__', 'constructor']],
  ])('shows every row once: %s', async (_what, keys) => {
    const seen: string[] = [];
    const next = await walk(treeOf(keys), undefined, async ({ keys: [, key = ''] }) => void seen.push(key));
    expect([next, seen.toSorted()]).toEqual([undefined, keys.toSorted()]);
  });
});
