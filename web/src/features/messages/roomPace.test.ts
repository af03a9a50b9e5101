import { describe, expect, it } from 'vitest';
import { readTurn } from './roomPace.ts';

const ready = <T>(value: T) => ({ state: 'ready', value }) as const;
const loading = { state: 'loading' } as const;
const denied = { state: 'denied' } as const;

const quick = ready({ name: 'Club', topic: 'Chess', kind: 'public', createdAt: 1 });
const slow = ready({ ...quick.value, slowMs: 5000 });
const as = (role: string) => ready({ role, joinedAt: 1 });
const spoke = ready({ at: 700, key: '-O000000000000000001' });

describe('readTurn', () => {
  it.each([
    ['a room without pauses, whatever else is known', quick, loading, loading, 'any'],
    ['a room without pauses', quick, as('member'), spoke, 'any'],
    ['a member who has not spoken', slow, as('member'), ready(null), { freeAtMs: 0, everyMs: 5000 }],
    ['a member who has', slow, as('member'), spoke, { freeAtMs: 5700, everyMs: 5000 }],
    ['a moderator', slow, as('moderator'), spoke, 'any'],
    ['the owner', slow, as('owner'), spoke, 'any'],
    ['somebody who is not in the room', slow, ready(null), spoke, 'any'],
    ['a room that cannot be read', denied, as('member'), spoke, 'any'],
    ['what is not known yet', slow, as('member'), loading, undefined],
    ['a room that is not known yet', loading, as('member'), spoke, undefined],
  ])('of %s', (_whose, room, member, pace, turn) => {
    expect(readTurn({ room, member, pace })).toEqual(turn);
  });
});
