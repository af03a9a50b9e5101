import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { toJson, type Json } from './json.ts';
import { childrenOf, emptyNode, nodeAt, sameNode, withNodeAt, type Node } from './node.ts';
import { compareKeys, compareScalars, innerValue, maxKey, minKey, type SortValue } from './order.ts';
import type { Entry } from './orderedMap.ts';
import {
  isWholeNode,
  parseWireQuery,
  queryKey,
  select,
  windowEntries,
  wholeNode,
  wireQuery,
  type Bound,
  type QuerySpec,
} from './query.ts';
import { anyExport, anyKey, anyNode, anyQuery, nodeOf } from './treeArbitraries.ts';

const parsed = (wire: unknown): QuerySpec => {
  const query = parseWireQuery(wire);
  if ('problem' in query) throw new Error(query.problem);
  return query;
};

const keysOf = (value: unknown, wire: unknown): readonly string[] =>
  windowEntries(nodeOf(value), parsed(wire)).map(([key]) => key);

describe('parseWireQuery', () => {
  it.each<[Json, QuerySpec]>([
    [{}, wholeNode],
    [
      { l: 1, vf: 'l' },
      { index: { kind: 'priority' }, limit: { count: 1, from: 'left' } },
    ],
    [
      { sp: 1, sin: true, l: 2, vf: 'l', i: 'v' },
      {
        index: { kind: 'child', path: ['v'] },
        start: { value: 1, inclusive: true },
        limit: { count: 2, from: 'left' },
      },
    ],
    [
      { sp: 1, sn: '[MAX_NAME]', sin: false, i: 'v' },
      { index: { kind: 'child', path: ['v'] }, start: { value: 1, key: maxKey, inclusive: false } },
    ],
    [
      { sp: 1, sn: 'k', sin: false, i: 'v/w' },
      { index: { kind: 'child', path: ['v', 'w'] }, start: { value: 1, key: 'k', inclusive: false } },
    ],
    [
      { ep: 'm', ein: false, l: 3, vf: 'r', i: '.key' },
      { index: { kind: 'key' }, end: { value: 'm', inclusive: false }, limit: { count: 3, from: 'right' } },
    ],
    [
      { sp: 'm', sin: false, i: '.key' },
      { index: { kind: 'key' }, start: { value: 'm', inclusive: false } },
    ],
    [
      { sp: true, sin: true, ep: true, ein: true, i: '.value' },
      {
        index: { kind: 'value' },
        start: { value: true, inclusive: true },
        end: { value: true, inclusive: true },
      },
    ],
    [
      { sp: null, sin: true, ep: null, ein: true },
      {
        index: { kind: 'priority' },
        start: { value: null, inclusive: true },
        end: { value: null, inclusive: true },
      },
    ],
    [
      { sp: 's', sn: 'key', sin: true, ep: 's', en: 'key', ein: true, i: 'v' },
      {
        index: { kind: 'child', path: ['v'] },
        start: { value: 's', key: 'key', inclusive: true },
        end: { value: 's', key: 'key', inclusive: true },
      },
    ],
  ])('reads %j, and wireQuery prints it again', (wire, query) => {
    expect(parsed(wire)).toEqual(query);
    expect(wireQuery(query)).toEqual(wire);
  });

  it.each<[string, unknown, QuerySpec]>([
    ['no query', undefined, wholeNode],
    ['bounds inclusive unless said', { sp: 1 }, parsed({ sp: 1, sin: true })],
    ['the default index', { i: '.priority', l: 1, vf: 'l' }, parsed({ l: 1, vf: 'l' })],
    ['a limit with a start as from the left', { sp: 1, l: 2 }, parsed({ sp: 1, l: 2, vf: 'l' })],
    ['a limit without a start as from the right', { ep: 1, l: 2 }, parsed({ ep: 1, l: 2, vf: 'r' })],
    ['a limit of `Infinity`, which JSON makes null, as none', { l: null, vf: 'l' }, wholeNode],
    [
      'what Android calls the first and the last key',
      { sp: 1, sn: '[MAX_KEY]', ep: 2, en: '[MIN_KEY]' },
      parsed({ sp: 1, sn: '[MAX_NAME]', ep: 2, en: '[MIN_NAME]' }),
    ],
    [
      'the same in the order of keys',
      { i: '.key', sp: '[MIN_KEY]', ep: '[MAX_KEY]' },
      parsed({ i: '.key', sp: '[MIN_NAME]', ep: '[MAX_NAME]' }),
    ],
    ['a null bound as a start', { sp: null, l: 2 }, parsed({ sp: null, l: 2, vf: 'l' })],
    ['and ignores fields it does not know', { l: 2, vf: 'l', zz: 1 }, parsed({ l: 2, vf: 'l' })],
  ])('takes %s', (_what, wire, query) => {
    expect({ ...parsed(wire), asked: undefined }).toEqual({ ...query, asked: undefined });
    expect(queryKey(parsed(wire))).toBe(queryKey(query));
  });

  it.each<[what: string, wire: object]>([
    ['bounds of which nothing is said', { sp: 1, ep: 2, i: 'v' }],
    ['a key that begins behind all others, in the words of Android', { sp: 1, sn: '[MAX_KEY]', sin: true }],
    ['a limit without a side', { ep: 1, ein: true, l: 2 }],
    ['no limit at all', { l: null, vf: 'l' }],
    ['the default index', { i: '.priority', l: 1, vf: 'l' }],
  ])('prints %s as it was asked', (_what, wire) => {
    expect(wireQuery(parsed(wire))).toEqual(wire);
  });

  it('keeps nothing of a query that has no meaning', () => {
    const wire: unknown = JSON.parse('{"sp":1,"zz":"nothing","__proto__":{"ep":2},"constructor":3}');
    expect(Object.entries(wireQuery(parsed(wire)))).toEqual([['sp', 1]]);
  });

  it.each([
    ['before a key', { ep: null, en: `a${'z'.repeat(785)}` }],
    ['from behind a key on', { sp: 1, sn: `a${'-'.repeat(785)}`, i: 'v' }],
  ])('takes a bound longer than any key, as older clients say %s', (_what, wire) => {
    expect(wireQuery(parsed(wire))).toEqual(wire);
  });

  it.each<[unknown]>([
    [[]],
    ['l=1'],
    [7],
    [{ l: 0 }],
    [{ l: -1 }],
    [{ l: 1.5 }],
    [{ l: '1' }],
    [{ l: 1e20 }],
    [{ l: 1, vf: 'x' }],
    [{ i: '' }],
    [{ i: '/' }],
    [{ i: 7 }],
    [{ i: '.info' }],
    [{ i: 'a/.priority' }],
    [{ i: 'a.b' }],
    [{ sp: {} }],
    [{ sp: [1] }],
    [{ sp: Number.NaN }],
    [{ sp: 1, sin: 'yes' }],
    [{ sn: 'k' }],
    [{ sp: 1, sn: 7 }],
    [{ sp: 1, sn: '' }],
    [{ sp: 1, sn: 'a/b' }],
    [{ sp: 1, i: '.key' }],
    [{ sp: null, i: '.key' }],
    [{ sp: 'a', sn: 'b', i: '.key' }],
    [{ ep: 1, en: '$' }],
  ])('refuses %j', (wire) => {
    expect(parseWireQuery(wire)).toEqual({ problem: expect.stringContaining('Invalid query: ') as string });
  });

  it.each(['constructor', '__proto__'])('takes the field %s for what it is', (key) => {
    expect(parsed(JSON.parse(`{"${key}":{"l":1}}`))).toEqual(wholeNode);
    expect(parsed({ i: key })).toEqual({ index: { kind: 'child', path: [key] } });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (wire) => {
        expect(() => parseWireQuery(wire)).not.toThrow();
      }),
    );
  });
});

describe('windowEntries', () => {
  const ages = {
    ana: { age: 3 },
    bo: { age: 1 },
    cy: { age: 3 },
    di: { age: 'x' },
    ed: { name: 1 },
    7: { age: 2 },
  };

  it.each<[Json, readonly string[]]>([
    [{ i: 'age', l: 2, vf: 'l' }, ['ed', 'bo']],
    [{ i: 'age', l: 2, vf: 'r' }, ['cy', 'di']],
    [{ i: 'age', sp: 3 }, ['ana', 'cy', 'di']],
    [{ i: 'age', sp: 3, sn: 'b', ep: 3 }, ['cy']],
    [{ i: 'age', sp: 3, sn: '[MAX_NAME]', sin: false }, ['di']],
    [{ i: 'age', sp: 3, sn: 'ana', sin: false }, ['cy', 'di']],
    [{ i: 'age', ep: 3, en: '[MIN_NAME]', ein: false }, ['ed', 'bo', '7']],
    [{ i: 'age', ep: 3, ein: false }, ['ed', 'bo', '7']],
    [{ i: 'age', sp: 3, sin: false }, ['di']],
    [{ i: 'age', sp: null, ep: null }, ['ed']],
    [{ i: 'age', sp: 9, ep: 1 }, []],
    [{ i: '.key', l: 2, vf: 'l' }, ['7', 'ana']],
    [{ i: '.key', sp: '10', ep: 'bo', ein: false }, ['ana']],
    [{ i: '.key', sp: 'bo', sin: false, l: 1, vf: 'r' }, ['ed']],
    [{ l: 1, vf: 'r' }, ['ed']],
    [{ sp: 1 }, []],
    [{ ep: 1 }, ['7', 'ana', 'bo', 'cy', 'di', 'ed']],
    [{ sp: null, sn: 'cy' }, ['cy', 'di', 'ed']],
    [{ ep: null, en: 'ana', l: 1, vf: 'r' }, ['ana']],
    [{ i: '.value', l: 1, vf: 'l' }, ['7']],
  ])('of %j', (query, keys) => {
    expect(keysOf(ages, query)).toEqual(keys);
  });

  it.each([1, null, 'text'])('is empty on the leaf %j', (value) => {
    expect(keysOf(value, { l: 5, vf: 'l' })).toEqual([]);
  });
});

const scalar = (at: Node): SortValue =>
  at.kind === 'leaf' ? at.value : at.kind === 'empty' ? null : innerValue;

/** The definition, word by word: sort all, keep what is in range, cut the limit off. */
const naiveWindow = (node: Node, query: QuerySpec): readonly Entry<string, Node>[] => {
  const valueOf = ([, child]: Entry<string, Node>): SortValue => {
    if (query.index.kind === 'key') return null;
    if (query.index.kind === 'priority') return child.priority;
    return scalar(query.index.kind === 'value' ? child : nodeAt(child, query.index.path));
  };
  const side = (entry: Entry<string, Node>, bound: Bound, absent: string): number => {
    if (query.index.kind === 'key') return compareKeys(entry[0], String(bound.value));
    return compareScalars(valueOf(entry), bound.value) || compareKeys(entry[0], bound.key ?? absent);
  };
  const { start, end, limit } = query;
  const inside = [...childrenOf(node)].filter((entry) => {
    const fromStart = start ? side(entry, start, start.inclusive ? minKey : maxKey) : 1;
    const toEnd = end ? -side(entry, end, end.inclusive ? maxKey : minKey) : 1;
    return (
      (fromStart > 0 || (fromStart === 0 && start?.inclusive)) &&
      (toEnd > 0 || (toEnd === 0 && end?.inclusive))
    );
  });
  inside.sort((a, b) => compareScalars(valueOf(a), valueOf(b)) || compareKeys(a[0], b[0]));
  if (!limit) return inside;
  return limit.from === 'left' ? inside.slice(0, limit.count) : inside.slice(-limit.count);
};

describe('a window', () => {
  it('is what filtering and sorting gives', () => {
    fc.assert(
      fc.property(anyNode, anyQuery, (node, query) => {
        expect(windowEntries(node, query)).toEqual(naiveWindow(node, query));
      }),
      { numRuns: 1000 },
    );
  });

  it('stays right while writes carry the indexes forward', () => {
    fc.assert(
      fc.property(
        anyNode,
        fc.array(anyQuery, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(fc.array(anyKey, { maxLength: 2 }), anyExport), { maxLength: 8 }),
        (start, queries, writes) => {
          let node = start;
          for (const [path, value] of writes) {
            for (const query of queries) windowEntries(node, query);
            node = withNodeAt(node, path, nodeOf(value));
            for (const query of queries) {
              expect(windowEntries(node, query)).toEqual(naiveWindow(node, query));
            }
          }
        },
      ),
    );
  });

  it('survives a trip over the wire', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const back: unknown = JSON.parse(JSON.stringify(wireQuery(query)));
        expect(parsed(back)).toEqual(query);
        expect(queryKey(parsed(back))).toBe(queryKey(query));
      }),
    );
  });
});

describe('select', () => {
  it('holds the children of the window and no priority of its own', () => {
    fc.assert(
      fc.property(anyNode, anyQuery, (node, query) => {
        fc.pre(!isWholeNode(query));
        const selected = select(node, query);
        expect(selected.priority).toBeNull();
        const children = naiveWindow(node, query).toSorted((a, b) => compareKeys(a[0], b[0]));
        expect([...childrenOf(selected)]).toEqual(children);
      }),
    );
  });

  it('is the node itself when nothing is left out', () => {
    const node = nodeOf({ a: 1, b: 2 });
    expect(select(node, parsed({ l: 2, vf: 'l' }))).toBe(node);
    expect(
      sameNode(select(nodeOf({ a: 1, '.priority': 1 }), parsed({ l: 2, vf: 'l' })), nodeOf({ a: 1 })),
    ).toBe(true);
  });

  it.each([1, null, { a: 1, '.priority': 2 }])('is %j itself when everything is asked for', (value) => {
    const node = nodeOf(value);
    expect(select(node, wholeNode)).toBe(node);
  });

  it('is empty for a leaf, unless everything is asked for', () => {
    expect(select(nodeOf(1), parsed({ l: 2, vf: 'l' }))).toBe(emptyNode);
    expect(toJson(select(nodeOf(1), wholeNode), 'wire')).toBe(1);
    expect(toJson(select(nodeOf(1), parsed({ i: 'v' })), 'wire')).toBe(1);
  });
});
