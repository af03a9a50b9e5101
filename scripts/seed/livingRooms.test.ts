import {
  deletedMessage,
  directoryEntry,
  idPatterns,
  isMessageId,
  isRoomId,
  member,
  message,
  mineEntry,
  nicknameProblem,
  normaliseNickname,
  paths,
  profile,
  room,
  skeletonOf,
} from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { cast, seededUids } from './cast.ts';
import { conversations } from './conversations.ts';
import { livingRooms } from './livingRooms.ts';

const nowMs = Date.UTC(2026, 2, 29, 0, 30);
const { tree, rendered } = livingRooms(nowMs);
const places = [tree, ...rendered].flatMap((some) => [...some]);
const below = (folder: string): readonly (readonly [readonly string[], unknown])[] =>
  places
    .map(([place, value]) => [place.split('/'), value] as const)
    .filter(([keys]) => keys[0] === folder)
    .map(([keys, value]) => [keys.slice(1), value] as const);
const messages = below('messages');

describe('the first rooms', () => {
  it.each([
    ['users', profile],
    ['rooms', room],
    ['directory', directoryEntry],
    ['members', member],
    ['mine', mineEntry],
  ] as const)('has in %s what readers recognise', (folder, shape) => {
    const rows = below(folder);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(([, value]) => shape.read(value) === undefined)).toEqual([]);
  });

  it('holds messages that readers recognise, in rooms where their authors are', () => {
    expect(messages.length).toBeGreaterThan(30);
    for (const [[roomId = '', messageId = ''], value] of messages) {
      expect(isRoomId(roomId) && isMessageId(messageId)).toBe(true);
      const read = message.read(value) ?? deletedMessage.read(value);
      expect(read).toBeDefined();
      expect(tree.has(paths.member.at({ roomId, uid: read?.uid ?? '' }))).toBe(true);
      expect(read?.at).toBeLessThan(nowMs);
    }
  });

  it('has no two messages in one place, and keeps their order', () => {
    for (const { roomId, lines } of conversations) {
      const ids = messages.filter(([[where]]) => where === roomId).map(([[, id = '']]) => id);
      expect(new Set(ids).size).toBe(lines.length);
      const times = lines.map((line) => ('minutesAgo' in line.when ? 0 : -line.when.daysAgo));
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    }
  });

  it('answers and reacts to messages that are there', () => {
    const ids = new Set(messages.map(([[roomId, id]]) => `${roomId}/${id}`));
    const answered = messages.flatMap(([[roomId], value]) => {
      const replyTo = message.read(value)?.replyTo;
      return replyTo === undefined ? [] : [`${roomId}/${replyTo}`];
    });
    expect(answered.length).toBeGreaterThan(3);
    expect(answered.filter((id) => !ids.has(id))).toEqual([]);
    const reactions = below('reactions');
    expect(reactions.length).toBeGreaterThan(10);
    for (const [[roomId = '', messageId = '', uid = '', emoji = '']] of reactions) {
      expect(ids).toContain(`${roomId}/${messageId}`);
      expect(tree.has(paths.member.at({ roomId, uid }))).toBe(true);
      expect(emoji).toMatch(idPatterns.reaction);
    }
  });

  it('has people whose names they could have claimed', () => {
    for (const uid of seededUids) {
      const { name } = cast[uid];
      expect(nicknameProblem(normaliseNickname(name))).toBeUndefined();
      expect(tree.get(paths.name.at({ skeleton: skeletonOf(name) }))).toBe(uid);
    }
  });
});
