import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toJson, type Json } from '../tree/json.ts';
import { emptyNode, nodeAt, sameNode, withNodeAt, type Node } from '../tree/node.ts';
import { parseWireQuery, wholeNode, type QuerySpec } from '../tree/query.ts';
import { anyExport, anyKey, anyNode, anyQuery, nodeOf } from '../tree/treeArbitraries.ts';
import { SimulatedClient } from './simulatedClient.ts';
import { initialPush, viewOf } from './view.ts';

const parsed = (wire: unknown): QuerySpec => {
  const query = parseWireQuery(wire);
  if ('problem' in query) throw new Error(query.problem);
  return query;
};

/** The push that takes a listener at /p from one value to the next. */
const pushed = (query: Json, before: Json, after: Json): unknown => {
  const old = nodeOf(before);
  const { push } = viewOf(['p'], parsed(query), old).advance(withNodeAt(old, [], nodeOf(after)));
  return push && [push.kind, push.path.join('/'), push.value];
};

const firstTwo = { l: 2, vf: 'l' };
const lastTwoByV = { l: 2, vf: 'r', i: 'v' };

describe('a default listen', () => {
  it.each<[string, Json, Json, unknown]>([
    ['its first data', null, { a: 1 }, ['d', 'p', { a: 1 }]],
    ['nothing when nothing changed', { a: 1 }, { a: 1 }, undefined],
    ['one deep change in its place', { a: { x: 1, y: 1 } }, { a: { x: 1, y: 2 } }, ['d', 'p/a/y', 2]],
    [
      'several changes in one merge, at the deepest place that covers them',
      { a: { x: 1, y: 1, z: 1 }, b: 1 },
      { a: { x: 2, y: 1 }, b: 1 },
      ['m', 'p/a', { x: 2, z: null }],
    ],
    [
      'deep keys where they must be',
      { a: { x: 1, y: 1 }, b: 1, c: 1 },
      { a: { x: 2, y: 1 }, b: 2, c: 1 },
      ['m', 'p', { 'a/x': 2, b: 2 }],
    ],
    ['that everything is gone', { a: { x: 1 } }, null, ['d', 'p', null]],
    [
      'a priority alone',
      { a: { x: 1 }, b: 1 },
      { a: { x: 1, '.priority': 5 }, b: 1 },
      ['d', 'p/a/.priority', 5],
    ],
    ['a leaf', 1, 2, ['d', 'p', 2]],
    [
      'a leaf with its priority',
      1,
      { '.value': 1, '.priority': 2 },
      ['d', 'p', { '.value': 1, '.priority': 2 }],
    ],
  ])('is told %s', (_what, before, after, push) => {
    expect(pushed({}, before, after)).toEqual(push);
  });
});

describe('a filtered listen', () => {
  it.each<[string, Json, Json, Json, unknown]>([
    ['its first data whole', firstTwo, null, { a: 1, b: 2, c: 3 }, ['d', 'p', { a: 1, b: 2 }]],
    [
      'nothing of what happens outside its window',
      firstTwo,
      { a: 1, b: 2, c: 3 },
      { a: 1, b: 2, d: 4 },
      undefined,
    ],
    [
      'a deep change of a child it holds',
      firstTwo,
      { a: { x: 1, y: 1 } },
      { a: { x: 1, y: 2 } },
      ['d', 'p/a/y', 2],
    ],
    [
      'who leaves and who enters, whole, in one merge',
      firstTwo,
      { a: { v: 1 }, b: { v: 2 }, c: { v: 3, w: 4 } },
      { b: { v: 2 }, c: { v: 3, w: 4 } },
      ['m', 'p', { a: null, c: { v: 3, w: 4 } }],
    ],
    [
      'who is pushed out by a newcomer',
      lastTwoByV,
      { a: { v: 1 }, b: { v: 2 }, c: { v: 3 } },
      { a: { v: 1 }, b: { v: 2 }, c: { v: 3 }, d: { v: 9 } },
      ['m', 'p', { b: null, d: { v: 9 } }],
    ],
    [
      'of a child that moves out of the window, and its successor',
      lastTwoByV,
      { a: { v: 1 }, b: { v: 2 }, c: { v: 3 } },
      { a: { v: 1 }, b: { v: 2 }, c: { v: 0 } },
      ['m', 'p', { a: { v: 1 }, c: null }],
    ],
    [
      'deep keys of survivors beside entrants',
      firstTwo,
      { a: { v: 1, w: 1 }, b: 2, c: 3 },
      { a: { v: 7, w: 1 }, c: 3 },
      ['m', 'p', { 'a/v': 7, b: null, c: 3 }],
    ],
    [
      'only that a child left, when nobody takes its place',
      firstTwo,
      { a: 1, b: 2 },
      { a: 1 },
      ['d', 'p/b', null],
    ],
    [
      'only who entered, when there was room',
      firstTwo,
      { b: 2 },
      { a: { x: 1 }, b: 2 },
      ['d', 'p/a', { x: 1 }],
    ],
    ['that its window is empty', firstTwo, { a: 1 }, null, ['d', 'p', null]],
    ['that its window is empty when the place becomes a leaf', firstTwo, { a: 1 }, 'x', ['d', 'p', null]],
    [
      'the new window when nothing of the old is left',
      firstTwo,
      { a: 1, b: 2 },
      { c: 3, d: 4 },
      ['d', 'p', { c: 3, d: 4 }],
    ],
    ['nothing of the priority of the place', firstTwo, { a: 1 }, { a: 1, '.priority': 5 }, undefined],
    [
      'who leaves a range by its value',
      { sp: 2, i: 'v' },
      { a: { v: 2, w: 1 }, b: { v: 3 } },
      { a: { v: 1, w: 1 }, b: { v: 3 } },
      ['d', 'p/a', null],
    ],
    [
      'who is at a bound, by key as well',
      { sp: 2, sn: 'b', ep: 2, en: 'c', i: '.value' },
      { a: 1, b: 1, c: 1, d: 1, x: 2 },
      { a: 2, b: 2, c: 2, d: 2, x: 2 },
      ['d', 'p', { b: 2, c: 2 }],
    ],
  ])('is told %s', (_what, query, before, after, push) => {
    expect(pushed(query, before, after)).toEqual(push);
  });
});

/** One commit: a few places written at once. */
const anyCommit = fc.array(
  fc.tuple(fc.array(anyKey, { maxLength: 3 }), fc.oneof(fc.constant(null), anyExport)),
  { minLength: 1, maxLength: 3 },
);

/** Many children, so that windows fill, shift and run dry. */
const anyWideNode: fc.Arbitrary<Node> = fc
  .dictionary(anyKey, anyExport, { minKeys: 5, maxKeys: 26, noNullPrototype: true })
  .map(nodeOf);

/** Several writes as one commit: what one took away and another brought back is the same object again. */
const write = (root: Node, commit: readonly (readonly [readonly string[], Json])[]): Node =>
  withNodeAt(
    root,
    [],
    commit.reduce((node, [path, value]) => withNodeAt(node, path, nodeOf(value)), root),
  );

/** Follows a listen through commits; answers every moment at which the client was told wrongly. */
const mistakes = (
  start: Node,
  commits: readonly (readonly (readonly [readonly string[], Json])[])[],
  query: QuerySpec,
  path: readonly string[],
): readonly unknown[] => {
  const found: unknown[] = [];
  let root = start;
  let view = viewOf(path, query, nodeAt(root, path));
  const client = new SimulatedClient(path, query, 3);
  client.receive(initialPush(view), 3);
  for (const commit of commits) {
    root = write(root, commit);
    const held = client.data;
    const { view: next, push } = view.advance(nodeAt(root, path));
    view = next;
    if (push !== undefined) client.receive(push, 3);
    const expected = SimulatedClient.expected(root, path, query);
    const isSilent = push === undefined;
    if (
      !sameNode(client.data, expected) ||
      !sameNode(view.shown, expected) ||
      isSilent !== sameNode(held, expected)
    ) {
      found.push({ push, holds: toJson(client.data, 'wire'), expected: toJson(expected, 'wire') });
    }
  }
  return found;
};

/** Three hundred children whose values, and so their order, depend on a factor. */
const shuffled = (factor: number): Json =>
  Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, (i * factor) % 307]));

describe('a listener', () => {
  it('with a query always holds the window that a newcomer gets, after any writes', () => {
    fc.assert(
      fc.property(anyWideNode, fc.array(anyCommit, { maxLength: 8 }), anyQuery, (start, commits, query) => {
        expect(mistakes(start, commits, query, [])).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('holds it at a deeper place too', () => {
    fc.assert(
      fc.property(
        anyWideNode,
        fc.array(anyCommit, { maxLength: 8 }),
        anyQuery,
        anyKey,
        (start, commits, query, key) => {
          expect(mistakes(withNodeAt(emptyNode, [key], start), commits, query, [key])).toEqual([]);
        },
      ),
    );
  });

  it('without a query always holds everything, at any depth, after any writes', () => {
    fc.assert(
      fc.property(
        anyNode,
        fc.array(anyCommit, { maxLength: 8 }),
        fc.array(anyKey, { maxLength: 2 }),
        (start, commits, path) => {
          expect(mistakes(start, commits, wholeNode, path)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('holds its window after one write that changes more than a window holds', () => {
    for (const query of [
      { l: 5, vf: 'l' },
      { l: 5, vf: 'r', i: '.value' },
      { sp: 100, ep: 120, i: '.value' },
    ]) {
      const commits = [3, 7, 7, 11].map((factor): [[string[], Json]] => [[[], shuffled(factor)]]);
      expect(mistakes(nodeOf(shuffled(1)), commits, parsed(query), [])).toEqual([]);
    }
  });

  it('keeps its window through changes of single children, which are patched in', () => {
    const anyStep = fc.tuple(anyKey, fc.option(fc.integer({ min: 0, max: 6 })));
    fc.assert(
      fc.property(
        fc.array(anyStep, { maxLength: 40 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('l', 'r'),
        fc.constantFrom<object>({}, { sp: 2 }, { ep: 4, ein: false }, { sp: 1, sin: false, ep: 5, en: '10' }),
        (steps, limit, side, range) => {
          const query = parsed({ i: '.value', l: limit, vf: side, ...range });
          const commits = steps.map(([key, value]): [[string[], Json]] => [[[key], value]]);
          expect(mistakes(emptyNode, commits, query, [])).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
