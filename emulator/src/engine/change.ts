import { changedChildren } from '../tree/diff.ts';
import { emptyNode, leaf, type Node } from '../tree/node.ts';
import { priorityKey, type Path } from '../tree/path.ts';

/** What now stands at a place: a node, or, where the path ends in `.priority`, that priority as a leaf. */
export interface Change {
  readonly path: Path;
  readonly node: Node;
}

/**
 * The fewest replacements that turn `before` into `after`: as deep as possible, but a node that keeps nothing of its
 * old self is replaced as a whole. None of the paths lies below another, so they can be applied in any order.
 */
export const changesBetween = (before: Node, after: Node, at: Path = []): readonly Change[] => {
  const changes: Change[] = [];
  collect(before, after, at, changes);
  return changes;
};

/** Adds the changes below `at`; answers whether nothing was kept, in which case they are a single one. */
const collect = (before: Node, after: Node, at: Path, changes: Change[]): boolean => {
  if (before === after) return false;
  if (before.kind === 'branch' && after.kind === 'branch') {
    const first = changes.length;
    let untouched = before.children.size;
    let isAllNew = true;
    for (const [key, old, young] of changedChildren(before, after)) {
      if (old.kind !== 'empty') untouched--;
      if (!collect(old, young, [...at, key], changes)) isAllNew = false;
    }
    if (untouched > 0 || !isAllNew) {
      if (before.priority !== after.priority) {
        const node = after.priority === null ? emptyNode : leaf(after.priority);
        changes.push({ path: [...at, priorityKey], node });
      }
      return false;
    }
    changes.length = first;
  }
  changes.push({ path: at, node: after });
  return true;
};
