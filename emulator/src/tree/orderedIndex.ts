import { nodeAt, type Branch, type ChildIndex, type Node } from './node.ts';
import { compareKeys, compareScalars, innerValue, type SortValue } from './order.ts';
import { OrderedMap, type Entry } from './orderedMap.ts';
import { formatPath, type Path } from './path.ts';

/** What the children of a location are ordered by. */
export type Index =
  | { readonly kind: 'key' }
  | { readonly kind: 'value' }
  | { readonly kind: 'priority' }
  | { readonly kind: 'child'; readonly path: Path };

/** The name of an index as it goes over the wire; a child path holds no dotted keys, so the four cannot be confused. */
export const indexName = (index: Index): string =>
  index.kind === 'child' ? formatPath(index.path) : `.${index.kind}`;

/** Where a child stands: by its value, then by its key. */
export interface Position {
  readonly value: SortValue;
  readonly key: string;
}

const scalarOf = (node: Node): SortValue => {
  if (node.kind === 'leaf') return node.value;
  return node.kind === 'empty' ? null : innerValue;
};

/** What `child` sorts by. In key order nothing comes before the key. */
const sortValue = (index: Index, child: Node): SortValue => {
  if (index.kind === 'key') return null;
  if (index.kind === 'priority') return child.priority;
  return scalarOf(index.kind === 'value' ? child : nodeAt(child, index.path));
};

export const positionOf = (index: Index, key: string, child: Node): Position => ({
  value: sortValue(index, child),
  key,
});

export const comparePositions = (a: Position, b: Position): number =>
  compareScalars(a.value, b.value) || compareKeys(a.key, b.key);

/** The children of one branch in another order than that of their keys; it holds places, not children. */
export class OrderedIndex implements ChildIndex {
  readonly name: string;
  readonly positions: OrderedMap<Position, true>;
  readonly #index: Index;

  private constructor(index: Index, positions: OrderedMap<Position, true>) {
    this.name = indexName(index);
    this.positions = positions;
    this.#index = index;
  }

  /** The index of a branch: kept with it once built, and carried forward by writes in O(log n). */
  static of(branch: Branch, index: Index): OrderedIndex {
    return branch.indexNamed(
      indexName(index),
      (kept) => kept instanceof OrderedIndex,
      () => {
        const positions: Entry<Position, true>[] = [];
        for (const [key, child] of branch.children.entries()) {
          positions.push([positionOf(index, key, child), true]);
        }
        // The children come in key order, and a stable sort leaves those of one value in it.
        positions.sort((a, b) => compareScalars(a[0].value, b[0].value));
        return new OrderedIndex(index, OrderedMap.fromSorted(positions, comparePositions));
      },
    );
  }

  moved(key: string, before: Node, after: Node): OrderedIndex {
    const old = sortValue(this.#index, before);
    const young = sortValue(this.#index, after);
    if (before.kind !== 'empty' && after.kind !== 'empty' && old === young) return this;
    let positions = this.positions;
    if (before.kind !== 'empty') positions = positions.without({ value: old, key });
    if (after.kind !== 'empty') positions = positions.with({ value: young, key }, true);
    return new OrderedIndex(this.#index, positions);
  }
}
