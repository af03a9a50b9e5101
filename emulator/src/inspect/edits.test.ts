import { describe, expect, it } from 'vitest';
import { admin } from '../auth/identity.ts';
import { Database } from '../engine/database.ts';
import { defaultLimits } from '../limits.ts';
import { toJson } from '../tree/json.ts';
import type { Edit, EditAnswer } from './answers.ts';
import { Edits } from './edits.ts';

const data = {
  rooms: { lobby: { name: 'Lobby', '.priority': 3 }, attic: { name: 'Attic' } },
  ['__proto__']: { deep: 1 },
  lonely: { only: { child: true, '.priority': 1 }, '.priority': 'first' },
  count: 7,
};

const databaseWith = (value: unknown = data): Database => {
  const database = new Database({
    namespace: 'demo',
    clock: { now: () => 1_700_000_000_000 },
    limits: defaultLimits,
    log: () => {},
  });
  database.set(admin, [], value);
  return database;
};

type Act = Edit extends infer E ? (E extends Edit ? Omit<E, 'ns'> : never) : never;
const apply = (edits: Edits, database: Database, act: Act): EditAnswer =>
  edits.apply(database, { ns: 'demo', ...act });

const numberOf = (answer: EditAnswer): number => (answer.ok ? (answer.undo ?? 0) : 0);

const all = (database: Database): unknown => toJson(database.root, 'export');

describe('an edit', () => {
  it.each<[string, Act, unknown]>([
    ['sets a value', { act: 'set', path: ['count'], value: 8 }, { ...data, count: 8 }],
    [
      'sets what is still as it was',
      { act: 'set', path: ['count'], value: 8, ifText: '7' },
      { ...data, count: 8 },
    ],
    [
      'adds one',
      { act: 'set', path: ['new'], value: { a: [1, 2] }, isNew: true },
      { ...data, new: { a: [1, 2] } },
    ],
    [
      'renames, and keeps what is below and its priority',
      { act: 'rename', path: ['rooms', 'lobby'], key: 'hall' },
      { ...data, rooms: { hall: data.rooms.lobby, attic: data.rooms.attic } },
    ],
    ['removes', { act: 'remove', path: ['rooms', 'lobby'] }, { ...data, rooms: { attic: data.rooms.attic } }],
    [
      'removes with the last child whoever had it',
      { act: 'remove', path: ['lonely', 'only', 'child'] },
      { rooms: data.rooms, ['__proto__']: { deep: 1 }, count: 7 },
    ],
    [
      'renames an only child, and its parent keeps its priority',
      { act: 'rename', path: ['lonely', 'only'], key: 'lone' },
      { ...data, lonely: { lone: data.lonely.only, '.priority': 'first' } },
    ],
    ['removes everything', { act: 'remove', path: [] }, null],
    [
      'gives a value children',
      { act: 'set', path: ['count', 'a', 'b'], value: 1, isNew: true },
      { ...data, count: { a: { b: 1 } } },
    ],
    [
      'replaces what has an odd name',
      { act: 'set', path: ['__proto__', 'deep'], value: 2 },
      { ...data, ['__proto__']: { deep: 2 } },
    ],
    [
      'renames what has an odd name',
      { act: 'rename', path: ['__proto__'], key: 'constructor' },
      { rooms: data.rooms, lonely: data.lonely, count: 7, constructor: { deep: 1 } },
    ],
  ])('%s, and can be taken back once', (_what, act, expected) => {
    const edits = new Edits();
    const database = databaseWith();
    const before = all(database);
    const answer = apply(edits, database, act);
    expect(all(database)).toEqual(expected);
    const undo = numberOf(answer);
    expect(apply(edits, database, { act: 'undo', undo })).toEqual({ ok: true });
    expect(all(database)).toEqual(before);
    expect(apply(edits, database, { act: 'undo', undo })).toMatchObject({ ok: false, problem: 'gone' });
  });

  it.each<[string, Act, string]>([
    ['adding what is there', { act: 'set', path: ['rooms', 'lobby'], value: 1, isNew: true }, 'exists'],
    [
      'what somebody else changed meanwhile',
      { act: 'set', path: ['count'], value: 8, ifText: '6' },
      'changed',
    ],
    ['a key that cannot be', { act: 'set', path: ['a.b'], value: 1 }, 'key'],
    ['a place too deep', { act: 'set', path: Array<string>(33).fill('a'), value: 1 }, 'key'],
    ['an empty key', { act: 'rename', path: ['count'], key: '' }, 'key'],
    ['half a character', { act: 'rename', path: ['count'], key: '\ud800' }, 'key'],
    ['data that cannot be', { act: 'set', path: ['a'], value: { 'b/c': 1 } }, 'data'],
    ['renaming to what is there', { act: 'rename', path: ['rooms', 'lobby'], key: 'attic' }, 'exists'],
    ['renaming to itself', { act: 'rename', path: ['rooms', 'lobby'], key: 'lobby' }, 'exists'],
    ['renaming the root', { act: 'rename', path: [], key: 'a' }, 'gone'],
    ['renaming nothing', { act: 'rename', path: ['nowhere'], key: 'a' }, 'gone'],
    ['removing nothing', { act: 'remove', path: ['constructor'] }, 'gone'],
    ['taking back what was not done', { act: 'undo', undo: 1 }, 'gone'],
  ])('is refused: %s', (_what, act, problem) => {
    const edits = new Edits();
    const database = databaseWith();
    const { root } = database;
    expect(apply(edits, database, act)).toMatchObject({ ok: false, problem });
    expect(database.root).toBe(root);
  });

  it('is not taken back over what somebody wrote since', () => {
    const edits = new Edits();
    const database = databaseWith();
    const answer = apply(edits, database, { act: 'remove', path: ['rooms'] });
    database.set(admin, ['rooms', 'new'], 1);
    const undo = numberOf(answer);
    expect(apply(edits, database, { act: 'undo', undo })).toEqual({
      ok: false,
      problem: 'changed',
      detail: '/rooms',
    });
    expect(toJson(database.root, 'plain')).toMatchObject({ rooms: { new: 1 } });
  });

  it('can be taken back when others wrote elsewhere, but only the last one', () => {
    const edits = new Edits();
    const database = databaseWith();
    const first = apply(edits, database, { act: 'remove', path: ['rooms', 'lobby'] });
    const second = apply(edits, database, { act: 'remove', path: ['rooms', 'attic'] });
    database.set(admin, ['count'], 8);
    expect(apply(edits, database, { act: 'undo', undo: numberOf(first) })).toMatchObject({ problem: 'gone' });
    expect(apply(edits, database, { act: 'undo', undo: numberOf(second) })).toEqual({ ok: true });
    expect(apply(edits, databaseWith(), { act: 'undo', undo: numberOf(second) })).toMatchObject({
      problem: 'gone',
    });
    expect(toJson(database.root, 'plain')).toMatchObject({ rooms: { attic: { name: 'Attic' } }, count: 8 });
  });
});
