import type { Profile, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { readMembers } from './readMembers.ts';
import { sortByName } from './sortByName.ts';

const profile = (name: string): Profile => ({ name, skeleton: name, color: 0, createdAt: 0 });
const uids = (text: string): UserId[] => text.split(' ').filter(Boolean) as UserId[];

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
