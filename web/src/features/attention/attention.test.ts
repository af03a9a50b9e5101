import type { RoomId, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { countOf, inFigures, readIn, unreadIn } from './unread.ts';
import { isQuiet, readWishes } from './wishes.ts';

const me = { uid: 'me' as UserId, name: 'Ana' };
const lobby = 'lobby' as RoomId;
const nobody: ReadonlySet<string> = new Set();
const row = (uid: string, at: number, text = 'hello') => ({
  key: `-N${at}`,
  value: { uid, text, at, slot: 'a' },
});

describe('what is unread', () => {
  it('is what others said after what was read, and calls are counted apart', () => {
    const entries = [
      row('bo', 10),
      row('bo', 11),
      row('me', 12),
      row('bo', 13, 'dear @ana'),
      { key: '-N14', value: { uid: 'bo', at: 14, slot: 'a', deleted: true } },
      { key: '-N15', value: 'nonsense' },
    ];
    expect(countOf(unreadIn(lobby, entries, 10, me, nobody))).toEqual({ count: 2, calls: 1 });
    expect(countOf(unreadIn(lobby, entries, 99, me, nobody))).toEqual({ count: 0, calls: 0 });
  });

  it('calls one in a direct room whatever is said', () => {
    expect(countOf(unreadIn('d-me_bo' as RoomId, [row('bo', 10)], 0, me, nobody))).toEqual({
      count: 1,
      calls: 1,
    });
  });

  it('is nothing of what blocked people say, whomever they call', () => {
    const entries = [row('bo', 10, '@ana'), row('__proto__', 11, '@ana'), row('cy', 12)];
    expect(countOf(unreadIn(lobby, entries, 0, me, new Set(['bo', '__proto__'])))).toEqual({
      count: 1,
      calls: 0,
    });
  });

  it('is the rest of what was read, deleted ones and one’s own included', () => {
    const deleted = { key: '-N14', value: { uid: 'bo', at: 14, slot: 'a', deleted: true } };
    const entries = [row('bo', 10), row('me', 12), deleted, row('bo', 15), { key: '-N16', value: null }];
    expect([9, 10, 14, 99].map((upTo) => readIn(entries, upTo))).toEqual([0, 1, 3, 4]);
  });

  it.each([
    [0, '0'],
    [99, '99'],
    [100, '99+'],
    [5000, '99+'],
  ])('shows %i as %s', (count, figures) => {
    expect(inFigures(count)).toBe(figures);
  });
});

describe('readWishes', () => {
  it.each([
    null,
    '',
    'nonsense',
    '[]',
    '7',
    '{"notify":"shout","quiet":{"from":"25:00","to":"07:00"}}',
    '{"__proto__":{"sound":true}}',
  ])('takes %j for no wish at all', (kept) => {
    expect(readWishes(kept)).toEqual({ notify: 'nothing', sound: false, quiet: undefined, wasAsked: false });
  });

  it('reads what was kept', () => {
    const wishes = { notify: 'calls', sound: true, quiet: { from: '22:00', to: '07:00' }, wasAsked: true };
    expect(readWishes(JSON.stringify(wishes))).toEqual(wishes);
  });
});

const at = (hours: number, minutes = 0) => new Date(2026, 0, 1, hours, minutes);
const over = (from: string, to: string) => readWishes(JSON.stringify({ quiet: { from, to } }));

describe('isQuiet', () => {
  it.each([
    ['22:00', '07:00', at(21, 59), false],
    ['22:00', '07:00', at(22), true],
    ['22:00', '07:00', at(6, 59), true],
    ['22:00', '07:00', at(7), false],
    ['12:00', '13:00', at(12, 30), true],
    ['12:00', '13:00', at(13), false],
    ['00:00', '00:00', at(15), true],
  ])('from %s to %s', (from, to, when, expected) => {
    expect(isQuiet(over(from, to), when)).toBe(expected);
  });
});
