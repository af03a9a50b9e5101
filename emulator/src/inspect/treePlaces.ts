import { childCount, childrenOf, type Node, nodeAt } from '../tree/node.ts';
import type { ChildRow, NodeSummary, Place, PlaceAnswer, RangeRow } from './answers.ts';

/** How many children one place shows one by one, and at most so many stretches of them: what a person can look through. */
const most = { children: 200, ranges: 100 };

/** A text in a row is cut to this. */
const shownCharacters = 200;

/** Nodes never change, so a number for each is a number for each version of a place. */
const versions = new WeakMap<object, number>();
let versionsGiven = 0;

const versionOf = (node: Node): number => {
  if (node.kind === 'empty') return 0;
  let version = versions.get(node);
  if (version === undefined) versions.set(node, (version = ++versionsGiven));
  return version;
};

/**
 * What the tree view shows of a place. A location with many children is shown as at most a hundred stretches of
 * them, each of which can be asked for in turn, so that nothing is ever walked through from end to end.
 *
 * @param known the version that is on the screen
 * @returns null when it still is what is there
 */
export const placeIn = (root: Node, { path, from, to }: Place, known?: number): PlaceAnswer | null => {
  const node = nodeAt(root, path);
  const version = versionOf(node);
  if (known === version) return null;
  return { version, node: summarize(node), rows: rowsOf(node, from, to) };
};

const rowsOf = (
  node: Node,
  from: string | undefined,
  to: string | undefined,
): readonly (ChildRow | RangeRow)[] => {
  if (node.kind !== 'branch') return [];
  const { children } = node;
  const start = from === undefined ? 0 : children.rankOf(from);
  const end = to === undefined ? children.size : children.rankOf(to);
  const size = end - start;
  if (size <= most.children) {
    const rows: ChildRow[] = [];
    const first = children.keyAt(start);
    if (first === undefined) return rows;
    for (const [key, child] of children.entries({ key: first })) {
      if (rows.length >= size) break;
      rows.push({ key, node: summarize(child) });
    }
    return rows;
  }
  const step = roundStep(size / most.ranges);
  const rows: RangeRow[] = [];
  for (let at = start; at < end; at += step) {
    const after = Math.min(at + step, end);
    const first = children.keyAt(at);
    const last = children.keyAt(after - 1);
    const next = after === end ? to : children.keyAt(after);
    if (first === undefined || last === undefined) break;
    rows.push({ first, last, size: after - at, ...(next === undefined ? {} : { to: next }) });
  }
  return rows;
};

/** The next of 100, 200, 500, 1000 and so on: people can reckon with those. */
const roundStep = (least: number): number => {
  let power = 100;
  while (power * 10 <= least) power *= 10;
  const factor = [1, 2, 5].find((each) => each * power >= least) ?? 10;
  return factor * power;
};

const summarize = (node: Node): NodeSummary => {
  if (node.kind === 'empty') return { kind: 'empty' };
  const { priority } = node;
  if (node.kind === 'branch') return { kind: 'branch', size: node.children.size, priority };
  const { value } = node;
  return typeof value === 'string' && value.length > shownCharacters
    ? { kind: 'leaf', value: value.slice(0, shownCharacters), characters: value.length, priority }
    : { kind: 'leaf', value, priority };
};

/** Whether a value has at most so many locations and, roughly, characters: it stops counting when it has more. */
export const isAtMost = (node: Node, mostLocations: number, mostCharacters: number): boolean => {
  let locations = 0;
  let characters = 0;
  const count = (each: Node): boolean => {
    locations++;
    if (each.kind === 'leaf' && typeof each.value === 'string') characters += each.value.length;
    if (locations > mostLocations || characters > mostCharacters) return false;
    if (locations + childCount(each) > mostLocations) return false;
    for (const [, child] of childrenOf(each)) if (!count(child)) return false;
    return true;
  };
  return count(node);
};
