import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isDataProblem } from './dataProblem.ts';
import { resolveServerValues } from './serverValue.ts';
import { anyExport, anyNode, nodeOf } from './treeArbitraries.ts';

const timestamp = { '.sv': 'timestamp' };
const increment = (n: number): unknown => ({ '.sv': { increment: n } });
const existing = nodeOf({
  n: 40,
  s: 'x',
  deep: { n: 1 },
  p: { '.value': 1, '.priority': 5 },
  list: [1, 2],
  constructor: 7,
});

describe('resolveServerValues', () => {
  it.each<[unknown, unknown]>([
    [timestamp, 1234],
    [increment(2), 2],
    [{ n: increment(2) }, { n: 42 }],
    [{ s: increment(2) }, { s: 2 }],
    [{ deep: increment(2) }, { deep: 2 }],
    [{ none: increment(2) }, { none: 2 }],
    [{ deep: { n: increment(-0.5), at: timestamp } }, { deep: { n: 0.5, at: 1234 } }],
    [{ list: [0, increment(1), timestamp] }, { list: { 0: 0, 1: 3, 2: 1234 } }],
    [{ constructor: increment(1) }, { constructor: 8 }],
    [{ p: { '.value': timestamp, '.priority': timestamp } }, { p: { '.value': 1234, '.priority': 1234 } }],
    [{ p: { '.value': increment(1), '.priority': increment(1) } }, { p: { '.value': 2, '.priority': 6 } }],
    [{ p: { '.sv': 'timestamp', '.priority': 2 } }, { p: { '.value': 1234, '.priority': 2 } }],
    [{ p: { a: 1, '.priority': timestamp } }, { p: { a: 1, '.priority': 1234 } }],
  ])('resolves %j', (value, resolved) => {
    expect(resolveServerValues(value, existing, 1234)).toEqual(resolved);
  });

  it.each<[unknown]>([
    [{ '.sv': 'now' }],
    [{ '.sv': null }],
    [{ '.sv': ['timestamp'] }],
    [{ '.sv': { increment: '1' } }],
    [{ '.sv': { increment: Infinity } }],
    [{ '.sv': { increment: 1, other: 2 } }],
    [{ '.sv': JSON.parse('{"__proto__":{"increment":1}}') as unknown }],
    [{ '.sv': 'timestamp', a: 1 }],
    [{ a: 1, '.priority': { '.sv': 'now' } }],
  ])('refuses %j', (value) => {
    expect(isDataProblem(resolveServerValues(value, existing, 1234))).toBe(true);
    expect(isDataProblem(resolveServerValues({ a: { b: value } }, existing, 1234))).toBe(true);
  });

  it('says where', () => {
    const problem = resolveServerValues({ a: [0, { '.sv': 'now' }] }, existing, 0);
    expect(isDataProblem(problem) && problem.problem).toBe(
      'Invalid data at "a/1": ".sv" must be "timestamp" or {"increment": <number>}',
    );
  });

  it('refuses an increment past the largest number', () => {
    const value = resolveServerValues(increment(1e308), nodeOf(1.7e308), 0);
    expect(isDataProblem(value)).toBe(true);
  });

  it('hands back the same value when there is nothing to do', () => {
    fc.assert(
      fc.property(anyExport, anyNode, (value, node) => {
        expect(resolveServerValues(value, node, 1)).toBe(value);
      }),
    );
  });

  it('keeps a key called __proto__ a key', () => {
    const value: unknown = JSON.parse('{"__proto__":{".sv":"timestamp"},"z":1}');
    expect(JSON.stringify(resolveServerValues(value, existing, 9))).toBe('{"__proto__":9,"z":1}');
  });

  it('answers a hundred thousand nested arrays with a problem', () => {
    const value: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    expect(isDataProblem(resolveServerValues(value, existing, 0))).toBe(true);
  });
});
