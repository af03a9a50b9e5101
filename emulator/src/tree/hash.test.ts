import { createHash } from 'node:crypto';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hashOf } from './hash.ts';
import { fromJson, type Json } from './json.ts';
import { emptyNode, leaf, withNodeAt, type Node } from './node.ts';
import { anyExport, nodeOf } from './treeArbitraries.ts';

describe('hashOf', () => {
  it.each([
    [10, '+r5aI9HvKKagELki8SYKBk0q7D4='],
    [7, '7wQgMram7RVqVIg/xRZWPfygGx0='],
    ['a', 'eMfSk0nU+CieTkCbO5r7cKNp7qU='],
    ['é', '1M+kSgpwpb2WVucwSmGGq+h8/uU='],
    [true, 'E5z61QM0lN/U2WsOnusszCTkR8M='],
    [false, 'aSSNoqcS4oQwJ2xxH20rvpp3zP0='],
    [{ a: 1, b: 'x' }, 'jRI9dwRS9sb4SWm8uuoN7+xBk4g='],
    [{ '0': { v: 0 }, b: { v: 9 } }, 'URznUbPfk7RNTnGFsUBnPQcPfCw='],
    [{ '.value': 1, '.priority': 2 }, 'FvGzv2x5RbRTIc6uhMwY3pMW2oU='],
    [{ a: 1, '.priority': 'p' }, 'XmDTv07owVSgIxu8wWYeRPkdpXU='],
    [null, ''],
  ])('of %j is what the clients compute', (value, hash) => {
    expect(hashOf(nodeOf(value))).toBe(hash);
  });

  it('tells -0 from 0, as the clients do', () => {
    expect(hashOf(leaf(-0))).toBe('m/gA365Q5OBo06Bg8wdybAAiMSQ=');
    expect(hashOf(leaf(-0))).not.toBe(hashOf(leaf(0)));
  });

  it('is empty for nothing', () => {
    expect(hashOf(emptyNode)).toBe('');
  });

  it('hashes a node of many children in pieces without a seam', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}é`, i]));
    expect(hashOf(nodeOf(many))).toBe(naiveHash(many));
  });

  it('agrees with an independent reading of the definition', () => {
    fc.assert(
      fc.property(anyExport, (value) => {
        const node = fromJson(value) as Node;
        expect(hashOf(node)).toBe(naiveHash(value));
        // A second answer comes from memory, and one through a write must not be stale.
        expect(hashOf(node)).toBe(naiveHash(value));
        const changed = withNodeAt(node, ['a', 'b'], leaf(1));
        expect(hashOf(changed)).not.toBe(hashOf(withNodeAt(changed, ['a', 'b'], leaf(2))));
      }),
    );
  });
});

/** Straight from JSON, without the tree: the definition written down once more, in the slowest way. */
const naiveHash = (value: Json): string => {
  const text = naiveText(value);
  return text === '' ? '' : createHash('sha1').update(text, 'utf8').digest('base64');
};

const naiveScalar = (value: unknown): string => {
  if (typeof value !== 'number') return `${typeof value}:${String(value)}`;
  const hex = [...new Uint8Array(new Float64Array([value]).buffer)].toReversed();
  return `number:${hex.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
};

const naiveText = (value: Json): string => {
  if (value === null) return '';
  if (typeof value !== 'object') return naiveScalar(value);
  const fields = new Map<string, Json>(Object.entries(value));
  const priority = fields.get('.priority') ?? null;
  const prefix = priority === null ? '' : `priority:${naiveScalar(priority)}:`;
  const wrapped = fields.get('.value') ?? null;
  if (wrapped !== null) return prefix + naiveScalar(wrapped);
  const children = [...fields]
    .filter(([key]) => !key.startsWith('.'))
    .map(([key, child]) => ({ key, hash: naiveHash(child), priority: naivePriority(child) }))
    .filter(({ hash }) => hash !== '')
    .toSorted((a, b) => naiveRank(a.priority, b.priority) || naiveKeyOrder(a.key, b.key));
  if (children.length === 0) return '';
  return prefix + children.map(({ key, hash }) => `:${key}:${hash}`).join('');
};

const naivePriority = (value: Json): Json =>
  typeof value === 'object' && value !== null
    ? (new Map<string, Json>(Object.entries(value)).get('.priority') ?? null)
    : null;

const kindRank = (value: Json): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2);

const naiveRank = (a: Json, b: Json): number => {
  if (kindRank(a) !== kindRank(b)) return kindRank(a) - kindRank(b);
  return a === b ? 0 : (a as number) < (b as number) ? -1 : 1;
};

const isInteger = (key: string): boolean => /^-?0*\d{1,10}$/.test(key) && (Number(key) | 0) === Number(key);

const naiveKeyOrder = (a: string, b: string): number => {
  if (isInteger(a) !== isInteger(b)) return isInteger(a) ? -1 : 1;
  if (isInteger(a) && Number(a) !== Number(b)) return Number(a) - Number(b);
  if (isInteger(a) && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
};
