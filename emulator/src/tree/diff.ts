import { emptyNode, type Node } from './node.ts';

/**
 * Keys of children that differ by identity, in key order; a missing side is the empty node. As `withNodeAt` keeps equal
 * parts identical, between two versions of one tree these are exactly the children whose value or priority differs, and
 * they are found without looking at the others.
 */
export function* changedChildren(
  before: Node,
  after: Node,
): Generator<readonly [key: string, before: Node, after: Node]> {
  if (before.kind === 'branch' && after.kind === 'branch') {
    for (const [key, old = emptyNode, young = emptyNode] of before.children.changesTo(after.children)) {
      yield [key, old, young];
    }
  } else if (before.kind === 'branch') {
    for (const [key, old] of before.children.entries()) yield [key, old, emptyNode];
  } else if (after.kind === 'branch') {
    for (const [key, young] of after.children.entries()) yield [key, emptyNode, young];
  }
}
