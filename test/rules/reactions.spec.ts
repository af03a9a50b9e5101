import { limitToFirst, limitToLast } from 'firebase/database';
import { describe } from 'vitest';
import { reactionEmoji } from '@causerie/contract';
import { messageId } from './inhabitants.ts';
import {
  by,
  inTurn,
  type Operation,
  read,
  remove,
  server,
  set,
  setPriority,
  update,
  wait,
} from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { deletion, direct, now, openDirect, post, react, takeSlot } from './writes.ts';

const world = worldOfThisFile();

const first = messageId(0);
const to = { uid: 'bob', roomId: 'lobby', messageId: first, slot: 'a' };
const place = `reactions/lobby/${first}/bob`;
const slot = (emoji = '👍') => takeSlot('reactions', 'bob', 'a', `lobby/${first}/${emoji}`);
const puts = (value: unknown): Operation => update({ [`${place}/👍`]: value, ...slot() });
const asBob = (emoji: string): Operation => update({ [`${place}/${emoji}`]: now, ...slot(emoji) });

describe('reactions/{roomId}/{messageId}, reading', () => {
  const all = `reactions/lobby/${first}`;

  table(world, [
    ['ana', 'reads the first', 'allowed', read(all, limitToFirst(50))],
    ['ana', 'reads the last', 'allowed', read(all, limitToLast(50))],
    ['ana', 'reads all', 'denied', read(all)],
    ['eve', 'reads them from outside', 'denied', read(all, limitToFirst(50))],
    [nobody, 'reads them', 'denied', read(all, limitToFirst(50))],
    ['ana', 'reads those of the whole room', 'denied', read('reactions/lobby', limitToFirst(50))],
    ['ana', 'reads those of all rooms', 'denied', read('reactions', limitToFirst(50))],
  ]);
});

describe('reactions/{roomId}/{messageId}/{uid}/{emoji}', () => {
  table(
    world,
    reactionEmoji.map((emoji) => ['bob', `reacts with ${emoji}`, 'allowed', asBob(emoji)] as const),
  );

  table(
    world,
    [
      ['a word', 'ok'],
      ['another emoji', '💣'],
      ['two of them', '👍👍'],
      ['one in another skin', '👍🏽'],
      ['a heart without its colour', '❤'],
      ['an emoji and a space', '👍 '],
      ['nothing to see', '\u200b'],
      ['a flag of direction', '\u202e'],
      ['constructor', 'constructor'],
      ['__proto__', '__proto__'],
      ['a number', '0'],
      ['very many', '👍'.repeat(100)],
    ].map(([what, emoji]) => ['bob', `reacts with ${what}`, 'denied', asBob(emoji ?? '')] as const),
  );

  table(world, [
    ['bob', 'reacts', 'allowed', update(react(to))],
    ['ana', 'reacts to her own', 'allowed', update(react({ ...to, uid: 'ana' }))],
    ['ana', 'reacts for Bob', 'denied', update(react(to))],
    [
      'ana',
      'reacts for Bob with a slot of hers',
      'denied',
      update({ [`${place}/👍`]: now, ...takeSlot('reactions', 'ana', 'a', `lobby/${first}/👍`) }),
    ],
    [nobody, 'reacts', 'denied', update(react({ ...to, uid: 'nobody' }))],
    ['eve', 'reacts from outside', 'denied', update(react({ ...to, uid: 'eve' }))],
    [
      'bob',
      'reacts after the server put him out',
      'denied',
      inTurn(server('members/lobby/bob', null), update(react(to))),
    ],
    ['bob', 'reacts to what is not there', 'denied', update(react({ ...to, messageId: messageId(1) }))],
    ['bob', 'reacts to __proto__', 'denied', update(react({ ...to, messageId: '__proto__' }))],
    ['bob', 'reacts to one of another room', 'denied', update(react({ ...to, roomId: 'club' }))],
    [
      'bob',
      'reacts to what was deleted',
      'denied',
      inTurn(by('ana', update(deletion('lobby', first))), update(react(to))),
    ],
    [
      'ana',
      'reacts to what she deletes',
      'denied',
      update({ ...deletion('lobby', first), ...react({ ...to, uid: 'ana' }) }),
    ],
    [
      'ana',
      'reacts to what she says',
      'allowed',
      update({
        ...post({ uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' }),
        ...react({ ...to, uid: 'ana', messageId: messageId(1) }),
      }),
    ],
    [
      'ana',
      'reacts in a direct room',
      'allowed',
      inTurn(
        update(openDirect('ana', 'eve')),
        by(
          'eve',
          update(post({ uid: 'eve', roomId: direct('ana', 'eve'), messageId: messageId(1), slot: 'a' })),
        ),
        update(react({ ...to, uid: 'ana', roomId: direct('ana', 'eve'), messageId: messageId(1) })),
      ),
    ],
    ['constructor', 'reacts, being called so', 'allowed', update(react({ ...to, uid: 'constructor' }))],
    ['gus', 'reacts as a guest', 'allowed', update(react({ ...to, uid: 'gus' }))],
    ['bob', 'reacts twice in one update', 'denied', update({ ...react(to, '🔥'), ...react(to) })],
    [
      'bob',
      'reacts twice in one update with two slots',
      'allowed',
      update({ ...react({ ...to, slot: 'b' }, '🔥'), ...react(to) }),
    ],
  ]);

  table(world, [
    ['bob', 'says when: now', 'allowed', puts(now)],
    ['bob', 'says it was earlier', 'denied', puts(beginningMs - 1)],
    ['bob', 'says only that he did', 'denied', puts(true)],
    ['bob', 'says a word', 'denied', puts('x'.repeat(1000))],
    ['bob', 'puts an object', 'denied', puts({ at: now })],
    ['bob', 'adds a priority', 'denied', puts({ '.value': now, '.priority': 1 })],
    ['bob', 'adds one later', 'denied', inTurn(update(react(to)), setPriority(`${place}/👍`, 1))],
    ['bob', 'puts something below', 'denied', inTurn(update(react(to)), set(`${place}/👍/x`, now))],
    ['bob', 'writes all his at once', 'denied', update({ [place]: { '👍': now }, ...slot() })],
    ['bob', 'gives them a priority', 'denied', inTurn(update(react(to)), setPriority(place, 1))],
  ]);

  const reacted = by('bob', update(react(to)));
  table(world, [
    ['bob', 'takes it back', 'allowed', inTurn(reacted, remove(`${place}/👍`))],
    ['bob', 'takes it back twice', 'allowed', inTurn(reacted, remove(`${place}/👍`), remove(`${place}/👍`))],
    ['ana', 'takes it back for him', 'denied', inTurn(reacted, remove(`${place}/👍`))],
    [
      'bob',
      'takes it back after the message was deleted',
      'allowed',
      inTurn(reacted, by('ana', update(deletion('lobby', first))), remove(`${place}/👍`)),
    ],
    [
      'bob',
      'takes it back from outside',
      'denied',
      inTurn(reacted, server('members/lobby/bob', null), remove(`${place}/👍`)),
    ],
    ['bob', 'takes all of his back at once', 'denied', inTurn(reacted, remove(place))],
    [
      'bob',
      'takes it back and gives it again without a slot',
      'denied',
      inTurn(reacted, remove(`${place}/👍`), wait(1), set(`${place}/👍`, now)),
    ],
    ['bob', 'removes all of a message', 'denied', inTurn(reacted, remove(`reactions/lobby/${first}`))],
  ]);
});
