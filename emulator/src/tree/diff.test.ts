import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changedChildren } from './diff.ts';
import { childrenOf, emptyNode, nodeAt, sameNode, withNodeAt, type Node } from './node.ts';
import { formatPath, type Path } from './path.ts';
import type { Json } from './json.ts';
import { anyKey, anyNode, nodeOf } from './treeArbitraries.ts';

/** Every location that a walk over changed children comes by. */
const visited = (before: Node, after: Node, at: Path = []): readonly string[] =>
  before === after
    ? []
    : [
        formatPath(at),
        ...[...changedChildren(before, after)].flatMap(([key, old, young]) =>
          visited(old, young, [...at, key]),
        ),
      ];

/** Every location that exists in a node, the root first. */
const locations = (node: Node, at: Path = []): readonly Path[] => [
  at,
  ...[...childrenOf(node)].flatMap(([key, child]) => locations(child, [...at, key])),
];

describe('changedChildren', () => {
  it('leads to what changed, and to nothing beside it', () => {
    const before = nodeOf({ a: { x: 1, y: 2 }, b: { z: 3 }, c: 1 });
    const after = withNodeAt(withNodeAt(before, ['a', 'y'], nodeOf(5)), ['b'], emptyNode);
    expect(visited(before, after)).toEqual(['', 'a', 'a/y', 'b', 'b/z']);
  });

  it.each<[string, Json, Json, readonly string[]]>([
    ['a leaf that becomes a node', 1, { b: 1, 10: 1, 2: 1 }, ['2', '10', 'b']],
    ['a node that becomes a leaf', { b: 1, a: 1 }, 'x', ['a', 'b']],
    ['a node that goes', { a: 1 }, null, ['a']],
    ['two leaves', 1, 2, []],
    ['a priority alone', { a: 1 }, { a: 1, '.priority': 1 }, []],
  ])('takes %s child by child', (_what, before, after, keys) => {
    const old = nodeOf(before);
    const young = withNodeAt(old, [], nodeOf(after));
    expect([...changedChildren(old, young)].map(([key]) => key)).toEqual(keys);
  });

  it('leads to exactly the locations whose value or priority differs', () => {
    fc.assert(
      fc.property(anyNode, fc.array(anyKey, { maxLength: 2 }), anyNode, (before, path, value) => {
        const after = withNodeAt(before, path, value);
        const all = new Map([...locations(before), ...locations(after)].map((at) => [formatPath(at), at]));
        const expected = [...all]
          .filter(([, at]) => !sameNode(nodeAt(before, at), nodeAt(after, at)))
          .map(([text]) => text);
        expect([...visited(before, after)].toSorted()).toEqual(expected.toSorted());
      }),
    );
  });
});
