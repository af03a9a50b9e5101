import * as fc from 'fast-check';

import { isDataProblem } from './dataProblem.ts';
import { fromJson, type Json } from './json.ts';
import type { Node, Scalar } from './node.ts';
import { maxKey, minKey } from './order.ts';
import type { Bound, Index, QuerySpec } from './query.ts';

/** Random data for the tests of the tree and of what is built on it; keys are few, so that they meet. */

/** Names that object literals, number parsing or sorting trip over. */
export const hostileKeys = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'length',
  '0',
  '00',
  '-0',
  '1',
  '01',
  '10',
  '2',
  '-1',
  '2147483647',
  '2147483648',
  '-2147483648',
  '-2147483649',
  '-',
  ' ',
  'é',
  '😀',
  'ｚ',
  'a',
  'b',
  'A',
  '-Oabc',
] as const;

export const anyKey: fc.Arbitrary<string> = fc.constantFrom(...hostileKeys);

const anyScalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.boolean(),
  fc.constantFrom(0, 1, -1, 2, 1e300, -0.5),
  fc.constantFrom('', 'a', 'b', '10', 'é'),
);

const anyPriority = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -3, 'p', 'q') },
);

const dictionary = (value: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.dictionary(anyKey, value, { maxKeys: 6, noNullPrototype: true });

/** Plain JSON of a few levels, empty containers included. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    anyScalar,
    fc.constant(null),
    dictionary(tie('json')),
    fc.array(tie('json'), { maxLength: 4 }),
  ),
})).json;

const withMeta = (value: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.tuple(value, anyPriority).map(([inner, priority]) => {
    if (priority === null) return inner;
    if (inner === null || typeof inner !== 'object') return { '.value': inner, '.priority': priority };
    return Object.fromEntries([...Object.entries(inner), ['.priority', priority]]);
  });

/** JSON with priorities, as exports carry it. */
export const anyExport: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: withMeta(
    fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      anyScalar,
      dictionary(tie('json')),
      fc.array(tie('json'), { maxLength: 4 }),
    ),
  ),
})).json;

/** A node from JSON that is known to be good. */
export const nodeOf = (value: unknown): Node => {
  const node = fromJson(value);
  if (isDataProblem(node)) throw new Error(node.problem);
  return node;
};

export const anyNode: fc.Arbitrary<Node> = anyExport.map(nodeOf);

const anyIndex: fc.Arbitrary<Index> = fc.oneof(
  fc.constantFrom<Index>({ kind: 'key' }, { kind: 'value' }, { kind: 'priority' }),
  fc.array(anyKey, { minLength: 1, maxLength: 2 }).map((path): Index => ({ kind: 'child', path })),
);

const boundFor = (index: Index): fc.Arbitrary<Bound> =>
  index.kind === 'key'
    ? fc.record({ value: fc.oneof(anyKey, fc.constantFrom(minKey, maxKey)), inclusive: fc.boolean() })
    : fc.record(
        {
          value: fc.option<Scalar>(anyScalar),
          key: fc.oneof(anyKey, fc.constantFrom(minKey, maxKey)),
          inclusive: fc.boolean(),
        },
        { requiredKeys: ['value', 'inclusive'] },
      );

export const anyQuery: fc.Arbitrary<QuerySpec> = anyIndex.chain((index) =>
  fc.record(
    {
      index: fc.constant(index),
      start: boundFor(index),
      end: boundFor(index),
      limit: fc.record({
        count: fc.integer({ min: 1, max: 5 }),
        from: fc.constantFrom<'left' | 'right'>('left', 'right'),
      }),
    },
    { requiredKeys: ['index'] },
  ),
);
