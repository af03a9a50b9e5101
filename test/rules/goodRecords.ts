import {
  actSlot,
  auditEntry,
  connection,
  deletedMessage,
  directoryEntry,
  invite as inviteRecord,
  editSlot,
  joinSlot,
  inviteSlot,
  knockSlot,
  member,
  message,
  messageSlot,
  mineEntry,
  paceEntry,
  profile,
  profileSlot,
  reactionSlot,
  report,
  reportSlot,
  restriction,
  room,
  roomSlot,
  sharing,
  typingEntry,
} from '@causerie/contract';
import { den, messageId } from './inhabitants.ts';
import {
  claim,
  connect,
  entryOf,
  giveRole,
  invite,
  inviteCode,
  join,
  now,
  open,
  openDirect,
  post,
  reportFirst,
  restrict,
  sayTyping,
  share,
  takeSlot,
  type Updates,
} from './writes.ts';
import { beginningMs } from './world.ts';

/** One record that clients write: who writes it, where it goes, and an update that is good. */
export type GoodRecord = readonly [
  what: string,
  shape: { read(value: unknown): unknown },
  who: string,
  path: string,
  good: Updates,
];

const muting = restrict('mo', 'mutes', 'club', 'mel', beginningMs + 1);
const promoting = giveRole('club', 'mel', 'moderator');

export const goodRecords: readonly GoodRecord[] = [
  ['profile', profile, 'nia', 'users/nia', claim('nia', 'Nia')],
  ['member', member, 'eve', 'members/lobby/eve', join('eve', 'lobby')],
  ['mineEntry', mineEntry, 'eve', 'mine/eve/lobby', join('eve', 'lobby')],
  ['room', room, 'eve', 'rooms/shed', open('eve', 'shed')],
  ['direct room', room, 'ana', 'rooms/d-ana_oz', openDirect('ana', 'oz')],
  ['directoryEntry', directoryEntry, 'eve', 'directory/shed', open('eve', 'shed')],
  ['owner', member, 'eve', 'members/shed/eve', open('eve', 'shed')],
  ['invite', inviteRecord, 'mo', `invites/${den}/${inviteCode}`, invite('mo', den)],
  ['ban', restriction, 'mo', 'bans/club/mel', restrict('mo', 'bans', 'club', 'mel', beginningMs + 1)],
  ['mute', restriction, 'mo', 'mutes/club/mel', muting],
  ['auditEntry', auditEntry, 'mo', entryOf(muting), muting],
  ['auditEntry of a role', auditEntry, 'oz', entryOf(promoting), promoting],
  ['actSlot', actSlot, 'mo', 'limits/mo/act', { 'limits/mo/act': { at: now, key: `club/${messageId(1)}` } }],
  [
    'message',
    message,
    'ana',
    `messages/lobby/${messageId(1)}`,
    post({ uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' }),
  ],
  [
    'deletedMessage',
    deletedMessage,
    'ana',
    `messages/lobby/${messageId(0)}`,
    {
      [`messages/lobby/${messageId(0)}`]: {
        uid: 'ana',
        at: beginningMs - 86_400_000,
        slot: 'a',
        deleted: true,
      },
    },
  ],
  [
    'messageSlot',
    messageSlot,
    'ana',
    'limits/ana/messages/a',
    post({ uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' }),
  ],
  ['editSlot', editSlot, 'ana', 'limits/ana/edits/a', takeSlot('edits', 'ana', 'a', `lobby/${messageId(0)}`)],
  ...(
    [
      ['reactionSlot', reactionSlot, 'reactions', `lobby/${messageId(0)}/👍`],
      ['roomSlot', roomSlot, 'rooms', 'shed'],
      ['joinSlot', joinSlot, 'joins', 'annex'],
      ['inviteSlot', inviteSlot, 'invites', `${den}/${inviteCode}`],
      ['knockSlot', knockSlot, 'knocks', `${den}/${inviteCode}`],
      ['profileSlot', profileSlot, 'profiles', 'ana'],
      ['reportSlot', reportSlot, 'reports', messageId(0)],
    ] as const
  ).map(([what, shape, ring, key]): GoodRecord => [
    what,
    shape,
    'ana',
    `limits/ana/${ring}/a`,
    takeSlot(ring, 'ana', 'a', key),
  ]),
  [
    'paceEntry',
    paceEntry,
    'ana',
    'limits/ana/pace/slow',
    { 'limits/ana/pace/slow': { at: now, key: messageId(1) } },
  ],
  [
    'report',
    report,
    'bob',
    `reports/${messageId(1)}`,
    reportFirst({ uid: 'bob', reportId: messageId(1), slot: 'a' }),
  ],
  ['typingEntry', typingEntry, 'ana', 'typing/lobby/ana', sayTyping('ana', 'lobby')],
  ['connection', connection, 'ana', 'presence/ana/a', connect('ana', 'a')],
  ['sharing', sharing, 'ana', 'sharing/ana', share('ana', true, false)],
];
