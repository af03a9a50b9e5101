import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toJson, type Json } from '../tree/json.ts';
import { nodeAt, sameNode, withNodeAt, withPriority, type Node } from '../tree/node.ts';
import { formatPath, isPrefix } from '../tree/path.ts';
import { anyKey, anyNode, nodeOf } from '../tree/treeArbitraries.ts';
import { changesBetween, type Change } from './change.ts';

const listed = (before: Json, after: Json): readonly (readonly [string, Json])[] => {
  const old = nodeOf(before);
  return changesBetween(old, withNodeAt(old, [], nodeOf(after))).map(({ path, node }) => [
    formatPath(path),
    toJson(node, 'wire'),
  ]);
};

const applied = (node: Node, { path, node: value }: Change): Node => {
  if (path.at(-1) !== '.priority') return withNodeAt(node, path, value);
  const owner = path.slice(0, -1);
  const priority = toJson(value, 'wire') as string | number | null;
  return withNodeAt(node, owner, withPriority(nodeAt(node, owner), priority));
};

describe('changesBetween', () => {
  it.each<[string, Json, Json, readonly (readonly [string, Json])[]]>([
    ['nothing', { a: 1 }, { a: 1 }, []],
    ['a deep leaf', { a: { b: 1, c: 2 }, d: 1 }, { a: { b: 1, c: 3 }, d: 1 }, [['a/c', 3]]],
    [
      'an only child, however deep',
      { a: { b: { c: 1, d: 2 } } },
      { a: { b: { c: 1, d: 3 } } },
      [['a/b/d', 3]],
    ],
    [
      'a node that keeps nothing',
      { a: { b: 1, c: 2 }, d: 1 },
      { a: { e: 3, f: 4 }, d: 1 },
      [['a', { e: 3, f: 4 }]],
    ],
    ['everything', { a: 1 }, { b: 1 }, [['', { b: 1 }]]],
    ['a removal', { a: { b: 1 }, c: 1 }, { c: 1 }, [['a', null]]],
    ['the last removal', { a: 1 }, null, [['', null]]],
    [
      'two places',
      { a: { x: 1, y: 1 }, b: 1, c: 1 },
      { a: { x: 2, y: 1 }, c: 2, b: 1 },
      [
        ['a/x', 2],
        ['c', 2],
      ],
    ],
    ['a leaf that becomes a node', { a: 1, b: 1 }, { a: { x: 1 }, b: 1 }, [['a', { x: 1 }]]],
    ['a priority alone', { a: { x: 1 }, b: 1 }, { a: { x: 1, '.priority': 2 }, b: 1 }, [['a/.priority', 2]]],
    ['a priority taken away', { x: 1, '.priority': 2 }, { x: 1 }, [['.priority', null]]],
    [
      'the priority of a leaf',
      { a: 1, b: 1 },
      { a: { '.value': 1, '.priority': 2 }, b: 1 },
      [['a', { '.value': 1, '.priority': 2 }]],
    ],
  ])('names %s', (_what, before, after, changes) => {
    expect(listed(before, after)).toEqual(changes);
  });

  it('lead from one version to the other, none below another', () => {
    fc.assert(
      fc.property(
        anyNode,
        fc.array(fc.tuple(fc.array(anyKey, { maxLength: 3 }), anyNode), { maxLength: 4 }),
        (before, writes) => {
          const after = writes.reduce((node, [path, value]) => withNodeAt(node, path, value), before);
          const changes = changesBetween(before, after);
          expect(sameNode(changes.reduce(applied, before), after)).toBe(true);
          expect(sameNode(changes.toReversed().reduce(applied, before), after)).toBe(true);
          for (const one of changes) {
            expect(changes.filter((other) => isPrefix(one.path, other.path))).toEqual([one]);
          }
        },
      ),
    );
  });
});
