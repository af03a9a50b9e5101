import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson, type Json, toJson } from '../tree/json.ts';
import { emptyNode, type Node, withNodeAt } from '../tree/node.ts';
import { deltaOf, sameValue } from './delta.ts';

const tree = (json: unknown): Node => {
  const node = fromJson(json);
  if ('problem' in node) throw new Error(node.problem);
  return node;
};

describe('deltaOf', () => {
  it.each([
    ['a new value', null, { a: 1 }, { a: 1 }],
    ['a removed value', { a: 1 }, null, null],
    ['changed keys only', { a: 1, b: 2 }, { a: 1, b: 3 }, { b: 3 }],
    ['removed keys as null', { a: 1, b: 2 }, { b: 2 }, { a: null }],
    ['nested changes', { a: { x: 1, y: 2 } }, { a: { x: 1, y: 3, z: 4 } }, { a: { y: 3, z: 4 } }],
    ['an object for a leaf', { a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
    ['a leaf for an object', { a: { b: 2 } }, { a: 1 }, { a: 1 }],
    ['a leaf', 1, 'x', 'x'],
    ['numbered children by key, never as an array', [1, 2, 3], [1, 9, 3], { 1: 9 }],
    [
      'no priorities',
      { a: { '.value': 1, '.priority': 2 } },
      { a: { '.value': 1, '.priority': 3 }, b: 1 },
      { b: 1 },
    ],
  ])('of %s', (_what, before, after, delta) => {
    expect(deltaOf(tree(before), tree(after))).toEqual(delta);
  });

  it('merged into the old value by the rule of the functions gives the new one', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const old = tree(before);
        const young = withNodeAt(old, [], tree(after));
        const merged = merge(toJson(old, 'trigger'), deltaOf(old, young));
        expect(merged).toEqual(toJson(young, 'trigger'));
      }),
    );
  });
});

describe('sameValue', () => {
  it.each([
    ['another priority', { '.value': 1, '.priority': 1 }, { '.value': 1, '.priority': 2 }, true],
    ['another priority of a child', { a: { '.value': 1, '.priority': 1 } }, { a: 1 }, true],
    ['another value', { a: 1 }, { a: 2 }, false],
    ['another kind', { a: 1 }, 1, false],
    ['one key more', { a: 1 }, { a: 1, b: 1 }, false],
    ['nothing on either side', null, null, true],
    ['text for a number', 1, '1', false],
  ])('with %s', (_what, before, after, isSame) => {
    expect(sameValue(tree(before), tree(after))).toBe(isSame);
  });

  it('holds exactly when the delta changes nothing', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const same =
          JSON.stringify(toJson(tree(before), 'trigger')) === JSON.stringify(toJson(tree(after), 'trigger'));
        expect(sameValue(tree(before), tree(after))).toBe(same);
      }),
    );
  });

  it('takes nothing for something', () => {
    expect(sameValue(emptyNode, tree(false))).toBe(false);
  });
});

const keys = fc.constantFrom('a', 'b', 'constructor', '__proto__', '0', '1', 'é');
const leaves = fc.constantFrom<Json>(null, true, false, 0, 1, 'x', '');

/** Small trees over few keys, so that two of them often share a part. */
const values: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((self) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.dictionary(keys, self('value'), { maxKeys: 4 }),
  ),
})).value;

/** How firebase-functions puts `before` and `delta` together, over own keys. */
const merge = (before: Json, delta: Json): Json => {
  if (!isObject(before) || !isObject(delta)) return delta;
  const merged = new Map(Object.entries(before));
  for (const [key, value] of Object.entries(delta)) {
    if (value === null) merged.delete(key);
    else merged.set(key, merge(merged.get(key) ?? null, value));
  }
  return Object.fromEntries(merged);
};

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
