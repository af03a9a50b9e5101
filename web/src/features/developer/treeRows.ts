import type { OwnersValue } from '../../backend/ownerDatabase.ts';

/** One line of the tree. */
export interface TreeRow {
  /** From the root: `messages/lobby/-Nabc/text`. */
  readonly path: string;
  /** What is written in front: the key, or for a place the whole of its path. */
  readonly name: string;
  /** From 1. */
  readonly level: number;
  readonly kind: 'branch' | 'leaf' | 'loading' | 'earlier';
  readonly isOpen: boolean;
  /** What is there, in one short line of JSON; empty for an open branch. */
  readonly text: string;
  /** Which of its siblings it is, from 1, and how many there are. */
  readonly position: number;
  readonly size: number;
}

/** A branch has one line, and can be opened; a leaf has as many as it needs, up to a point. */
const textMax = { branch: 120, leaf: 1000 };

const inShort = (value: unknown): string => {
  const text = JSON.stringify(value) ?? '';
  const max = textMax[isBranch(value) ? 'branch' : 'leaf'];
  return text.length <= max ? text : `${text.slice(0, max)}… (${text.length})`;
};

const isBranch = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * The lines of a tree of which some is open, from top to bottom. The children of a place come last key first: where keys are made of times, that
 * is what is new. Of a list that is as long as `lastOf` says there may be more, and a last line offers that.
 */
export const treeRows = (
  places: readonly string[],
  open: ReadonlySet<string>,
  values: ReadonlyMap<string, OwnersValue>,
  lastOf: (place: string) => number,
): readonly TreeRow[] => {
  const rows: TreeRow[] = [];

  const child = (
    path: string,
    name: string,
    value: unknown,
    level: number,
    position: number,
    size: number,
  ): void => {
    const isOpen = isBranch(value) && open.has(path);
    const kind = isBranch(value) ? 'branch' : 'leaf';
    rows.push({ path, name, level, kind, isOpen, text: isOpen ? '' : inShort(value), position, size });
    if (!isOpen) return;
    const entries = Object.entries(value);
    entries.forEach(([key, inner], index) =>
      child(`${path}/${key}`, key, inner, level + 1, index + 1, entries.length),
    );
  };

  places.forEach((path, index) => {
    const isOpen = open.has(path);
    const value = values.get(path);
    const isList = value instanceof Map;
    const text = isOpen && value !== undefined && !isList ? inShort(value) : '';
    rows.push({
      path,
      name: path,
      level: 1,
      kind: 'branch',
      isOpen,
      text,
      position: index + 1,
      size: places.length,
    });
    if (!isOpen) return;
    if (value === undefined) {
      rows.push({
        path: `${path}/`,
        name: '',
        level: 2,
        kind: 'loading',
        isOpen: false,
        text: '',
        position: 1,
        size: 1,
      });
    }
    if (!isList) return;
    const isCut = value.size >= lastOf(path);
    const size = value.size + (isCut ? 1 : 0);
    [...value].toReversed().forEach(([key, inner], place) => {
      child(`${path}/${key}`, key, inner, 2, place + 1, size);
    });
    if (isCut) {
      rows.push({
        path: `${path}/`,
        name: '',
        level: 2,
        kind: 'earlier',
        isOpen: false,
        text: '',
        position: size,
        size,
      });
    }
  });
  return rows;
};

/** Where the keys of a tree lead from a line, and whether it opens or closes; nothing for other keys. */
export const treeMove = (
  rows: readonly TreeRow[],
  current: string | undefined,
  key: string,
): { readonly to: string } | { readonly toggle: string } | undefined => {
  const found = rows.findIndex(({ path }) => path === current);
  const index = Math.max(0, found);
  const row = rows[index];
  if (row === undefined) return undefined;
  const at = (next: number): { readonly to: string } => ({
    to: rows[Math.min(rows.length - 1, Math.max(0, next))]?.path ?? row.path,
  });
  switch (key) {
    case 'ArrowDown':
      return at(index + 1);
    case 'ArrowUp':
      return at(index - 1);
    case 'Home':
      return at(0);
    case 'End':
      return at(rows.length - 1);
    case 'ArrowRight':
      if (row.kind !== 'branch') return undefined;
      return row.isOpen ? at(index + 1) : { toggle: row.path };
    case 'ArrowLeft':
      if (row.isOpen) return { toggle: row.path };
      return at(rows.findLastIndex(({ level }, above) => above < index && level < row.level));
    case 'Enter':
    case ' ':
      return row.kind === 'branch' || row.kind === 'earlier' ? { toggle: row.path } : undefined;
    default:
      return undefined;
  }
};
