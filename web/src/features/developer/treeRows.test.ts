import { describe, expect, it } from 'vitest';
import { treeMove, treeRows, type TreeRow } from './treeRows.ts';

const values = new Map([
  [
    'messages/lobby',
    new Map<string, unknown>([
      ['-a', { text: 'first', uid: 'ana' }],
      ['-b', { text: 'second' }],
      ['__proto__', 1],
    ]),
  ],
  ['rooms/lobby', null],
]);
const rowsWith = (open: readonly string[], last = 100): readonly TreeRow[] =>
  treeRows(['messages/lobby', 'rooms/lobby', 'typing/lobby'], new Set(open), values, () => last);
const lines = (rows: readonly TreeRow[]): readonly string[] =>
  rows.map(({ level, name, text, kind }) => `${level} ${kind} ${name} ${text}`.trim());

describe('treeRows', () => {
  it('shows closed places without what is in them', () => {
    expect(lines(rowsWith([]))).toEqual([
      '1 branch messages/lobby',
      '1 branch rooms/lobby',
      '1 branch typing/lobby',
    ]);
  });

  it('opens what is open, what is new first, and says that nothing is nothing', () => {
    expect(lines(rowsWith(['messages/lobby', 'messages/lobby/-a', 'rooms/lobby', 'typing/lobby']))).toEqual([
      '1 branch messages/lobby',
      '2 leaf __proto__ 1',
      '2 branch -b {"text":"second"}',
      '2 branch -a',
      '3 leaf text "first"',
      '3 leaf uid "ana"',
      '1 branch rooms/lobby null',
      '1 branch typing/lobby',
      '2 loading',
    ]);
  });

  it('offers what comes before when a list is as long as was asked for', () => {
    const rows = rowsWith(['messages/lobby'], 3);
    expect(rows[1]).toMatchObject({ name: '__proto__', position: 1, size: 4 });
    expect(rows[4]).toMatchObject({ kind: 'earlier', position: 4, size: 4 });
  });

  it('cuts what is long', () => {
    const long = new Map([['a', new Map<string, unknown>([['b', 'x'.repeat(100_000)]])]]);
    const [, row] = treeRows(['a'], new Set(['a']), long, () => 100);
    expect(row?.text.length).toBeLessThan(1100);
    expect(row?.text).toContain('100002');
  });
});

describe('treeMove', () => {
  const rows = rowsWith(['messages/lobby', 'messages/lobby/-a'], 3);
  it.each<readonly [string, string | undefined, string, unknown]>([
    ['down', 'messages/lobby', 'ArrowDown', { to: 'messages/lobby/__proto__' }],
    ['down at the end', 'typing/lobby', 'ArrowDown', { to: 'typing/lobby' }],
    ['up at the beginning', 'messages/lobby', 'ArrowUp', { to: 'messages/lobby' }],
    ['to the beginning', 'typing/lobby', 'Home', { to: 'messages/lobby' }],
    ['to the end', 'messages/lobby', 'End', { to: 'typing/lobby' }],
    ['into what is open', 'messages/lobby/-a', 'ArrowRight', { to: 'messages/lobby/-a/text' }],
    ['open', 'messages/lobby/-b', 'ArrowRight', { toggle: 'messages/lobby/-b' }],
    ['nowhere from a leaf', 'messages/lobby/-a/text', 'ArrowRight', undefined],
    ['out of a leaf', 'messages/lobby/-a/uid', 'ArrowLeft', { to: 'messages/lobby/-a' }],
    ['close', 'messages/lobby/-a', 'ArrowLeft', { toggle: 'messages/lobby/-a' }],
    ['further back', 'messages/lobby/', 'Enter', { toggle: 'messages/lobby/' }],
    ['nothing', 'messages/lobby', 'x', undefined],
    ['on from a line that is gone', 'gone', 'ArrowDown', { to: 'messages/lobby/__proto__' }],
    ['on from no line', undefined, 'End', { to: 'typing/lobby' }],
  ])('%s', (_name, from, key, expected) => {
    expect(treeMove(rows, from, key)).toEqual(expected);
  });

  it('leads nowhere in an empty tree', () => {
    expect(treeMove([], undefined, 'End')).toBeUndefined();
  });
});
