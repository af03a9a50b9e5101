import { emptyNode, type Node } from './node.ts';
import { rootPath, type Path } from './path.ts';

/** Keys of children that differ by identity, in key order; a missing side is the empty node. */
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

/**
 * Visits every location that differs between two versions, parents before children, without looking into what they
 * share. As `withNodeAt` keeps equal parts identical, a visited location really has another value or priority. A
 * visitor that returns false is not shown what lies below.
 */
export const sharedWalk = (
  before: Node,
  after: Node,
  visit: (path: Path, before: Node, after: Node) => boolean | undefined,
  at: Path = rootPath,
): void => {
  if (before === after || visit(at, before, after) === false) return;
  for (const [key, old, young] of changedChildren(before, after)) sharedWalk(old, young, visit, [...at, key]);
};
