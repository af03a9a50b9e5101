import { limitToFirst, limitToLast, onValue, orderByChild, query, ref } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { den, messageId } from './inhabitants.ts';
import { by, inTurn, type Operation, read, remove, server, set, update, wait } from './operations.ts';
import { type Row, table, type Verdict } from './table.ts';
import { beginningMs, nobody, sessionBeganMs, worldOfThisFile } from './world.ts';
import {
  claim,
  close,
  connect,
  deletion,
  edit,
  giveRole,
  handOver,
  invite,
  inviteCode,
  join,
  kick,
  knock,
  leave,
  lift,
  log,
  now,
  open,
  post,
  react,
  readUpTo,
  redeem,
  relabel,
  rename,
  reportFirst,
  restrict,
  restyle,
  sayTyping,
  share,
  takeSlot,
  type Updates,
} from './writes.ts';

const world = worldOfThisFile();
const soonMs = beginningMs + 60_000;

const says = (uid: string, roomId = 'club'): Operation =>
  update(post({ uid, roomId, messageId: messageId(1), slot: 'a' }));

type Deed = readonly [who: string, what: string, deed: Operation];

/** What was said a moment ago, put there by the server. */
const said = server(`messages/club/${messageId(0)}`, {
  uid: 'mo',
  text: 'Hello',
  at: beginningMs,
  slot: 'a',
});

/** A ban of somebody who stays in the room, or was not there. */
const withoutLeaving = (ban: Updates): Updates =>
  Object.fromEntries(Object.entries(ban).filter(([place]) => !/^(members|mine)\//.test(place)));

/** Speaking in a room. */
const speaking: readonly Deed[] = [
  ['mo', 'writes a message', says('mo')],
  ['mo', 'types', update(sayTyping('mo', 'club'))],
  [
    'mo',
    'reacts',
    inTurn(said, update(react({ uid: 'mo', roomId: 'club', messageId: messageId(0), slot: 'a' }))),
  ],
  [
    'mo',
    'changes a message',
    inTurn(said, update(edit({ uid: 'mo', roomId: 'club', messageId: messageId(0), slot: 'a' }))),
  ],
  ['mo', 'sets a topic', update(relabel('club', 'topic', 'Go'))],
  ['oz', 'renames a room', update(relabel('club', 'name', 'Circle'))],
];

const takingBack: readonly Deed[] = [
  ['mo', 'takes back a message', inTurn(said, update(deletion('club', messageId(0))))],
  [
    'mo',
    'takes back a reaction',
    inTurn(
      server(`reactions/club/${messageId(0)}/mo/👍`, beginningMs),
      remove(`reactions/club/${messageId(0)}/mo/👍`),
    ),
  ],
];

/** Looking into a room. */
const looking: readonly Deed[] = [
  ['mo', 'reads messages', read('messages/club', orderByChild('at'), limitToLast(10))],
  ['mo', 'reads one message', read(`messages/club/${messageId(9)}`)],
  ['mo', 'reads reactions', read(`reactions/club/${messageId(0)}`, limitToLast(10))],
  ['mo', 'reads who types', read('typing/club', limitToLast(10))],
  ['mo', 'lists the members', read('members/club', limitToFirst(10))],
  ['mo', 'lists the banned', read('bans/club', limitToFirst(10))],
  ['mo', 'lists invites', read('invites/club', limitToFirst(10))],
  ['mo', 'lists the muted', read('mutes/club', limitToFirst(10))],
  ['mo', 'reads the audit log', read('audit/club', orderByChild('at'), limitToLast(10))],
  ['mo', 'reads a private room', read(`rooms/${den}`)],
  ['mo', 'reads how far the others have read', read('receipts/club', limitToFirst(10))],
  ['mo', 'says how far he has read', update(readUpTo('mo', 'club', now))],
];

/** What moderators and owners do. */
const ruling: readonly Deed[] = [
  ['mo', 'asks for pauses', set('rooms/club/slowMs', 5000)],
  [
    'mo',
    'takes a turn',
    inTurn(server('rooms/club/slowMs', 5000), set('limits/mo/pace/club', { at: now, key: messageId(1) })),
  ],
  ['mo', 'lists a room as it is listed', set('directory/club', { name: 'Club', topic: 'Chess' })],
  ['mo', 'puts somebody out', update(kick('mo', 'club', 'mel'))],
  ['mo', 'bans somebody', update(restrict('mo', 'bans', 'club', 'mel', soonMs))],
  [
    'mo',
    'lifts a ban',
    inTurn(
      server('bans/club/eve', { by: 'oz', at: beginningMs, until: soonMs }),
      update(lift('mo', 'bans', 'club', 'eve')),
    ),
  ],
  ['mo', 'invites', update(invite('mo', 'club'))],
  [
    'mo',
    'takes back an invite',
    inTurn(
      server(`invites/club/${inviteCode}`, { by: 'oz', at: beginningMs, until: soonMs, uses: 2 }),
      remove(`invites/club/${inviteCode}`),
    ),
  ],
  ['mo', 'mutes somebody', update(restrict('mo', 'mutes', 'club', 'mel', soonMs))],
  ['oz', 'promotes somebody', update(giveRole('club', 'mel', 'moderator'))],
  ['oz', 'hands over', update(handOver('club', 'oz', 'mo'))],
  ['oz', 'closes a room', update(close('club'))],
];

/** What takes the slots of each ring. */
const slotKeys = {
  messages: `lobby/${messageId(1)}`,
  edits: `lobby/${messageId(1)}`,
  reactions: `lobby/${messageId(1)}/👍`,
  rooms: 'shed',
  joins: 'annex',
  invites: `lobby/${inviteCode}`,
  knocks: `lobby/${inviteCode}`,
  profiles: 'eve',
  reports: messageId(1),
} as const;
const rings = Object.keys(slotKeys) as (keyof typeof slotKeys)[];

/** A slot that was taken this very moment, in another update. */
const slotTaken = (ring: keyof typeof slotKeys, who = 'eve'): Operation =>
  server(`limits/${who}/${ring}/a`, { at: beginningMs, key: slotKeys[ring] });

const complaint = Object.values(reportFirst({ uid: 'bob', reportId: messageId(1), slot: 'a' }))[0];

/** All the rest that is written. */
const elsewhere: readonly Deed[] = [
  ['eve', 'joins', update(join('eve', 'club'))],
  ['eve', 'knocks', update(knock('eve', den))],
  [
    'eve',
    'joins by an invite',
    inTurn(
      by('oz', update(invite('oz', den))),
      server('limits/eve/knocks/a', { at: beginningMs, key: `${den}/${inviteCode}` }),
      update(redeem('eve', den)),
    ),
  ],
  ['eve', 'opens a room', update(open('eve', 'shed'))],
  ['eve', 'takes another name', update(rename('eve', 'eve', 'Iris'))],
  ['eve', 'takes another colour', update(restyle('eve', { color: 2 }))],
  ['nia', 'takes a name', update(claim('nia', 'Nia'))],
  ['bob', 'reports a message', update(reportFirst({ uid: 'bob', reportId: messageId(1), slot: 'a' }))],
  ['eve', 'takes a colour when the slot is taken', inTurn(slotTaken('profiles'), set('users/eve/color', 2))],
  ['eve', 'claims her name again', set('names/eve', 'eve')],
  ['eve', 'gives up a name she does not use', inTurn(server('names/zoe', 'eve'), remove('names/zoe'))],
  [
    'bob',
    'reports a message when the slot is taken',
    inTurn(slotTaken('reports', 'bob'), set(`reports/${messageId(1)}`, complaint)),
  ],
  ...rings.map((ring): Deed => [
    'eve',
    `takes a slot of ${ring}`,
    update(takeSlot(ring, 'eve', 'a', slotKeys[ring])),
  ]),
  ['mo', 'takes a turn to act', set('limits/mo/act', { at: now, key: `club/${messageId(1)}` })],
  ['eve', 'connects', update(connect('eve', 'a'))],
  ['eve', 'says when she was last here', set('lastSeen/eve', now)],
  ['mo', 'blocks somebody', set('blocks/mo/eve', now)],
];

/** What is only read, and what leads out. */
const always: readonly Deed[] = [
  ['eve', 'reads a profile', read('users/ana')],
  ['eve', 'reads a name', read('names/ana')],
  ['eve', 'reads the directory', read('directory', limitToFirst(5))],
  ['eve', 'reads a line of it', read('directory/club')],
  ['eve', 'reads a public room', read('rooms/club')],
  ['mo', 'reads his row', read('members/club/mo')],
  ['mo', 'reads whom he blocks', read('blocks/mo', limitToFirst(5))],
  ['mo', 'lists his rooms', read('mine/mo', limitToFirst(5))],
  ['mo', 'reads one of them', read('mine/mo/club')],
  ...rings.map((ring): Deed => ['mo', `reads his slots of ${ring}`, read(`limits/mo/${ring}`)]),
  ['mo', 'reads when his turn was', read('limits/mo/pace/club')],
  ['mo', 'reads when he last acted', read('limits/mo/act')],
  ['eve', 'reads presence', read('presence/ana')],
  ['eve', 'reads when somebody was last here', read('lastSeen/ana')],
  ['eve', 'reads what she lets others know', read('sharing/eve')],
  ['eve', 'lets others know less', update(share('eve', false, false))],
  [
    'mo',
    'takes back how far he has read',
    inTurn(server('receipts/club/mo', beginningMs), remove('receipts/club/mo')),
  ],
  ['mo', 'reads his ban', read('bans/club/mo')],
  ['mo', 'reads his mute', read('mutes/club/mo')],
  ['mo', 'reads his sanctions', read('sanctions/mo')],
  ['mo', 'leaves', update(leave('mo', 'club'))],
];

/** Each deed after something happened to whoever does it. */
const after = (
  deeds: readonly Deed[],
  expected: Verdict,
  what: string,
  event: (who: string) => Operation,
): Row[] =>
  deeds.map(([who, deed, operation]) => [who, `${deed} ${what}`, expected, inTurn(event(who), operation)]);

const everything = [...speaking, ...takingBack, ...looking, ...ruling, ...elsewhere, ...always];

const banned =
  (untilMs: number) =>
  (who: string): Operation =>
    server(`sanctions/${who}`, { bannedUntil: untilMs });

const bannedFromRooms =
  (untilMs: number) =>
  (who: string): Operation =>
    inTurn(
      server(`bans/club/${who}`, { by: 'oz', at: beginningMs, until: untilMs }),
      server(`bans/${den}/${who}`, { by: 'oz', at: beginningMs, until: untilMs }),
    );

const muted =
  (untilMs: number) =>
  (who: string): Operation =>
    server(`mutes/club/${who}`, { by: 'oz', at: beginningMs, until: untilMs });

const mutedEverywhere =
  (untilMs: number) =>
  (who: string): Operation =>
    server(`sanctions/${who}`, { mutedUntil: untilMs });

describe('a session', () => {
  table(world, [
    ...after(everything, 'allowed', 'after older sessions ended', (who) =>
      server(`revoked/${who}`, sessionBeganMs - 1),
    ),
    ...after(everything, 'denied', 'after this one ended', (who) => server(`revoked/${who}`, sessionBeganMs)),
    [
      'eve',
      'disconnects after hers ended',
      'allowed',
      inTurn(update(connect('eve', 'a')), server('revoked/eve', sessionBeganMs), remove('presence/eve/a')),
    ],
    ['eve', 'reads what ended', 'denied', read('revoked/eve')],
    [
      'eve',
      'begins it again',
      'denied',
      inTurn(server('revoked/eve', sessionBeganMs), remove('revoked/eve')),
    ],
    ['eve', 'ends that of another', 'denied', set('revoked/ana', 1)],
  ]);
});

describe('who is banned from everything', () => {
  const writes = [...speaking, ...takingBack, ...looking, ...ruling, ...elsewhere];
  table(world, [
    ...after(writes, 'denied', 'while banned', banned(beginningMs + 1)),
    ...after(writes, 'allowed', 'when the ban is over', banned(beginningMs)),
    ...after(writes, 'denied', 'while banned by a word', (who) =>
      server(`sanctions/${who}`, { bannedUntil: 'x' }),
    ),
    ...after(always, 'allowed', 'while banned', banned(beginningMs + 1)),
    [
      'eve',
      'disconnects while banned',
      'allowed',
      inTurn(update(connect('eve', 'a')), banned(soonMs)('eve'), remove('presence/eve/a')),
    ],
    // A room goes on without its owner, who stays its owner: the ban takes away the deeds, and not the place.
    [
      'mo',
      'sets a topic while the owner is banned',
      'allowed',
      inTurn(banned(soonMs)('oz'), update(relabel('club', 'topic', 'Go'))),
    ],
    [
      'mo',
      'puts the owner out while they are banned',
      'denied',
      inTurn(banned(soonMs)('oz'), update(kick('mo', 'club', 'oz'))),
    ],
    ['ana', 'reads about it', 'denied', inTurn(banned(soonMs)('eve'), read('sanctions/eve'))],
    ['eve', 'lifts it', 'denied', inTurn(banned(soonMs)('eve'), remove('sanctions/eve'))],
    ['eve', 'shortens it', 'denied', inTurn(banned(soonMs)('eve'), set('sanctions/eve/bannedUntil', 1))],
    ['eve', 'sanctions another', 'denied', set('sanctions/ana/bannedUntil', soonMs)],
    ['eve', 'removes all sanctions', 'denied', remove('sanctions')],
  ]);
});

describe('who is banned from a room', () => {
  // Though a membership stayed, which the rules themselves never let happen.
  const inside = [
    ...speaking,
    ...takingBack,
    ...looking,
    ...ruling,
    ['eve', 'joins', update(join('eve', 'club'))] as const,
  ];
  table(world, [
    ...after(inside, 'denied', 'while banned there', bannedFromRooms(beginningMs + 1)),
    ...after(inside, 'allowed', 'when the ban is over', bannedFromRooms(beginningMs)),
    ...after(always, 'allowed', 'while banned there', bannedFromRooms(soonMs)),
    [
      'eve',
      'joins another room',
      'allowed',
      inTurn(bannedFromRooms(soonMs)('eve'), update(join('eve', 'lobby'))),
    ],
    [
      'mel',
      'comes back after a ban',
      'denied',
      inTurn(by('mo', update(restrict('mo', 'bans', 'club', 'mel', soonMs))), update(join('mel', 'club'))),
    ],
    [
      'mel',
      'comes back when it is over',
      'allowed',
      inTurn(
        by('mo', update(restrict('mo', 'bans', 'club', 'mel', soonMs))),
        wait(60_000),
        update(join('mel', 'club')),
      ),
    ],
    [
      'mel',
      'comes back when it is lifted',
      'allowed',
      inTurn(
        by('mo', update(restrict('mo', 'bans', 'club', 'mel', soonMs))),
        by('may', update(lift('may', 'bans', 'club', 'mel'))),
        update(join('mel', 'club')),
      ),
    ],
    [
      'mel',
      'lifts it herself',
      'denied',
      inTurn(
        by('mo', update(restrict('mo', 'bans', 'club', 'mel', soonMs))),
        update(lift('mel', 'bans', 'club', 'mel')),
      ),
    ],
    [
      'mo',
      'bans somebody and leaves them in the room',
      'denied',
      update(withoutLeaving(restrict('mo', 'bans', 'club', 'mel', soonMs))),
    ],
    [
      'mo',
      'bans somebody who is not in the room',
      'allowed',
      update(withoutLeaving(restrict('mo', 'bans', 'club', 'eve', soonMs))),
    ],
    [
      'mo',
      'bans somebody who has no profile',
      'denied',
      update(withoutLeaving(restrict('mo', 'bans', 'club', 'nia', soonMs))),
    ],
    ['mo', 'lifts a ban that is not there', 'denied', update(lift('mo', 'bans', 'club', 'eve'))],
    ['mo', 'bans himself', 'denied', update(restrict('mo', 'bans', 'club', 'mo', soonMs))],
    ['mo', 'bans in another room', 'denied', update(restrict('mo', 'bans', 'lobby', 'eve', soonMs))],
    [
      'mo',
      'bans in the name of another',
      'denied',
      update({
        ...restrict('mo', 'bans', 'club', 'mel', soonMs),
        'bans/club/mel': { by: 'oz', at: now, until: soonMs },
      }),
    ],
    ['mo', 'lifts all bans', 'denied', remove('bans/club')],
    ['mel', 'lists the banned', 'denied', read('bans/club', limitToFirst(10))],
    ['mo', 'lists the banned without a limit', 'denied', read('bans/club')],
    ['mo', 'lists the banned of another room', 'denied', read('bans/lobby', limitToFirst(10))],
    ['mel', 'reads the ban of another', 'denied', read('bans/club/eve')],
    [nobody, 'reads a ban', 'denied', read('bans/club/eve')],
  ]);
});

describe('who is muted', () => {
  const others = [...takingBack, ...looking, ...ruling, ...elsewhere, ...always];
  table(world, [
    ...after(speaking, 'denied', 'while muted there', muted(beginningMs + 1)),
    ...after(speaking, 'allowed', 'when the mute is over', muted(beginningMs)),
    ...after(speaking, 'denied', 'while muted everywhere', mutedEverywhere(beginningMs + 1)),
    ...after(speaking, 'allowed', 'when the mute everywhere is over', mutedEverywhere(beginningMs)),
    ...after(others, 'allowed', 'while muted there', muted(soonMs)),
    ...after(others, 'allowed', 'while muted everywhere', mutedEverywhere(soonMs)),
    ['bob', 'writes in another room', 'allowed', inTurn(muted(soonMs)('bob'), says('bob', 'lobby'))],
    [
      'mel',
      'lifts it herself',
      'denied',
      inTurn(muted(soonMs)('mel'), update(lift('mel', 'mutes', 'club', 'mel'))),
    ],
    ['mo', 'lifts it', 'allowed', inTurn(muted(soonMs)('mel'), update(lift('mo', 'mutes', 'club', 'mel')))],
    ['mo', 'lifts one that is not there', 'denied', update(lift('mo', 'mutes', 'club', 'mel'))],
    [
      'mo',
      'makes it longer',
      'allowed',
      inTurn(muted(soonMs)('mel'), update(restrict('mo', 'mutes', 'club', 'mel', soonMs + 1))),
    ],
    [
      'mo',
      'makes it longer and leaves it in the name of another',
      'denied',
      inTurn(
        muted(soonMs)('mel'),
        update({ 'mutes/club/mel/until': soonMs + 1, ...log('mo', 'club', 'mute', { about: 'mel' }) }),
      ),
    ],
    [
      'mel',
      'comes back and speaks',
      'denied',
      inTurn(muted(soonMs)('mel'), update(leave('mel', 'club')), update(join('mel', 'club')), says('mel')),
    ],
    [
      'mo',
      'mutes somebody who is not in the room',
      'allowed',
      update(restrict('mo', 'mutes', 'club', 'eve', soonMs)),
    ],
    [
      'mo',
      'mutes somebody who has no profile',
      'denied',
      update(restrict('mo', 'mutes', 'club', 'nia', soonMs)),
    ],
    ['mo', 'lifts all mutes', 'denied', remove('mutes/club')],
    ['mel', 'lists the muted', 'denied', read('mutes/club', limitToFirst(10))],
    ['mo', 'lists the muted without a limit', 'denied', read('mutes/club')],
    ['mel', 'reads the mute of another', 'denied', read('mutes/club/eve')],
  ]);
});

describe('a room that is not there any more', () => {
  table(
    world,
    after(
      [
        ...speaking,
        ['mo', 'invites', update(invite('mo', 'club'))],
        [
          'eve',
          'joins by an invite',
          inTurn(
            server(`invites/club/${inviteCode}`, { by: 'oz', at: beginningMs, until: soonMs, uses: 2 }),
            server('limits/eve/knocks/a', { at: beginningMs, key: `club/${inviteCode}` }),
            update(redeem('eve', 'club')),
          ),
        ],
      ],
      'denied',
      'though they are left in it',
      () => server('rooms/club', null),
    ),
  );
});

describe('a closed room', () => {
  table(world, [
    ...after(speaking, 'denied', 'after it closed', () => by('oz', update(close('club')))),
    [
      'mo',
      'still reads its messages',
      'allowed',
      inTurn(by('oz', update(close('club'))), read('messages/club', limitToLast(10), orderByChild('at'))),
    ],
  ]);
});

describe('an open listener', () => {
  it.each([
    ['is put out', kick('mo', 'club', 'mel')],
    ['is banned', restrict('mo', 'bans', 'club', 'mel', soonMs)],
  ])('ends when its person %s', async (_what, updates) => {
    const ended = await listening();
    await update(updates)({ world: world(), database: world().as('mo') });
    await expect(ended()).resolves.toMatch(/permission.denied/i);
  });

  it.each([
    ['session ends', 'revoked/mel', sessionBeganMs],
    ['person is banned everywhere', 'sanctions/mel/bannedUntil', soonMs],
  ])('ends when its %s', async (_what, path, value) => {
    const ended = await listening();
    world().write(path, value);
    await expect(ended()).resolves.toMatch(/permission.denied/i);
  });
});

/** Mel listens to the club, and hears from it. What is returned tells why that ended, once it does. */
const listening = (): Promise<() => Promise<string>> =>
  new Promise((heard) => {
    const ended = new Promise<string>((resolve) => {
      onValue(
        query(ref(world().tab('mel'), 'messages/club'), orderByChild('at'), limitToLast(10)),
        () => heard(() => ended),
        (error) => resolve(error.message),
      );
    });
  });
