import { describe, expect, it } from 'vitest';
import type { PlaceAnswer } from '../../src/inspect/answers.ts';
import { labelOf, placeId, rangeWith, rowStartingWith, treeRows } from './treeRows.ts';

const leaf = (value: string | number) => ({ kind: 'leaf', value, priority: null }) as const;
const branch = (size: number) => ({ kind: 'branch', size, priority: null }) as const;

const answers = new Map<string, PlaceAnswer>([
  [
    placeId({ path: [] }),
    {
      version: 1,
      node: branch(3),
      rows: [
        { key: '__proto__', node: leaf('x') },
        { key: 'big', node: branch(250) },
        { key: 'Small', node: branch(1) },
      ],
    },
  ],
  [
    placeId({ path: ['big'] }),
    {
      version: 2,
      node: branch(250),
      rows: [
        { first: '1', last: '100', to: '101', size: 100 },
        { first: '101', last: 'a', to: 'b', size: 100 },
        { first: 'b', last: 'z', size: 50 },
      ],
    },
  ],
  [
    placeId({ path: ['big'], from: '101', to: 'b' }),
    { version: 2, node: branch(250), rows: [{ key: '101', node: leaf(1) }] },
  ],
]);

const idsOpen = (...places: Parameters<typeof placeId>[0][]): ReadonlySet<string> =>
  new Set(places.map(placeId));

const shown = (open: ReadonlySet<string>): readonly string[] =>
  treeRows('demo', open, answers).map((row) => `${'  '.repeat(row.level - 1)}${labelOf(row)}`);

describe('the lines of the tree', () => {
  it('are the root alone when nothing is open', () => {
    expect(shown(new Set())).toEqual(['demo']);
  });

  it('go into what is open, stretches of children too', () => {
    const open = idsOpen({ path: [] }, { path: ['big'] }, { path: ['big'], from: '101', to: 'b' });
    expect(shown(open)).toEqual([
      'demo',
      '  __proto__',
      '  big',
      '    1',
      '    101',
      '      101',
      '    b',
      '  Small',
    ]);
  });

  it('say where each stands, and whether more is to come', () => {
    const rows = treeRows('demo', idsOpen({ path: [] }, { path: ['Small'] }), answers);
    expect(rows.at(-1)).toMatchObject({
      level: 2,
      position: 3,
      setSize: 3,
      parentId: placeId({ path: [] }),
      isOpen: true,
      isWaiting: true,
    });
    expect(rows[1]).toMatchObject({ place: undefined, isOpen: false });
  });
});

describe('the stretch with a key', () => {
  const answer = answers.get(placeId({ path: ['big'] })) as PlaceAnswer;
  it.each([
    // Numbers come first and by their size.
    ['7', '1'],
    ['100', '1'],
    ['101', '101'],
    ['0', '1'],
    ['a', '101'],
    ['ab', '101'],
    ['zzz', 'b'],
  ])('%j begins at %j', (key, from) => {
    expect(rangeWith(answer, ['big'], key)?.from).toBe(from);
  });

  it('is none where children are shown one by one', () => {
    expect(rangeWith(answers.get(placeId({ path: [] })) as PlaceAnswer, [], 'big')).toBeUndefined();
  });
});

describe('typing', () => {
  const rows = treeRows('demo', idsOpen({ path: [] }), answers);
  it.each([
    ['b', 0, 'big'],
    ['s', 0, 'Small'],
    ['sm', 3, 'Small'],
    ['d', 3, 'demo'],
    ['_', 1, '__proto__'],
    ['x', 0, undefined],
  ])('%j from line %d goes to %s', (typed, after, label) => {
    const row = rowStartingWith(rows, after, typed);
    expect(row && labelOf(row)).toBe(label);
  });
});
