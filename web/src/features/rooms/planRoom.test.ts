import { idPatterns, limits, type Room, type RoomId, type UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { nameProblem, newRoomId, normaliseLine, planRoom, planWords, topicProblem } from './planRoom.ts';

const ana = 'ana' as UserId;

describe('newRoomId', () => {
  it.each(['Tea', 'Été à la plage', '日本', '', '--', 'p', 'd', 'a'.repeat(80), '__proto__', 'Tea / 2'])(
    'makes of %s an id that rules accept for a public room',
    (name) => {
      const id = newRoomId('public', name);
      expect(id).toMatch(idPatterns.room);
      expect(id).not.toMatch(idPatterns.privateRoom);
      expect(id).not.toMatch(idPatterns.directRoom);
    },
  );

  it('keeps what an address can show of a name', () => {
    expect(newRoomId('public', 'Thé du soir')).toMatch(/^the-du-soir-[0-9a-z]{6}$/);
  });

  it('says nothing of a private room', () => {
    const ids = Array.from({ length: 200 }, () => newRoomId('private', 'Tea'));
    for (const id of ids) expect(id).toMatch(idPatterns.privateRoom);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a name and a topic', () => {
  it.each([
    ['Tea', undefined],
    ['a'.repeat(limits.roomName), undefined],
    ['', 'empty'],
    ['\u200b', 'empty'],
    ['a'.repeat(limits.roomName + 1), 'tooLong'],
    ['a\u202eb', 'characters'],
    ['a\nb', 'characters'],
  ])('%j has the problem %s', (line, code) => {
    expect(nameProblem(line)?.code).toBe(code);
  });

  it('have limits of their own', () => {
    expect(topicProblem('a'.repeat(limits.roomName + 1))).toBeUndefined();
    expect(topicProblem('a'.repeat(limits.roomTopic + 1))?.code).toBe('tooLong');
  });

  it('lose what cannot be seen in them', () => {
    expect(normaliseLine('  Te\u0301  a\n')).toBe('Té a');
  });
});

describe('planRoom', () => {
  it.each([
    ['public', ['rooms/r', 'members/r/ana', 'mine/ana/r', 'directory/r']],
    ['private', ['rooms/r', 'members/r/ana', 'mine/ana/r']],
  ] as const)('writes a %s room at all its places', (kind, places) => {
    expect([...planRoom(ana, 'r' as RoomId, kind, { name: 'Tea', topic: 'Talk' }).keys()]).toEqual(places);
  });
});

describe('planWords', () => {
  const before: Room = {
    name: 'Tea',
    topic: 'Talk',
    kind: 'public',
    owner: ana,
    createdAt: 1,
    closedAt: undefined,
    slowMs: undefined,
  };
  it.each([
    ['public', { name: 'Tea', topic: 'Talk' }, []],
    ['public', { name: 'Tea', topic: 'News' }, ['rooms/r/topic', 'directory/r/topic']],
    ['private', { name: 'Chai', topic: 'Talk' }, ['rooms/r/name']],
  ] as const)('of a %s room that becomes %j writes %j', (kind, after, places) => {
    expect([...planWords('r' as RoomId, { ...before, kind }, after).keys()]).toEqual(places);
  });
});
