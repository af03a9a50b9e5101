import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isDataProblem } from './dataProblem.ts';
import { fromJson, readPriority, toJson, type Json, type JsonForm, wireText } from './json.ts';
import { childCount, childOf, emptyNode, sameNode } from './node.ts';
import { anyExport, anyNode, hostileKeys, nodeOf } from './treeArbitraries.ts';

const nested = (levels: number, inmost: Json = 1): Json => {
  let value = inmost;
  for (let i = 0; i < levels; i++) value = { k: value };
  return value;
};

describe('fromJson', () => {
  it.each([null, {}, [], { a: null }, { a: {}, b: [[], {}] }, { '.value': null }, { '.priority': 1 }])(
    'reads %j as nothing',
    (value) => {
      expect(fromJson(value)).toBe(emptyNode);
    },
  );

  it.each<[unknown, Json]>([
    [[1, null, 3], { '0': 1, '2': 3 }],
    [{ '.value': 1 }, 1],
    [{ '.value': 1, '.priority': null }, 1],
    [{ '.value': 1, a: null }, 1],
    [{ '.value': null, a: 1 }, { a: 1 }],
    [
      { a: { '.value': 'x', '.priority': 2 }, '.priority': 'p' },
      { a: { '.value': 'x', '.priority': 2 }, '.priority': 'p' },
    ],
  ])('reads %j', (value, wire) => {
    expect(toJson(nodeOf(value), 'wire')).toEqual(wire);
  });

  it.each<[unknown, string]>([
    [Number.NaN, 'Invalid data: NaN is not a finite number'],
    [{ a: Infinity }, 'Invalid data at "a": Infinity is not a finite number'],
    [undefined, 'a value of type undefined'],
    [{ a: [() => 1] }, 'Invalid data at "a/0": a value of type function'],
    [{ a: { 'b.c': 1 } }, 'Invalid data at "a": key "b.c" contains "."'],
    [{ '': 1 }, 'a key is empty'],
    [{ a: { '.sv': 'timestamp' } }, 'Invalid data at "a": a server value is out of place'],
    [{ '.other': 1 }, 'key ".other" contains "."'],
    [{ '.value': 1, a: 2 }, '".value" stands beside children'],
    [{ '.value': { a: 1 } }, 'Invalid data at ".value": a value of type object'],
    [{ '.value': [1] }, 'a value of type array'],
    [{ a: 1, '.priority': true }, 'a priority is not a string, a finite number or null'],
    [{ a: 1, '.priority': { b: 1 } }, 'Invalid data at ".priority"'],
    [{ a: 1, '.priority': Number.NaN }, 'a priority is not'],
    [{ ['k'.repeat(769)]: 1 }, 'has 769 bytes'],
    [{ a: 'x'.repeat(10 * 1024 * 1024 + 1) }, 'a string has 10485761 bytes'],
    [nested(33), 'nested deeper than 32 levels'],
  ])('refuses %j', (value, why) => {
    const node = fromJson(value);
    expect(isDataProblem(node) && node.problem).toContain(why);
  });

  it('refuses what JSON could not even print', () => {
    const node = fromJson({ a: 1n });
    expect(isDataProblem(node) && node.problem).toContain('a value of type bigint');
  });

  it('counts its levels from the root of the database', () => {
    expect(isDataProblem(fromJson(nested(32)))).toBe(false);
    expect(isDataProblem(fromJson(nested(2), 30))).toBe(false);
    expect(isDataProblem(fromJson(nested(2), 31))).toBe(true);
    expect(isDataProblem(fromJson(nested(32, { '.value': 1, '.priority': 2 })))).toBe(false);
    expect(fromJson([], 32)).toBe(emptyNode);
  });

  it.each(['[', '{"a":'])('answers a hundred thousand nested %s with a problem', (opening) => {
    const closing = opening === '[' ? ']' : '}';
    const value: unknown = JSON.parse(opening.repeat(100_000) + '1' + closing.repeat(100_000));
    expect(isDataProblem(fromJson(value))).toBe(true);
  });

  it('takes the longest string allowed', () => {
    expect(isDataProblem(fromJson('é'.repeat(5 * 1024 * 1024)))).toBe(false);
  });

  it('keeps text as UTF-8 can hold it: half a surrogate pair becomes the replacement character', () => {
    expect(toJson(nodeOf({ a: '\uD800 x', '.priority': 'p\uDC00' }), 'wire')).toEqual({
      a: '\uFFFD x',
      '.priority': 'p\uFFFD',
    });
    expect(toJson(nodeOf('a whole one: 😀'), 'wire')).toBe('a whole one: 😀');
  });

  it('reads -0 as 0, as JSON text cannot carry it back', () => {
    expect(Object.is(toJson(nodeOf(-0), 'wire'), 0)).toBe(true);
    expect(Object.is(nodeOf({ '.value': 1, '.priority': -0 }).priority, 0)).toBe(true);
  });

  it.each(hostileKeys)('reads a child called %j', (key) => {
    const node = nodeOf(JSON.parse(`{${JSON.stringify(key)}:{"x":1}}`));
    expect(childCount(node)).toBe(1);
    expect(toJson(childOf(node, key), 'plain')).toEqual({ x: 1 });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
        expect(() => fromJson(value)).not.toThrow();
      }),
    );
  });
});

describe('readPriority', () => {
  it.each([null, 1, 'p', 0])('takes %j', (value) => {
    expect(readPriority(value)).toBe(value);
  });

  it.each([true, {}, [], Infinity, undefined])('refuses %j', (value) => {
    expect(isDataProblem(readPriority(value))).toBe(true);
  });
});

describe('toJson', () => {
  const arrays: JsonForm[] = ['plain', 'export'];
  const objects: JsonForm[] = ['wire', 'trigger'];

  it.each<[Json, Json]>([
    [{ '0': 'a', '1': 'b' }, ['a', 'b']],
    [{ '0': 'a', '2': 'c' }, ['a', null, 'c']],
    [{ '1': 'b' }, [null, 'b']],
    [{ '2': 'c' }, { '2': 'c' }],
    [
      { '0': 'a', '4': 'c' },
      { '0': 'a', '4': 'c' },
    ],
    [
      { '0': 'a', x: 'b' },
      { '0': 'a', x: 'b' },
    ],
    [{ '00': 'a' }, { '00': 'a' }],
    [
      { '-1': 'a', '0': 'b' },
      { '-1': 'a', '0': 'b' },
    ],
    [{ l: { '0': { '0': 1 } } }, { l: [[1]] }],
  ])('turns %j into %j for people and leaves it alone for programs', (value, printed) => {
    for (const form of arrays) expect(toJson(nodeOf(value), form)).toEqual(printed);
    for (const form of objects) expect(toJson(nodeOf(value), form)).toEqual(value);
  });

  it('keeps priorities in export and wire only', () => {
    const value = { a: { '.value': 1, '.priority': 2 }, '.priority': 'p' };
    for (const form of ['export', 'wire'] as const) expect(toJson(nodeOf(value), form)).toEqual(value);
    for (const form of ['plain', 'trigger'] as const) expect(toJson(nodeOf(value), form)).toEqual({ a: 1 });
  });

  it('has no place for a priority in an array', () => {
    const value = { '0': 1, '1': 2, '.priority': 'p' };
    expect(toJson(nodeOf(value), 'export')).toEqual(value);
    expect(toJson(nodeOf(value), 'plain')).toEqual([1, 2]);
  });

  it.each(hostileKeys)('prints a child called %j', (key) => {
    const text = `{${JSON.stringify(key)}:1,"z":2}`;
    expect(
      new Map(Object.entries(JSON.parse(JSON.stringify(toJson(nodeOf(JSON.parse(text)), 'plain'))))),
    ).toEqual(
      new Map([
        [key, 1],
        ['z', 2],
      ]),
    );
  });

  it('reads back as the same node', () => {
    fc.assert(
      fc.property(anyNode, fc.constantFrom<JsonForm>('export', 'wire'), (node, form) => {
        const text = JSON.stringify(toJson(node, form));
        expect(sameNode(nodeOf(JSON.parse(text)), node)).toBe(true);
      }),
    );
  });

  it('prints the same data without priorities', () => {
    fc.assert(
      fc.property(anyExport, (value) => {
        const plain = toJson(nodeOf(value), 'plain');
        expect(toJson(nodeOf(plain), 'trigger')).toEqual(toJson(nodeOf(value), 'trigger'));
      }),
    );
  });
});

describe('wireText', () => {
  it('says the same as the JSON in wire form', () => {
    fc.assert(
      fc.property(anyNode, (node) => {
        expect(JSON.stringify(JSON.parse(wireText(node)))).toBe(JSON.stringify(toJson(node, 'wire')));
      }),
    );
  });

  it.each([0, 1, 511, 512, 513, 1024, 1500])('prints %i children', (count) => {
    const value = Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${10_000 + i}`, i]));
    expect(wireText(nodeOf(value))).toBe(count === 0 ? 'null' : JSON.stringify(value));
  });
});
