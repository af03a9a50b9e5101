import { describe, expect, it } from 'vitest';
import { directRoomId, idPatterns, isMessageId, isRoomId, type UserId } from './id.ts';

describe('isRoomId', () => {
  it.each(['lobby', 'a', '0', 'constructor', 'a-b', 'a'.repeat(40)])('takes %j', (id) => {
    expect(isRoomId(id)).toBe(true);
  });

  it.each(['', '-a', 'Lobby', '__proto__', 'a b', 'a/b', 'a\n', '💬', 'a'.repeat(41)])('refuses %j', (id) => {
    expect(isRoomId(id)).toBe(false);
  });
});

describe('isMessageId', () => {
  it.each(['-OabcdefghijklmnopqR', '_'.repeat(20), 'z'.repeat(20)])('takes %j', (id) => {
    expect(isMessageId(id)).toBe(true);
  });

  it.each(['', 'a'.repeat(19), 'a'.repeat(21), `${'a'.repeat(19)}/`, `${'a'.repeat(20)}\n`, '__proto__'])(
    'refuses %j',
    (id) => {
      expect(isMessageId(id)).toBe(false);
    },
  );
});

describe('idPatterns.messageInRoom', () => {
  const { messageInRoom } = idPatterns;

  it.each([
    ['lobby', '-OabcdefghijklmnopqR', true],
    ['Lobby', '-OabcdefghijklmnopqR', false],
    ['lobby', 'short', false],
  ])('is a room id and a message id: %s/%s is %s', (roomId, messageId, expected) => {
    expect(isRoomId(roomId) && isMessageId(messageId)).toBe(expected);
    expect(messageInRoom.test(`${roomId}/${messageId}`)).toBe(expected);
  });
});

const between = (one: string, other: string) => directRoomId(one as UserId, other as UserId);

describe('directRoomId', () => {
  it('is the same for both', () => {
    expect(between('bob', 'Ana')).toBe('d-Ana_bob');
    expect(between('Ana', 'bob')).toBe('d-Ana_bob');
    expect(isRoomId(between('Ana', 'bob') ?? '')).toBe(true);
  });

  it.each([
    ['one person', 'ana', 'ana'],
    ['an underscore', 'a_b', 'c'],
    ['a slash', 'a/b', 'c'],
    ['nobody', '', 'c'],
    ['a long uid', 'a'.repeat(65), 'c'],
  ])('is none with %s', (_what, one, other) => {
    expect(between(one, other)).toBeUndefined();
  });

  it('takes uids of 64 characters', () => {
    expect(between('a'.repeat(64), 'b'.repeat(64))).toBeDefined();
  });
});
