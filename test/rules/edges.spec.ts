import { describe, expect, it } from 'vitest';
import { limits, reactionEmoji } from '@causerie/contract';
import { den, messageId } from './inhabitants.ts';
import { by, inTurn, type Operation, remove, server, set, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, worldOfThisFile } from './world.ts';
import {
  deletion,
  direct,
  handOver,
  invite,
  inviteCode,
  join,
  log,
  now,
  open,
  openDirect,
  redeem,
  rename,
  reportFirst,
  restrict,
  takeSlot,
  without,
  withoutLimits,
} from './writes.ts';

const world = worldOfThisFile();
const createdAt = beginningMs - 86_400_000;
const soonMs = beginningMs + 60_000;
const room = direct('ana', 'eve');
const begun = by('ana', update(openDirect('ana', 'eve')));
const longest = 'u'.repeat(128);
const reactionSlot = (sign: string) => takeSlot('reactions', 'ana', 'a', `lobby/${messageId(0)}/${sign}`);
const at = (slot: string) => ({
  knocked: (ageMs: number, code = inviteCode): Operation =>
    server(`limits/eve/knocks/${slot}`, { at: beginningMs - ageMs, key: `${den}/${code}` }),
  come: update({ ...redeem('eve', den), ...takeSlot('knocks', 'eve', slot, `${den}/${inviteCode}`) }),
});
const invited = by('oz', update(invite('oz', den)));
/** People whose uids are such that one begins like the other. */
const ofLikeUids = inTurn(server('users/b/name', 'b'), server('users/bX/name', 'bX'));

describe('rooms and who is in them, at the edge', () => {
  table(world, [
    [
      'eve',
      'opens a room of which she is left as the owner',
      'denied',
      inTurn(
        server('members/shed/eve', { role: 'owner', joinedAt: createdAt }),
        update(without(without(withoutLimits(open('eve', 'shed')), 'members/shed/eve'), 'mine/eve/shed')),
      ),
    ],
    [
      'oz',
      'changes a room as if it were new, when nobody is left in it',
      'denied',
      inTurn(
        server(`members/${den}`, null),
        update({ [`rooms/${den}/topic`]: 'Gone', ...takeSlot('rooms', 'oz', 'a', den) }),
      ),
    ],
    [
      'oz',
      'comes back as the owner that he was',
      'denied',
      inTurn(
        server('members/club/oz', null),
        server('mine/oz/club', null),
        update({
          'members/club/oz': { role: 'owner', joinedAt: now },
          'mine/oz/club': { joinedAt: now },
          ...takeSlot('joins', 'oz', 'a', 'club'),
        }),
      ),
    ],
    [
      'mo',
      'joins where he is, and is a member from then on',
      'denied',
      update({
        'members/club/mo': { role: 'member', joinedAt: createdAt },
        'mine/mo/club': { joinedAt: createdAt },
        ...takeSlot('joins', 'mo', 'a', 'club'),
      }),
    ],
    [
      'mo',
      'bans somebody and puts them out, who is not in',
      'denied',
      update(without(restrict('mo', 'bans', 'club', 'eve', soonMs), 'mine/eve/club')),
    ],
    [
      'mo',
      'makes a ban longer and leaves it in the name of another',
      'denied',
      inTurn(
        server('bans/club/eve', { by: 'oz', at: beginningMs - 1, until: soonMs }),
        update({
          'bans/club/eve/at': now,
          'bans/club/eve/until': soonMs + 1,
          ...log('mo', 'club', 'ban', { about: 'eve' }),
        }),
      ),
    ],
    [
      'oz',
      'hands over to somebody who is not in',
      'denied',
      update({
        ...without(handOver('club', 'oz', 'eve'), 'members/club/eve/role'),
        'members/club/eve': { role: 'owner', joinedAt: now },
        'mine/eve/club': { joinedAt: now },
      }),
    ],
    [
      'oz',
      'hands over to somebody whose role stays',
      'denied',
      update(without(handOver('club', 'oz', 'mel'), 'members/club/mel/role')),
    ],
    [
      'oz',
      'hands over to somebody with the longest uid',
      'allowed',
      inTurn(
        server(`members/club/${longest}`, { role: 'member', joinedAt: createdAt }),
        update(handOver('club', 'oz', longest)),
      ),
    ],
    ['oz', 'sets a topic that the directory does not show', 'denied', set('rooms/club/topic', 'Go')],
  ]);
});

describe('direct rooms, at the edge', () => {
  table(world, [
    [
      'ana',
      'begins one that somebody else owns',
      'denied',
      update(openDirect('ana', 'eve', room, { owner: 'bob' })),
    ],
    [
      'ana',
      'begins one with a third in it',
      'denied',
      update({
        ...openDirect('ana', 'eve'),
        [`members/${room}/bob`]: { role: 'member', joinedAt: now },
        [`mine/bob/${room}`]: { joinedAt: now },
      }),
    ],
    ...(['ana', 'eve'] as const).flatMap((who) =>
      (['ana', 'eve'] as const).map(
        (missing) =>
          [
            who,
            `begins one without ${missing === who ? 'herself' : 'the other'}`,
            'denied',
            update(
              without(
                without(openDirect('ana', 'eve', room, {}, who), `members/${room}/${missing}`),
                `mine/${missing}/${room}`,
              ),
            ),
          ] as const,
      ),
    ),
    [
      'eve',
      'begins one under the greater uid',
      'denied',
      update(openDirect('oz', 'eve', direct('oz', 'eve'), {}, 'eve')),
    ],
    [
      'bX',
      'begins one with somebody of a like uid',
      'allowed',
      inTurn(ofLikeUids, update(openDirect('b', 'bX', direct('b', 'bX'), {}, 'bX'))),
    ],
    [
      'b',
      'begins one with somebody of a like uid',
      'allowed',
      inTurn(ofLikeUids, update(openDirect('b', 'bX'))),
    ],
    [
      'eve',
      'comes back without a slot',
      'denied',
      inTurn(
        begun,
        server(`members/${room}/eve`, null),
        server(`mine/eve/${room}`, null),
        update(withoutLimits(join('eve', room))),
      ),
    ],
  ]);
});

describe('invites, at the edge', () => {
  table(world, [
    ['mo', 'takes back one that is not there', 'denied', remove(`invites/club/${inviteCode}`)],
    [
      'eve',
      'counts one down that she came by',
      'denied',
      inTurn(
        invited,
        at('a').knocked(0),
        update(redeem('eve', den)),
        set(`invites/${den}/${inviteCode}/uses`, 0),
      ),
    ],
    ...limits.knockRing.slots.flatMap((slot) => {
      const { come, knocked } = at(slot);
      return [
        [
          'eve',
          `knocked at ${slot} too long ago, and comes knocking`,
          'denied',
          inTurn(invited, knocked(60_001), come),
        ],
        [
          'eve',
          `knocked at ${slot} with another code, and comes knocking`,
          'denied',
          inTurn(invited, knocked(60_000, 'a'.repeat(22)), come),
        ],
      ] as const;
    }),
  ]);
});

describe('what was said, at the edge', () => {
  const reply = { uid: 'mo', text: 'Hi', at: beginningMs, slot: 'a', replyTo: messageId(9) };
  table(world, [
    [
      'mo',
      'takes back an answer',
      'allowed',
      inTurn(server(`messages/club/${messageId(0)}`, reply), update(deletion('club', messageId(0)))),
    ],
    [
      'bob',
      'reports somebody with the longest uid',
      'allowed',
      inTurn(
        server('messages/lobby/-O000000000000000000/uid', longest),
        update(reportFirst({ uid: 'bob', reportId: messageId(1), slot: 'a' }, { about: longest })),
      ),
    ],
    [
      'mo',
      'blocks nobody any more who is gone',
      'allowed',
      inTurn(server('blocks/mo/nia', 1), remove('blocks/mo/nia')),
    ],
    [
      'eve',
      'keeps the name that she had',
      'denied',
      update(without(rename('eve', 'eve', 'Iris'), 'names/eve')),
    ],
  ]);

  it.each(reactionEmoji)('takes no slot for a sign that looks like %s by half', (emoji) => {
    expect(world().permits('ana', reactionSlot(`\ud83e${emoji.slice(1)}`))).toBe(false);
    expect(world().permits('ana', reactionSlot(emoji))).toBe(true);
  });
});
