import { describe, expect, it } from 'vitest';
import { fromJson } from '../tree/json.ts';
import { branchOf, leaf, type Node, withChild } from '../tree/node.ts';
import type { PlaceAnswer } from './answers.ts';
import { isAtMost, placeIn } from './treePlaces.ts';

const nodeOf = (value: unknown): Node => {
  const node = fromJson(value);
  if ('problem' in node) throw new Error(node.problem);
  return node;
};

const keyOf = (index: number): string => `k${String(index).padStart(7, '0')}`;
const many = (size: number): Node =>
  branchOf(Array.from({ length: size }, (_, index) => [keyOf(index), leaf(index)] as const));

const look = (root: Node, path: readonly string[], range = {}): PlaceAnswer => {
  const answer = placeIn(root, { path, ...range });
  if (answer === null) throw new Error('Nothing was said of this place.');
  return answer;
};

describe('a place', () => {
  it('shows its children, each with what it is', () => {
    const root = nodeOf({
      a: { '.priority': 1, b: true },
      constructor: 'x',
      ['__proto__']: 1,
      'é 😀': { '.value': 'text', '.priority': 'p' },
    });
    expect(look(root, []).rows).toEqual(
      expect.arrayContaining([
        { key: 'a', node: { kind: 'branch', size: 1, priority: 1 } },
        { key: 'constructor', node: { kind: 'leaf', value: 'x', priority: null } },
        { key: 'é 😀', node: { kind: 'leaf', value: 'text', priority: 'p' } },
      ]),
    );
  });

  it.each([
    ['a leaf', ['a', 'b'], { kind: 'leaf', value: 1, priority: null }],
    ['nothing', ['z'], { kind: 'empty' }],
    ['below a leaf', ['a', 'b', 'c'], { kind: 'empty' }],
    ['an inherited name', ['constructor'], { kind: 'empty' }],
  ])('can be %s', (_what, path, node) => {
    expect(look(nodeOf({ a: { b: 1 } }), path)).toMatchObject({ node, rows: [] });
  });

  it('shows the beginning of a long text, and how long it is', () => {
    const { node } = look(nodeOf({ a: 'é'.repeat(5000) }), ['a']);
    expect(node).toEqual({ kind: 'leaf', value: 'é'.repeat(200), characters: 5000, priority: null });
  });

  it('is told of again only when it changed', () => {
    const root = nodeOf({ a: { x: 1 }, b: { y: 2 } });
    const { version } = look(root, ['a']);
    const elsewhere = withChild(root, 'b', leaf(3));
    const here = withChild(root, 'a', leaf(3));
    const gone = withChild(root, 'a', nodeOf(null));
    expect(placeIn(elsewhere, { path: ['a'] }, version)).toBeNull();
    expect(placeIn(here, { path: ['a'] }, version)).not.toBeNull();
    expect(placeIn(gone, { path: ['a'] }, version)).not.toBeNull();
    expect(placeIn(gone, { path: ['a'] }, look(gone, ['a']).version)).toBeNull();
  });
});

describe('a place with many children', () => {
  it.each([
    [200, 200, 1],
    [201, 3, 100],
    [10_000, 100, 100],
    [10_001, 51, 200],
    [50_000, 100, 500],
    [1_000_000, 100, 10_000],
    [1_000_187, 51, 20_000],
  ])('of %d has %d rows, of %d each', (size, rows, each) => {
    const found = look(many(size), []).rows;
    expect(found).toHaveLength(rows);
    expect(found[0]).toMatchObject(each === 1 ? { key: keyOf(0) } : { size: each });
  });

  it('can be walked through stretch by stretch, and none is missed or seen twice', () => {
    const root = many(10_203);
    const seen: string[] = [];
    const walk = (range: object): void => {
      for (const row of look(root, [], range).rows) {
        if ('key' in row) seen.push(row.key);
        else walk({ from: row.first, ...(row.to === undefined ? {} : { to: row.to }) });
      }
    };
    walk({});
    expect(seen).toEqual(Array.from({ length: 10_203 }, (_, index) => keyOf(index)));
  });

  it('keeps a stretch within its keys when others come and go', () => {
    const root = withChild(withChild(many(300), 'k0000150x', leaf(1)), keyOf(151), nodeOf(null));
    const { rows } = look(root, [], { from: keyOf(100), to: keyOf(200) });
    expect(rows).toHaveLength(100);
    expect(rows[0]).toMatchObject({ key: keyOf(100) });
    expect(rows.at(-1)).toMatchObject({ key: keyOf(199) });
  });

  it('shows nothing of a stretch that has gone', () => {
    expect(look(many(50), [], { from: 'z' }).rows).toEqual([]);
    expect(look(many(50), [], { from: keyOf(10), to: keyOf(10) }).rows).toEqual([]);
    expect(look(many(50), [], { from: keyOf(20), to: keyOf(10) }).rows).toEqual([]);
  });
});

describe('a size', () => {
  it.each([
    [{ a: 1, b: 2 }, 3, true],
    [{ a: 1, b: 2 }, 2, false],
    [{ a: { b: { c: 1 } } }, 4, true],
    [{ a: { b: { c: 1 } } }, 3, false],
    [{ a: 'x'.repeat(1001) }, 10, false],
    [null, 1, true],
  ])('of %j is at most %d locations: %s', (value, most, expected) => {
    expect(isAtMost(nodeOf(value), most, 1000)).toBe(expected);
  });
});
