import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sharedWalk } from './diff.ts';
import { childrenOf, emptyNode, nodeAt, sameNode, withNodeAt, type Node } from './node.ts';
import { formatPath, type Path } from './path.ts';
import { anyKey, anyNode, nodeOf } from './treeArbitraries.ts';

const visited = (before: Node, after: Node): readonly string[] => {
  const paths: string[] = [];
  sharedWalk(before, after, (path, old, young) => {
    expect(nodeAt(before, path)).toBe(old);
    expect(nodeAt(after, path)).toBe(young);
    paths.push(formatPath(path));
    return true;
  });
  return paths;
};

/** Every location that exists in a node, the root first. */
const locations = (node: Node, at: Path = []): readonly Path[] => [
  at,
  ...[...childrenOf(node)].flatMap(([key, child]) => locations(child, [...at, key])),
];

describe('sharedWalk', () => {
  it('visits what changed, parents first, and nothing beside it', () => {
    const before = nodeOf({ a: { x: 1, y: 2 }, b: { z: 3 }, c: 1 });
    const after = withNodeAt(withNodeAt(before, ['a', 'y'], nodeOf(5)), ['b'], emptyNode);
    expect(visited(before, after)).toEqual(['', 'a', 'a/y', 'b', 'b/z']);
  });

  it('does not look below a location whose visitor says no', () => {
    const seen: string[] = [];
    sharedWalk(nodeOf({ a: { x: 1 } }), nodeOf({ a: { x: 2 } }), (path) => {
      seen.push(formatPath(path));
      return path.length < 1;
    });
    expect(seen).toEqual(['', 'a']);
  });

  it('visits exactly the locations whose value or priority differs', () => {
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
