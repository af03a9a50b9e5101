import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { nodeAt, withNodeAt } from '../tree/node.ts';
import { formatPath } from '../tree/path.ts';
import { anyKey, anyNode, hostileKeys, nodeOf } from '../tree/treeArbitraries.ts';
import { PathTrie } from './pathTrie.ts';

const anyPath = fc.array(anyKey, { maxLength: 3 });

describe('PathTrie', () => {
  it('keeps values by path, whatever the keys are called', () => {
    const trie = new PathTrie<string>();
    for (const key of hostileKeys) trie.set([key, 'x'], key);
    for (const key of hostileKeys) expect(trie.get([key, 'x'])).toBe(key);
    expect(trie.get(['constructor'])).toBeUndefined();
    expect(trie.get(['hasOwnProperty', 'call'])).toBeUndefined();
  });

  it('leaves nothing behind when its values are deleted', () => {
    fc.assert(
      fc.property(fc.array(anyPath), (paths) => {
        const trie = new PathTrie<number>();
        for (const path of paths) trie.set(path, 1);
        expect(trie.isEmpty).toBe(paths.length === 0);
        for (const path of paths) trie.delete(path);
        expect(trie.isEmpty).toBe(true);
      }),
    );
  });

  it('keeps what lies above and below a deleted value', () => {
    const trie = new PathTrie<string>();
    for (const path of [['a'], ['a', 'b'], ['a', 'b', 'c']]) trie.set(path, formatPath(path));
    trie.delete(['a', 'b']);
    expect([trie.get(['a']), trie.get(['a', 'b']), trie.get(['a', 'b', 'c'])]).toEqual([
      'a',
      undefined,
      'a/b/c',
    ]);
  });

  it('finds exactly the values whose location changed', () => {
    fc.assert(
      fc.property(
        anyNode,
        fc.array(fc.tuple(anyPath, anyNode), { maxLength: 3 }),
        fc.array(anyPath, { maxLength: 60 }),
        (before, writes, paths) => {
          const after = writes.reduce((node, [path, value]) => withNodeAt(node, path, value), before);
          const trie = new PathTrie<string>();
          for (const path of paths) trie.set(path, formatPath(path));
          const expected = new Map(
            paths
              .filter((path) => nodeAt(before, path) !== nodeAt(after, path))
              .map((path) => [formatPath(path), nodeAt(after, path)]),
          );
          const written = writes.map(([path]) => path);
          for (const found of [trie.touched(before, after), trie.touched(before, after, written)]) {
            expect(found).toHaveLength(expected.size);
            for (const { value, after: node } of found) expect(expected.get(value)).toBe(node);
          }
        },
      ),
    );
  });

  it('finds each place once when more changed than there are places', () => {
    const numbers = Array.from({ length: 60 }, (_, i) => `n${i}`);
    const trie = new PathTrie<string>();
    for (const key of numbers.slice(20, 40)) trie.set([key], key);
    const before = nodeOf(Object.fromEntries(numbers.map((key) => [key, 1])));
    const found = trie.touched(before, nodeOf(null)).map(({ value }) => value);
    expect(found).toEqual(numbers.slice(20, 40));
  });

  it('finds one changed place among very many without asking them all', () => {
    const rooms = Array.from({ length: 20_000 }, (_, i) => `room${i}`);
    const before = nodeOf({ rooms: Object.fromEntries(rooms.map((room) => [room, { n: 1 }])) });
    const trie = new PathTrie<string>();
    for (const room of rooms) trie.set(['rooms', room], room);
    const after = withNodeAt(before, ['rooms', 'room777', 'n'], nodeOf(2));
    expect(trie.touched(before, after).map(({ value }) => value)).toEqual(['room777']);
    expect(trie.touched(before, nodeOf(null))).toHaveLength(20_000);
  });
});
