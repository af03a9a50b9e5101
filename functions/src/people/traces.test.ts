import { describe, expect, it } from 'vitest';
import { tracesIn } from './traces.ts';

const uid = 'AnaUid0000000000000000000001';
const other = 'BenUid0000000000000000000002';
const direct = `d-${uid}_${other}`;
const id = '-O0123456789abcdefgh';

const found = (path: string, value: unknown, who = uid): readonly string[] =>
  tracesIn(path.split('/'), value, who).map((keys) => keys.join('/'));

describe('tracesIn', () => {
  it.each<readonly [string, string, unknown, readonly string[]]>([
    [
      'a place of theirs, as a whole',
      `limits/${uid}`,
      { messages: { a: { key: `${direct}/x` } } },
      [`limits/${uid}`],
    ],
    ['a membership', `members/lobby/${uid}`, { role: 'member' }, [`members/lobby/${uid}`]],
    ['a room with somebody', `rooms/${direct}`, { kind: 'direct' }, [`rooms/${direct}`]],
    [
      'such a room on the list of the other',
      `mine/${other}`,
      { [direct]: { joinedAt: 1 }, lobby: {} },
      [`mine/${other}/${direct}`],
    ],
    ['a message', `messages/lobby/${id}`, { uid, text: 'hi' }, [`messages/lobby/${id}/uid`]],
    [
      'a reaction',
      `reactions/lobby/${id}`,
      { [uid]: { '👍': 1 }, [other]: {} },
      [`reactions/lobby/${id}/${uid}`],
    ],
    ['a name', 'names/ana', uid, ['names/ana']],
    [
      'both people of a row',
      'audit/lobby/x',
      { by: uid, about: uid },
      ['audit/lobby/x/by', 'audit/lobby/x/about'],
    ],
    [
      'the slot of another',
      `limits/${other}`,
      { joins: { a: { at: 1, key: direct } } },
      [`limits/${other}/joins/a/key`],
    ],
    [
      'a place nobody knows',
      'elsewhere/x',
      { deep: { [uid]: 1 }, list: [null, uid] },
      [`elsewhere/x/deep/${uid}`, 'elsewhere/x/list/1'],
    ],
    [
      'the ledger of another',
      `abuse/${other}`,
      { complaints: { [uid]: { at: 1 } } },
      [`abuse/${other}/complaints/${uid}`],
    ],
  ])('finds %s', (_name, path, value, expected) => {
    expect(found(path, value)).toEqual(expected);
  });

  it.each<readonly [name: string, path: string, value: unknown, who: string]>([
    ['a uid that another typed', `messages/lobby/${id}`, { uid: other, text: uid, html: uid }, uid],
    ['a uid in a name or topic', 'rooms/lobby', { name: uid, topic: uid }, uid],
    ['a room called like somebody', 'messages/ana/x', { uid: other }, 'ana'],
    ['a name like a uid', 'names/ana', other, 'ana'],
    ['a message with an id like a uid', `messages/lobby/${id}`, { uid: other }, id],
    ['a uid that begins another', `users/${uid}x`, { name: 'x' }, uid],
    ['a room of two others', `rooms/d-${other}_${uid}x`, {}, uid],
    ['a collection called like somebody', 'users/x', { name: 'y' }, 'users'],
    ['nothing', `users/${other}`, null, uid],
    ['what objects inherit', 'users/x', { name: 'y' }, 'constructor'],
  ])('does not take %s for a trace', (_name, path, value, who) => {
    expect(found(path, value, who)).toEqual([]);
  });
});
