import { describe } from 'vitest';
import { limits } from '@causerie/contract';
import { den, messageId } from './inhabitants.ts';
import { by, inTurn, type Operation, server, update } from './operations.ts';
import { type Row, table } from './table.ts';
import { beginningMs, worldOfThisFile } from './world.ts';
import {
  close,
  edit,
  invite,
  inviteCode,
  join,
  leave,
  post,
  react,
  redeem,
  sayTyping,
  type Updates,
} from './writes.ts';

/**
 * Several things in one update: each is judged by how the tree was before, so that nothing can be taken in the very update
 * that is to be allowed by it.
 */
const world = worldOfThisFile();

const said = server(`messages/club/${messageId(0)}`, { uid: 'oz', text: 'Hi', at: beginningMs, slot: 'a' });

const speaking = (uid: string): readonly (readonly [what: string, updates: Updates])[] => [
  ['writes', post({ uid, roomId: 'club', messageId: messageId(1), slot: 'a' })],
  ['types', sayTyping(uid, 'club')],
  ['reacts', react({ uid, roomId: 'club', messageId: messageId(0), slot: 'a' })],
];

describe('in the update by which somebody', () => {
  const rows = [
    ...speaking('eve').map(([what, updates]): Row => [
      'eve',
      `joins, she ${what}`,
      'denied',
      inTurn(said, update({ ...join('eve', 'club'), ...updates })),
    ]),
    ...speaking('bob').map(([what, updates]): Row => [
      'bob',
      `leaves, he ${what}`,
      'allowed',
      inTurn(said, update({ ...leave('bob', 'club'), ...updates })),
    ]),
    ...[
      ...speaking('oz'),
      [
        'changes what was said',
        edit({ uid: 'oz', roomId: 'club', messageId: messageId(0), slot: 'a' }),
      ] as const,
    ].map(([what, updates]): Row => [
      'oz',
      `closes the room, he ${what}`,
      'allowed',
      inTurn(said, update({ ...close('club'), ...updates })),
    ]),
  ];
  table(world, rows);
});

const knocked = (letter: string, ageMs: number, key = `${den}/${inviteCode}`): Operation =>
  server(`limits/eve/knocks/${letter}`, { at: beginningMs - ageMs, key });

describe('knocking', () => {
  const invited = by('oz', update(invite('oz', den)));
  const comes = update(redeem('eve', den));

  describe.each(limits.knockRing.slots)('at %s', (letter) => {
    table(world, [
      ['eve', 'comes in time', 'allowed', inTurn(invited, knocked(letter, limits.knockFreshMs), comes)],
      ['eve', 'comes too late', 'denied', inTurn(invited, knocked(letter, limits.knockFreshMs + 1), comes)],
      [
        'eve',
        'knocked elsewhere',
        'denied',
        inTurn(invited, knocked(letter, 0, `club/${inviteCode}`), comes),
      ],
      [
        'eve',
        'knocks in the same update',
        'denied',
        inTurn(
          invited,
          update({
            ...redeem('eve', den),
            [`limits/eve/knocks/${letter}`]: { at: { '.sv': 'timestamp' }, key: `${den}/${inviteCode}` },
          }),
        ),
      ],
    ]);
  });
});

describe('an invite that is counted down', () => {
  const stored = { by: 'oz', at: beginningMs - 5, until: beginningMs + 60_000, uses: 2 };
  const comesWith = (changes: object): Operation =>
    inTurn(
      server(`invites/${den}/${inviteCode}`, stored),
      knocked('a', 0),
      update({
        ...redeem('eve', den, inviteCode, 1),
        [`invites/${den}/${inviteCode}/by`]: stored.by,
        [`invites/${den}/${inviteCode}/at`]: stored.at,
        [`invites/${den}/${inviteCode}/until`]: stored.until,
        ...Object.fromEntries(
          Object.entries(changes).map(([name, value]) => [`invites/${den}/${inviteCode}/${name}`, value]),
        ),
      }),
    );
  table(world, [
    ['eve', 'leaves it as it was', 'allowed', comesWith({})],
    ['eve', 'makes it hers', 'denied', comesWith({ by: 'eve' })],
    ['eve', 'makes it of today', 'denied', comesWith({ at: beginningMs })],
    ['eve', 'makes it last longer', 'denied', comesWith({ until: stored.until + 1 })],
    ['eve', 'makes it last for no time', 'denied', comesWith({ until: 'x' })],
  ]);
});
