import {
  equalTo,
  get,
  limitToFirst,
  limitToLast,
  onValue,
  orderByChild,
  orderByKey,
  query,
  ref,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { message } from '@causerie/contract';
import { messageId } from './inhabitants.ts';
import { inTurn, read, remove, set, setPriority, server, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { join, now, type Post, post } from './writes.ts';

const world = worldOfThisFile();

const first = `messages/lobby/${messageId(0)}`;
const next: Post = { uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' };
/** Ana's next message, with some fields of it changed. */
const sends = (changes: object) => update(post(next, { message: changes }));

describe('messages/{roomId}, reading', () => {
  const newest = [orderByChild('at'), limitToLast(50)] as const;
  const answers = [orderByChild('replyTo'), equalTo(messageId(0))] as const;

  table(world, [
    ['ana', 'reads the newest', 'allowed', read('messages/lobby', ...newest)],
    ['ana', 'reads the last by key', 'allowed', read('messages/lobby', orderByKey(), limitToLast(50))],
    ['ana', 'reads the first by key', 'allowed', read('messages/lobby', orderByKey(), limitToFirst(50))],
    ['ana', 'reads the answers to one', 'allowed', read('messages/lobby', ...answers, limitToLast(50))],
    [
      'ana',
      'reads the first answers to one',
      'allowed',
      read('messages/lobby', ...answers, limitToFirst(100)),
    ],
    [
      'ana',
      'reads more answers than one read gives',
      'denied',
      read('messages/lobby', ...answers, limitToFirst(101)),
    ],
    ['ana', 'reads all answers to one', 'denied', read('messages/lobby', ...answers)],
    ['eve', 'reads the answers from outside', 'denied', read('messages/lobby', ...answers, limitToLast(50))],
    [nobody, 'reads the answers', 'denied', read('messages/lobby', ...answers, limitToLast(50))],
    [
      'ana',
      'reads the answers in a room that she is not in',
      'denied',
      read('messages/annex', ...answers, limitToLast(50)),
    ],
    ['ana', 'reads all', 'denied', read('messages/lobby')],
    ['ana', 'reads all by key', 'denied', read('messages/lobby', orderByKey())],
    ['ana', 'reads the last in no order', 'denied', read('messages/lobby', limitToLast(50))],
    [
      'ana',
      'reads the last by author',
      'denied',
      read('messages/lobby', orderByChild('uid'), limitToLast(50)),
    ],
    ['eve', 'reads from outside', 'denied', read('messages/lobby', ...newest)],
    [nobody, 'reads', 'denied', read('messages/lobby', ...newest)],
    ['ana', 'reads a room that is not there', 'denied', read('messages/nowhere', ...newest)],
    ['ana', 'reads all rooms', 'denied', read('messages', ...newest)],
    ['ana', 'reads one message', 'allowed', read(first)],
    ['bob', 'reads it too', 'allowed', read(`${first}/text`)],
    ['ana', 'asks for one that is not there', 'allowed', read(`messages/lobby/${messageId(9)}`)],
    ['eve', 'reads one from outside', 'denied', read(first)],
    [nobody, 'reads one', 'denied', read(first)],
  ]);

  it('ends when the membership does', async () => {
    const newestInLobby = query(ref(world().as('bob'), 'messages/lobby'), ...newest);
    const cancelled = new Promise<Error>((resolve) => {
      onValue(newestInLobby, () => world().write('members/lobby/bob', null), resolve);
    });
    expect((await cancelled).message).toMatch(/permission_denied/);
  });
});

describe('messages/{roomId}/{messageId}, sending', () => {
  const anywhere = (changes: Partial<Post>) => update(post({ ...next, ...changes }));

  table(world, [
    ['ana', 'sends', 'allowed', anywhere({})],
    ['eve', 'sends from outside', 'denied', anywhere({ uid: 'eve' })],
    ['eve', 'sends after joining', 'allowed', inTurn(update(join('eve', 'lobby')), anywhere({ uid: 'eve' }))],
    [
      'eve',
      'joins and sends in one update',
      'denied',
      update({ ...join('eve', 'lobby'), ...post({ ...next, uid: 'eve' }) }),
    ],
    [
      'ana',
      'sends after the server put her out',
      'denied',
      inTurn(server('members/lobby/ana', null), anywhere({})),
    ],
    ['bob', 'sends as Ana, with her slot', 'denied', anywhere({})],
    [
      'bob',
      'sends as Ana, with his slot',
      'denied',
      update(post({ ...next, uid: 'bob' }, { message: { uid: 'ana' } })),
    ],
    [nobody, 'sends', 'denied', anywhere({ uid: 'nobody' })],
    ['ana/role', 'sends, being called so', 'denied', sends({ uid: 'ana/role' })],
    ['constructor', 'sends, being called so', 'allowed', anywhere({ uid: 'constructor' })],
    ['ana', 'sends to a room called constructor', 'allowed', anywhere({ roomId: 'constructor' })],
    ['ana', 'sends to a room that she is not in', 'denied', anywhere({ roomId: 'annex' })],
    ['ana', 'sends to a room that is not there', 'denied', anywhere({ roomId: 'nowhere' })],
    ['ana', 'sends to a room called __proto__', 'denied', anywhere({ roomId: '__proto__' })],
  ]);

  table(world, [
    ['ana', 'chooses an id that sorts last', 'allowed', anywhere({ messageId: 'z'.repeat(20) })],
    ['ana', 'chooses one of 19 characters', 'denied', anywhere({ messageId: 'z'.repeat(19) })],
    ['ana', 'chooses one of 21 characters', 'denied', anywhere({ messageId: 'z'.repeat(21) })],
    ['ana', 'chooses one of very many', 'denied', anywhere({ messageId: 'z'.repeat(700) })],
    ['ana', 'chooses __proto__', 'denied', anywhere({ messageId: '__proto__' })],
    ['ana', 'chooses constructor', 'denied', anywhere({ messageId: 'constructor' })],
    ['ana', 'chooses emoji', 'denied', anywhere({ messageId: '💬'.repeat(10) })],
    ['ana', 'chooses a number', 'denied', anywhere({ messageId: '1' })],
    ['ana', 'chooses spaces', 'denied', anywhere({ messageId: ' '.repeat(20) })],
  ]);
});

describe('messages/{roomId}/{messageId}, its fields', () => {
  table(world, [
    ['ana', 'sends as typed: List<String> & "a<b"', 'allowed', sends({ text: 'List<String> & "a<b"' })],
    ['ana', 'sends markup', 'allowed', sends({ text: '<img src=x onerror=alert(1)>' })],
    ['ana', 'sends one emoji', 'allowed', sends({ text: '👍' })],
    ['ana', 'sends nothing', 'denied', sends({ text: '' })],
    ['ana', 'sends white space', 'denied', sends({ text: ' \n\t ' })],
    ['ana', 'sends what cannot be seen', 'denied', sends({ text: '\u200b\u2800\ufe0f\u3164' })],
    ['ana', 'sends no text', 'denied', sends({ text: null })],
    ['ana', 'sends a number', 'denied', sends({ text: 42 })],
    ['ana', 'sends an object', 'denied', sends({ text: { a: 'b' } })],
    ['ana', 'sends a list', 'denied', sends({ text: ['a', 'b'] })],
    ['ana', 'says it was earlier', 'denied', sends({ at: beginningMs - 1 })],
    ['ana', 'says it is later', 'denied', sends({ at: beginningMs + 1 })],
    ['ana', 'leaves the time out', 'denied', sends({ at: null })],
    ['ana', 'leaves the author out', 'denied', sends({ uid: null })],
    ['ana', 'says Bob wrote it', 'denied', sends({ uid: 'bob' })],
    ['ana', 'sends HTML', 'denied', sends({ html: '<b>hello</b>' })],
    ['ana', 'sends empty HTML', 'denied', sends({ html: '' })],
    ['ana', 'adds a field', 'denied', sends({ system: true })],
    ['ana', 'adds a field called __proto__', 'denied', sends(JSON.parse('{"__proto__": {"role": "admin"}}'))],
    ['ana', 'adds a field called constructor', 'denied', sends({ constructor: 'x' })],
    ['ana', 'adds a field of a number', 'denied', sends({ 0: 'x' })],
    ['ana', 'adds a priority', 'denied', sends({ '.priority': 'x'.repeat(100_000) })],
    ['ana', 'adds a priority to the text', 'denied', sends({ text: { '.value': 'hi', '.priority': 'x' } })],
    ['ana', 'adds a priority to the time', 'denied', sends({ at: { '.value': now, '.priority': 1 } })],
  ]);
});

describe('messages/{roomId}/{messageId}, once sent', () => {
  const again = post({ ...next, messageId: messageId(0), slot: 'b' });

  table(world, [
    ['ana', 'sends it again', 'denied', update(again)],
    ['ana', 'sends it again after it was removed', 'allowed', inTurn(server(first, null), update(again))],
    ['bob', 'writes over it', 'denied', update(post({ ...next, uid: 'bob', messageId: messageId(0) }))],
    ['ana', 'changes its text', 'denied', set(`${first}/text`, 'Second!')],
    ['ana', 'adds HTML', 'denied', set(`${first}/html`, '<b>First!</b>')],
    ['ana', 'removes it', 'denied', remove(first)],
    ['ana', 'removes its text', 'denied', remove(`${first}/text`)],
    ['ana', 'gives it a priority', 'denied', setPriority(first, 1)],
    ['ana', 'gives the room a priority', 'denied', setPriority('messages/lobby', 1)],
    ['ana', 'removes the room', 'denied', remove('messages/lobby')],
    ['ana', 'writes only a text', 'denied', set(`messages/lobby/${messageId(1)}/text`, 'hi')],
  ]);

  it('shows the HTML that the server adds', async () => {
    world().write(`${first}/html`, '<b>First!</b>');
    const seen = await get(ref(world().as('bob'), first));
    expect(message.read(seen.val())?.html).toBe('<b>First!</b>');
  });
});
