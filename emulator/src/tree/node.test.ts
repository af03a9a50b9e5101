import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toJson, type Json } from './json.ts';
import {
  Branch,
  childCount,
  childOf,
  childrenInPriorityOrder,
  childrenOf,
  emptyNode,
  leaf,
  nodeAt,
  sameNode,
  withChild,
  withNodeAt,
  withPriority,
  type Node,
} from './node.ts';
import { compareKeys, compareScalars } from './order.ts';
import type { Path } from './path.ts';
import { anyExport, anyJson, anyKey, anyNode, hostileKeys, nodeOf } from './treeArbitraries.ts';

const keysOf = (node: Node): readonly string[] => [...childrenOf(node)].map(([key]) => key);

/** A nested Map with scalars at its ends: the same data, in the least clever form. */
type Model = Map<string, Model> | boolean | number | string | undefined;

const modelOf = (value: Json): Model => {
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  const children = Object.entries(value)
    .map(([key, child]): [string, Model] => [key, modelOf(child)])
    .filter(([, child]) => child !== undefined);
  return children.length === 0 ? undefined : new Map(children);
};

const putInModel = (model: Model, path: Path, value: Model): Model => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const children = model instanceof Map ? new Map(model) : new Map<string, Model>();
  const child = putInModel(children.get(key), rest, value);
  if (child === undefined) children.delete(key);
  else children.set(key, child);
  if (children.size > 0) return children;
  // Deleting below a leaf does nothing to the leaf.
  return model instanceof Map ? undefined : model;
};

const modelFrom = (node: Node): Model => {
  if (node.kind === 'empty') return undefined;
  if (node.kind === 'leaf') return node.value;
  return new Map([...childrenOf(node)].map(([key, child]) => [key, modelFrom(child)]));
};

const wireText = (node: Node): string => JSON.stringify(toJson(node, 'wire'));

const anyPath = fc.array(anyKey, { maxLength: 3 });

describe('a tree', () => {
  it('behaves as nested maps do under any writes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyPath, anyJson), { maxLength: 12 }), anyPath, (writes, probe) => {
        let node: Node = emptyNode;
        let model: Model;
        for (const [path, value] of writes) {
          node = withNodeAt(node, path, nodeOf(value));
          model = putInModel(model, path, modelOf(value));
          expect(modelFrom(node)).toEqual(model);
        }
        let at: Model = model;
        for (const key of probe) at = at instanceof Map ? at.get(key) : undefined;
        expect(modelFrom(nodeAt(node, probe))).toEqual(at);
      }),
    );
  });

  it('keeps the old version as it was', () => {
    fc.assert(
      fc.property(anyNode, anyPath, anyNode, (before, path, value) => {
        const text = wireText(before);
        withNodeAt(before, path, value);
        expect(wireText(before)).toBe(text);
      }),
    );
  });

  it('never keeps an empty child', () => {
    const check = (node: Node): void => {
      if (node.kind !== 'branch') return;
      expect(childCount(node)).toBeGreaterThan(0);
      for (const [, child] of childrenOf(node)) {
        expect(child.kind).not.toBe('empty');
        check(child);
      }
    };
    fc.assert(
      fc.property(anyNode, fc.array(fc.tuple(anyPath, anyNode), { maxLength: 5 }), (start, writes) => {
        check(writes.reduce((node, [path, value]) => withNodeAt(node, path, value), start));
      }),
    );
  });
});

describe('withNodeAt', () => {
  it('prunes every parent it empties', () => {
    const root = nodeOf({ a: { b: { c: 1 } }, x: 1 });
    expect(keysOf(withNodeAt(root, ['a', 'b', 'c'], emptyNode))).toEqual(['x']);
    expect(withNodeAt(nodeOf({ a: { b: 1 } }), ['a', 'b'], emptyNode)).toBe(emptyNode);
  });

  it('replaces a leaf by a child but keeps its priority', () => {
    const root = nodeOf({ a: { '.value': 1, '.priority': 5 } });
    expect(toJson(withNodeAt(root, ['a', 'b'], leaf(2)), 'wire')).toEqual({ a: { b: 2, '.priority': 5 } });
  });

  it('leaves a leaf alone when something below it is deleted', () => {
    const root = nodeOf({ a: 1 });
    expect(withNodeAt(root, ['a', 'b', 'c'], emptyNode)).toBe(root);
  });

  it('keeps the very objects of equal parts', () => {
    fc.assert(
      fc.property(anyExport, anyPath, (value, path) => {
        const root = withNodeAt(nodeOf({ here: 1 }), path, nodeOf(value));
        expect(withNodeAt(root, path, nodeOf(value))).toBe(root);
      }),
    );
  });

  it('keeps them in a value that differs elsewhere', () => {
    const wide = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, { v: i }]));
    const before = nodeOf(wide);
    const changed = { ...wide, k7: { v: 'new' } };
    const after = withNodeAt(before, [], nodeOf(changed));
    expect(childOf(after, 'k6')).toBe(childOf(before, 'k6'));
    expect(toJson(after, 'wire')).toEqual(changed);
  });

  it('takes over a value in which most differs', () => {
    fc.assert(
      fc.property(anyNode, anyNode, (before, value) => {
        expect(sameNode(withNodeAt(before, [], value), value)).toBe(true);
      }),
    );
  });
});

describe('withPriority', () => {
  it('sets, replaces and clears', () => {
    const node = nodeOf({ a: 1 });
    expect(withPriority(node, 'p').priority).toBe('p');
    expect(withPriority(withPriority(node, 'p'), null).priority).toBeNull();
    expect(withPriority(leaf(1), 3)).toEqual(leaf(1, 3));
  });

  it('cannot be given to nothing', () => {
    expect(withPriority(emptyNode, 1)).toBe(emptyNode);
  });
});

describe('children', () => {
  it('come in key order', () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        expect(keysOf(node)).toEqual(keysOf(node).toSorted(compareKeys));
      }),
    );
  });

  it('come in priority order, then key order', () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        const expected = [...childrenOf(node)].toSorted(
          (a, b) => compareScalars(a[1].priority, b[1].priority) || compareKeys(a[0], b[0]),
        );
        expect([...childrenInPriorityOrder(node)]).toEqual(expected);
      }),
    );
  });

  it('have their priorities counted right after any writes', () => {
    fc.assert(
      fc.property(anyNode, fc.array(fc.tuple(anyKey, anyNode), { maxLength: 8 }), (start, writes) => {
        const node = writes.reduce((at, [key, child]) => withChild(at, key, child), start);
        if (!(node instanceof Branch)) return;
        const expected = [...childrenOf(node)].filter(([, child]) => child.priority !== null).length;
        expect(node.prioritized).toBe(expected);
      }),
    );
  });

  it.each(hostileKeys)('may be called %j', (key) => {
    const node = withChild(withChild(emptyNode, 'z', leaf(1)), key, leaf(2));
    expect(childOf(node, key)).toEqual(leaf(2));
    expect(childOf(leaf(1), key)).toBe(emptyNode);
    expect(childOf(nodeOf({ z: 1 }), key)).toBe(emptyNode);
    expect(childCount(withChild(node, key, emptyNode))).toBe(1);
  });
});

describe('sameNode', () => {
  it('agrees with the printed form', () => {
    fc.assert(
      fc.property(anyNode, anyNode, (a, b) => {
        expect(sameNode(a, b)).toBe(wireText(a) === wireText(b));
        expect(sameNode(a, nodeOf(toJson(a, 'wire')))).toBe(true);
      }),
    );
  });
});
