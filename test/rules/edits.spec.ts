import { describe } from 'vitest';
import { limits } from '@causerie/contract';
import { messageId } from './inhabitants.ts';
import { by, inTurn, type Operation, remove, server, set, setPriority, update, wait } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { deletion, edit, log, now, post, removal } from './writes.ts';

const world = worldOfThisFile();

const anas = { uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' };
const place = `messages/lobby/${messageId(1)}`;
/** Ana has just said something, and the server has made html of it. */
const said = by('ana', update(post(anas)));
const rendered = server(`${place}/html`, '<p>hello</p>');
const edits = (changes: object = {}, uid = 'ana'): Operation =>
  update(edit({ ...anas, uid }, { message: changes }));
const after = (operation: Operation): Operation => inTurn(said, rendered, wait(1000), operation);
const whole = { uid: 'ana', text: 'Hello.', at: beginningMs, slot: 'a', editedAt: now };
const slot = { 'limits/ana/edits/a': { at: now, key: `lobby/${messageId(1)}` } };
const rewrites = (changes: object): Operation => update({ [place]: { ...whole, ...changes }, ...slot });

describe('messages/{roomId}/{messageId}, another text', () => {
  table(world, [
    ['ana', 'changes what she said', 'allowed', after(edits())],
    [
      'ana',
      'changes it twice',
      'allowed',
      after(inTurn(edits(), update(edit({ ...anas, slot: 'b' }, { message: { text: 'Hi.' } })))),
    ],
    ['ana', 'changes it as a whole', 'allowed', after(rewrites({}))],
    ['bob', 'changes it', 'denied', after(edits({}, 'bob'))],
    [nobody, 'changes it', 'denied', after(edits({}, 'nobody'))],
    ['bob', 'makes it his', 'denied', after(edits({ uid: 'bob' }, 'bob'))],
    [
      'ana',
      'changes it after the server put her out',
      'denied',
      after(inTurn(server('members/lobby/ana', null), edits())),
    ],
    ['ana', 'changes it at the last moment', 'allowed', inTurn(said, wait(limits.editWithinMs), edits())],
    ['ana', 'changes it later', 'denied', inTurn(said, wait(limits.editWithinMs + 1), edits())],
    ['ana', 'changes one that is not there', 'denied', edits()],
    [
      'ana',
      'changes one that she deleted',
      'denied',
      after(inTurn(update(deletion('lobby', messageId(1))), edits({ deleted: null }))),
    ],
    ['ana', 'says the same again', 'denied', after(edits({ text: 'hello' }))],
    [
      'ana',
      'leaves the text as it is',
      'denied',
      after(update({ [`${place}/editedAt`]: now, [`${place}/html`]: null, ...slot })),
    ],
    ['ana', 'takes the text away', 'denied', after(edits({ text: null }))],
    ['ana', 'says nothing', 'denied', after(edits({ text: '' }))],
    ['ana', 'says too much', 'denied', after(edits({ text: 'x'.repeat(limits.messageText + 1) }))],
    [
      'ana',
      'keeps the html of the old text',
      'denied',
      after(update({ [`${place}/text`]: 'Hello.', [`${place}/editedAt`]: now, ...slot })),
    ],
    ['ana', 'writes html herself', 'denied', after(edits({ html: '<b>Hello.</b>' }))],
    [
      'ana',
      'does not say when',
      'denied',
      after(update({ [`${place}/text`]: 'Hello.', [`${place}/html`]: null, ...slot })),
    ],
    ['ana', 'says it was earlier', 'denied', after(edits({ editedAt: beginningMs }))],
    ['ana', 'says it is later', 'denied', after(edits({ editedAt: beginningMs + 2000 }))],
    ['ana', 'takes no slot', 'denied', after(update({ [place]: whole }))],
  ]);

  table(world, [
    ['ana', 'says that Bob wrote it', 'denied', after(rewrites({ uid: 'bob' }))],
    ['ana', 'says that she wrote it now', 'denied', after(rewrites({ at: now }))],
    ['ana', 'says that she wrote it earlier', 'denied', after(rewrites({ at: 1 }))],
    ['ana', 'puts it into another slot', 'denied', after(rewrites({ slot: 'b' }))],
    ['ana', 'leaves the author out', 'denied', after(rewrites({ uid: null }))],
    ['ana', 'leaves the time out', 'denied', after(rewrites({ at: null }))],
    ['ana', 'leaves the slot out', 'denied', after(rewrites({ slot: null }))],
    ['ana', 'makes it a reply', 'denied', after(rewrites({ replyTo: messageId(0) }))],
    ['ana', 'deletes it in the same breath', 'denied', after(rewrites({ deleted: true }))],
    ['ana', 'adds a field', 'denied', after(rewrites({ system: true }))],
    ['ana', 'adds a priority', 'denied', after(rewrites({ '.priority': 1 }))],
    [
      'ana',
      'adds a priority to when',
      'denied',
      after(rewrites({ editedAt: { '.value': now, '.priority': 1 } })),
    ],
    ['ana', 'removes only when it was edited', 'denied', after(inTurn(edits(), remove(`${place}/editedAt`)))],
    [
      'ana',
      'changes only when it was edited',
      'denied',
      after(inTurn(edits(), wait(1), set(`${place}/editedAt`, now))),
    ],
    ['ana', 'gives it a priority', 'denied', after(setPriority(place, 1))],
    [
      'ana',
      'sends a new one as if it had been edited',
      'denied',
      update(post(anas, { message: { editedAt: now } })),
    ],
    ['ana', 'sends a new one as if it had not', 'allowed', update(post(anas))],
  ]);
});

describe('messages/{roomId}/{messageId}, a reply', () => {
  const replies = (replyTo: unknown): Operation => update(post(anas, { message: { replyTo } }));
  const toFirst = replies(messageId(0));

  table(world, [
    ['ana', 'replies', 'allowed', toFirst],
    [
      'ana',
      'replies to one that was deleted',
      'allowed',
      inTurn(update(deletion('lobby', messageId(0))), toFirst),
    ],
    ['ana', 'replies to one that is not there', 'denied', replies(messageId(2))],
    ['ana', 'replies to itself', 'denied', replies(messageId(1))],
    [
      'ana',
      'replies to one of another room',
      'denied',
      update(post({ ...anas, roomId: 'constructor' }, { message: { replyTo: messageId(0) } })),
    ],
    ['ana', 'replies to the first word of one', 'denied', replies(`${messageId(0)}/text`)],
    ['ana', 'replies to all of them', 'denied', replies('')],
    ['ana', 'replies to a number', 'denied', replies(0)],
    ['ana', 'replies to __proto__', 'denied', replies('__proto__')],
    ['ana', 'replies to constructor', 'denied', replies('constructor')],
    ['ana', 'replies to an object', 'denied', replies({ id: messageId(0) })],
    ['ana', 'replies with a priority', 'denied', replies({ '.value': messageId(0), '.priority': 1 })],
    ['ana', 'changes what she replied', 'allowed', inTurn(toFirst, edits())],
    [
      'ana',
      'changes what she replied as a whole',
      'allowed',
      inTurn(toFirst, rewrites({ replyTo: messageId(0) })),
    ],
    ['ana', 'replies no longer', 'denied', inTurn(toFirst, edits({ replyTo: null }))],
    [
      'ana',
      'replies to something else',
      'denied',
      inTurn(toFirst, server(`messages/lobby/${messageId(3)}`, whole), edits({ replyTo: messageId(3) })),
    ],
  ]);
});

describe('messages/{roomId}/{messageId}, deleting', () => {
  const deletes = update(deletion('lobby', messageId(1)));
  const rest = { uid: 'ana', at: beginningMs, slot: 'a', deleted: true };
  const leaves = (changes: object): Operation => set(place, { ...rest, ...changes });
  const afterwards = (operation: Operation): Operation => after(inTurn(by('ana', deletes), operation));

  table(world, [
    ['ana', 'deletes what she said', 'allowed', after(deletes)],
    ['ana', 'deletes it as a whole', 'allowed', after(leaves({}))],
    ['ana', 'deletes it a day later', 'allowed', after(inTurn(wait(86_400_000), deletes))],
    ['ana', 'deletes what she edited', 'allowed', after(inTurn(edits(), deletes))],
    [
      'ana',
      'deletes a reply',
      'allowed',
      inTurn(update(post(anas, { message: { replyTo: messageId(0) } })), deletes),
    ],
    ['bob', 'deletes it', 'denied', after(deletes)],
    [nobody, 'deletes it', 'denied', after(deletes)],
    [
      'ana',
      'deletes it after the server put her out',
      'denied',
      after(inTurn(server('members/lobby/ana', null), deletes)),
    ],
    ['ana', 'deletes it with all its traces', 'denied', after(remove(place))],
    ['ana', 'deletes one that is not there', 'denied', deletes],
    [
      'ana',
      'leaves the rest of one that never was',
      'denied',
      update({ ...post(anas, { message: { text: null, deleted: true } }) }),
    ],
    ['ana', 'keeps the text', 'denied', after(leaves({ text: 'hello' }))],
    [
      'ana',
      'keeps the html',
      'denied',
      after(update({ [`${place}/text`]: null, [`${place}/deleted`]: true })),
    ],
    [
      'ana',
      'keeps what it replied to',
      'denied',
      inTurn(update(post(anas, { message: { replyTo: messageId(0) } })), leaves({ replyTo: messageId(0) })),
    ],
    ['ana', 'keeps when it was edited', 'denied', after(leaves({ editedAt: now }))],
    ['ana', 'says that Bob wrote it', 'denied', after(leaves({ uid: 'bob' }))],
    ['ana', 'says that it was written now', 'denied', after(leaves({ at: now }))],
    ['ana', 'frees its slot', 'denied', after(leaves({ slot: 'b' }))],
    ['ana', 'does not say so', 'denied', after(leaves({ deleted: null }))],
    ['ana', 'says that it is not deleted', 'denied', after(leaves({ deleted: false }))],
    ['ana', 'says so with a word', 'denied', after(leaves({ deleted: 'true' }))],
    ['ana', 'adds a field', 'denied', after(leaves({ why: 'x' }))],
    ['ana', 'adds a priority', 'denied', after(leaves({ '.priority': 1 }))],
    [
      'ana',
      'adds a priority to the mark',
      'denied',
      after(leaves({ deleted: { '.value': true, '.priority': 1 } })),
    ],
  ]);

  table(world, [
    ['ana', 'deletes it again', 'denied', afterwards(deletes)],
    ['ana', 'sends it again', 'denied', afterwards(update(post({ ...anas, slot: 'b' })))],
    [
      'ana',
      'sends another',
      'allowed',
      afterwards(update(post({ ...anas, messageId: messageId(2), slot: 'b' }))),
    ],
    ['ana', 'gives it a text again', 'denied', afterwards(rewrites({}))],
    ['ana', 'takes the mark away', 'denied', afterwards(remove(`${place}/deleted`))],
    ['ana', 'removes what is left', 'denied', afterwards(remove(place))],
    ['bob', 'writes over what is left', 'denied', afterwards(update(post({ ...anas, uid: 'bob' })))],
  ]);
});

describe('messages/{roomId}/{messageId}, removing what others said', () => {
  const people = ['oz', 'mo', 'may', 'mel', 'bob'] as const;
  const messageOf = (uid: string): string => messageId(people.findIndex((other) => other === uid) + 10);
  const wrote = (uid: string): Operation =>
    server(`messages/club/${messageOf(uid)}`, { uid, text: 'hello', at: beginningMs, slot: 'a' });
  /** `by` removes what `uid` said. */
  const removes = (uid: string, who: string): Operation =>
    inTurn(wrote(uid), update(removal(who, 'club', messageOf(uid), uid)));

  table(world, [
    ['oz', 'removes that of a moderator', 'allowed', removes('mo', 'oz')],
    ['oz', 'removes that of a member', 'allowed', removes('mel', 'oz')],
    ['mo', 'removes that of a member', 'allowed', removes('mel', 'mo')],
    [
      'mo',
      'removes that of somebody who left',
      'allowed',
      inTurn(server('members/club/mel', null), removes('mel', 'mo')),
    ],
    ['mo', 'removes that of the owner', 'denied', removes('oz', 'mo')],
    ['mo', 'removes that of the other moderator', 'denied', removes('may', 'mo')],
    ['mo', 'removes her own', 'allowed', inTurn(wrote('mo'), update(deletion('club', messageOf('mo'))))],
    ['mel', 'removes that of a member', 'denied', removes('bob', 'mel')],
    ['mel', 'removes her own', 'allowed', inTurn(wrote('mel'), update(deletion('club', messageOf('mel'))))],
    ['ana', 'removes one from outside', 'denied', removes('mel', 'ana')],
    [
      'mo',
      'removes one of a room in which she is nobody',
      'denied',
      update(removal('mo', 'lobby', messageId(0), 'ana')),
    ],
    [
      'mo',
      'removes one after she was put out',
      'denied',
      inTurn(server('members/club/mo', null), removes('mel', 'mo')),
    ],
    [
      'mo',
      'changes that of a member',
      'denied',
      inTurn(
        wrote('mel'),
        update(edit({ uid: 'mo', roomId: 'club', messageId: messageOf('mel'), slot: 'a' })),
      ),
    ],
    [
      'mo',
      'removes that of a member and says it was hers',
      'denied',
      inTurn(
        wrote('mel'),
        update({
          ...removal('mo', 'club', messageOf('mel'), 'mel'),
          [`messages/club/${messageOf('mel')}/uid`]: 'mo',
        }),
      ),
    ],
    [
      'mo',
      'removes that of a member without a trace',
      'denied',
      inTurn(
        wrote('mel'),
        update({
          [`messages/club/${messageOf('mel')}`]: null,
          ...log('mo', 'club', 'removeMessage', { about: 'mel', messageId: messageOf('mel') }),
        }),
      ),
    ],
  ]);
});
