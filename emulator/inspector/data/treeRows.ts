import type { ChildRow, NodeSummary, Place, PlaceAnswer } from '../../src/inspect/answers.ts';
import { compareKeys } from '../../src/tree/order.ts';

/** The same text for the same place, for use as a key. */
export const placeId = ({ path, from, to }: Place): string =>
  JSON.stringify([path, from ?? null, to ?? null]);

/** One line of the tree. */
export interface TreeRow {
  readonly id: string;
  readonly level: number;
  /** Where it stands among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly setSize: number;
  readonly parentId: string | undefined;
  /** What opens below it; nothing for a value. */
  readonly place: Place | undefined;
  readonly isOpen: boolean;
  /** Whether it is open and what is in it has not come yet. */
  readonly isWaiting: boolean;
  readonly content:
    | {
        readonly kind: 'node';
        readonly path: readonly string[];
        readonly label: string;
        readonly node: NodeSummary;
      }
    | {
        readonly kind: 'range';
        readonly path: readonly string[];
        readonly first: string;
        readonly last: string;
        readonly size: number;
      };
}

export const rootPlace: Place = { path: [] };
export const rootId = placeId(rootPlace);

/** The lines to show, from what is open and what is known of it. */
export const treeRows = (
  rootLabel: string,
  open: ReadonlySet<string>,
  answers: ReadonlyMap<string, PlaceAnswer>,
): readonly TreeRow[] => {
  const rows: TreeRow[] = [];
  const add = (place: Place, level: number, parentId: string): void => {
    const found = answers.get(placeId(place))?.rows ?? [];
    for (const [index, each] of found.entries()) {
      const at = { level, position: index + 1, setSize: found.length, parentId };
      if ('key' in each) addNode(each, [...place.path, each.key], at);
      else {
        const below: Place = {
          path: place.path,
          from: each.first,
          ...(each.to === undefined ? {} : { to: each.to }),
        };
        const id = placeId(below);
        const isOpen = open.has(id);
        const { first, last, size } = each;
        rows.push({
          id,
          ...at,
          place: below,
          isOpen,
          isWaiting: isOpen && !answers.has(id),
          content: { kind: 'range', path: place.path, first, last, size },
        });
        if (isOpen) add(below, level + 1, id);
      }
    }
  };
  const addNode = (
    { key, node }: ChildRow,
    path: readonly string[],
    at: Pick<TreeRow, 'level' | 'position' | 'setSize' | 'parentId'>,
  ): void => {
    const place: Place = { path };
    const id = placeId(place);
    const isBranch = node.kind === 'branch';
    const isOpen = isBranch && open.has(id);
    rows.push({
      id,
      ...at,
      place: isBranch ? place : undefined,
      isOpen,
      isWaiting: isOpen && !answers.has(id),
      content: { kind: 'node', path, label: key, node },
    });
    if (isOpen) add(place, at.level + 1, id);
  };
  const root = answers.get(rootId)?.node ?? { kind: 'empty' };
  addNode({ key: rootLabel, node: root }, [], { level: 1, position: 1, setSize: 1, parentId: undefined });
  return rows;
};

/** Of a place with stretches of children, the one that a key is in, or would be. */
export const rangeWith = (answer: PlaceAnswer, path: readonly string[], key: string): Place | undefined => {
  for (const row of answer.rows) {
    if ('key' in row) return undefined;
    if (row.to === undefined || compareKeys(key, row.to) < 0) {
      return { path, from: row.first, ...(row.to === undefined ? {} : { to: row.to }) };
    }
  }
  return undefined;
};

/** The next line that begins with what is typed, after the one where the keyboard is. */
export const rowStartingWith = (
  rows: readonly TreeRow[],
  after: number,
  typed: string,
): TreeRow | undefined => {
  const sought = typed.toLowerCase();
  // One letter goes on to the next line; more of them look at this one again.
  const start = typed.length === 1 ? after + 1 : after;
  for (let step = 0; step < rows.length; step++) {
    const row = rows[(start + step) % rows.length];
    if (row !== undefined && labelOf(row).toLowerCase().startsWith(sought)) return row;
  }
  return undefined;
};

export const labelOf = ({ content }: TreeRow): string =>
  content.kind === 'node' ? content.label : content.first;

export const formatPath = (path: readonly string[]): string => `/${path.join('/')}`;

export const readPath = (text: string): readonly string[] => text.split('/').filter((key) => key !== '');
