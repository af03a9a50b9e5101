import type { Profile, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { leftOut } from './leftOut.ts';
import { readMembers } from './readMembers.ts';
import { sortByName } from './sortByName.ts';

const profile = (name: string): Profile => ({ name, skeleton: name, color: 0, createdAt: 0 });
const uids = (text: string): UserId[] => text.split(' ').filter(Boolean) as UserId[];
const rows = (text: string) => uids(text).map((key) => ({ key, value: { role: 'member', joinedAt: 1 } }));

describe('sortByName', () => {
  const people = new Map<string, Profile | null>([
    ['u1', profile('Zoé')],
    ['u2', profile('élan')],
    ['u3', profile('Ana')],
    ['u4', null],
    ['__proto__', profile('Bo')],
  ]) as Map<UserId, Profile | null>;

  it.each([
    ['nobody', '', ''],
    ['names in order, accents and case aside', 'u1 u2 u3 __proto__', 'u3 __proto__ u2 u1'],
    ['the nameless and the unknown last', 'u4 constructor u1', 'u1 u4 constructor'],
  ])('puts %s', (_what, members, expected) => {
    expect(sortByName(uids(members), people, new Intl.Collator('fr').compare).join(' ')).toBe(expected);
  });
});

describe('leftOut', () => {
  it.each([
    ['nobody of a room that was read whole', 'u1 u2', 'u3 constructor', ''],
    ['nobody who was read', 'u1 u2 __proto__', 'u2 __proto__', ''],
    ['whoever was not, once', 'u1 u2 u3', 'u4 u2 constructor u4', 'constructor u4'],
    ['the same in whatever order they spoke', 'u1 u2 u3', 'constructor u4', 'constructor u4'],
  ])('names %s', (_what, members, inSight, expected) => {
    expect(leftOut(rows(members), uids(inSight), 3).join(' ')).toBe(expected);
  });

  it('names the first of many', () => {
    const many = Array.from(
      { length: 80 },
      (_, index) => `z${String(80 - index).padStart(2, '0')}` as UserId,
    );
    expect(leftOut(rows('u1 u2 u3'), many, 3)).toEqual(many.slice(0, 50).toSorted());
  });
});

describe('readMembers', () => {
  it('leaves out rows that are no members', () => {
    const row = { role: 'member', joinedAt: 1 };
    expect(
      readMembers([
        { key: 'ana', value: row },
        { key: '__proto__', value: row },
        { key: 'king', value: { role: 'king', joinedAt: 1 } },
        { key: 'null', value: null },
      ]),
    ).toEqual(['ana', '__proto__']);
  });
});
