import { describe } from 'vitest';
import { den, firstMessage, messageId } from './inhabitants.ts';
import { inTurn, type Operation, server, set, update } from './operations.ts';
import { type Row, table } from './table.ts';
import { beginningMs, worldOfThisFile } from './world.ts';
import {
  close,
  handOver,
  invite,
  join,
  kick,
  leave,
  log,
  now,
  post,
  removal,
  reportFirst,
  restrict,
  type Updates,
} from './writes.ts';

/** Who leaves, hands over or comes in one update with something else does that as who they were before. */
const world = worldOfThisFile();
const soonMs = beginningMs + 60_000;
const said = server(`messages/club/${messageId(0)}`, { uid: 'bob', text: 'Hi', at: beginningMs, slot: 'a' });
const inSlow = { roomId: 'slow', messageId: messageId(1), slot: 'a' };
const turn = { at: now, key: messageId(1) };
const both =
  (one: Updates, other: Updates): Operation =>
  (actor) =>
    inTurn(said, update({ ...one, ...other }))(actor);

describe('in the update by which a moderator leaves, he', () => {
  const lets = (what: string, updates: Updates, room = 'club'): Row => [
    'mo',
    what,
    'allowed',
    both(leave('mo', room), updates),
  ];
  table(world, [
    lets('sets a topic', { [`rooms/${den}/topic`]: 'Gone' }, den),
    lets('asks for pauses', { 'rooms/club/slowMs': 5000 }),
    lets('mutes', restrict('mo', 'mutes', 'club', 'mel', soonMs)),
    lets('puts somebody out', kick('mo', 'club', 'mel')),
    lets('removes a message', removal('mo', 'club', messageId(0), 'bob')),
    lets('invites', invite('mo', 'club')),
    lets('writes without a pause', post({ uid: 'mo', ...inSlow }), 'slow'),
    [
      'mo',
      'lists the room as it is listed',
      'denied',
      both(leave('mo', 'club'), { 'directory/club': { name: 'Club', topic: 'Chess' } }),
    ],
  ]);
});

describe('in the update by which an owner hands over or closes, he', () => {
  table(world, [
    ['oz', 'gives a name', 'allowed', both(handOver(den, 'oz', 'mo'), { [`rooms/${den}/name`]: 'Attic' })],
    ['oz', 'asks for pauses', 'allowed', both(handOver('club', 'oz', 'mo'), { 'rooms/club/slowMs': 5000 })],
    ['oz', 'invites', 'allowed', both(handOver('club', 'oz', 'mo'), invite('oz', 'club'))],
    ['oz', 'invites to a closed room', 'allowed', both(close('club'), invite('oz', 'club'))],
    [
      'oz',
      'writes without a pause',
      'allowed',
      both(handOver('slow', 'oz', 'mo'), post({ uid: 'oz', ...inSlow })),
    ],
    ['oz', 'leaves the closed room', 'allowed', both(close(den), leave('oz', den))],
    [
      'oz',
      'takes a turn in a room without pauses',
      'allowed',
      update({ 'rooms/slow/slowMs': null, 'limits/oz/pace/slow': turn }),
    ],
    [
      'oz',
      'takes a turn as soon as it was, and makes pauses longer',
      'allowed',
      inTurn(
        server('limits/oz/pace/slow', { at: beginningMs - 30_000, key: messageId(0) }),
        update({ 'rooms/slow/slowMs': 60_000, 'limits/oz/pace/slow': turn }),
      ),
    ],
  ]);
});

describe('in one update somebody', () => {
  const reported = {
    roomId: 'club',
    messageId: messageId(0),
    about: 'bob',
    text: 'Hi',
  };
  table(world, [
    [
      'bob',
      'leaves and takes a turn',
      'allowed',
      both(leave('bob', 'slow'), { ...post({ uid: 'bob', ...inSlow }), 'limits/bob/pace/slow': turn }),
    ],
    [
      'bob',
      'leaves and reports',
      'allowed',
      both(leave('bob', 'lobby'), reportFirst({ uid: 'bob', reportId: messageId(1), slot: 'a' })),
    ],
    [
      'mo',
      'removes and reports',
      'allowed',
      both(
        removal('mo', 'club', messageId(0), 'bob'),
        reportFirst({ uid: 'mo', reportId: messageId(1), slot: 'a' }, reported),
      ),
    ],
    [
      'eve',
      'joins and reports',
      'denied',
      both(join('eve', 'lobby'), reportFirst({ uid: 'eve', reportId: messageId(1), slot: 'a' })),
    ],
    [
      'eve',
      'joins and has read',
      'denied',
      both(join('eve', 'lobby'), {
        'mine/eve/lobby': { joinedAt: now, lastRead: now },
        'receipts/lobby/eve': now,
      }),
    ],
    ['oz', 'hands over to himself', 'denied', update(log('oz', 'club', 'handOver', { about: 'oz' }))],
    [
      'bob',
      'reports what stays',
      'allowed',
      update(reportFirst({ uid: 'bob', reportId: messageId(1), slot: 'a' }, { messageId: firstMessage.id })),
    ],
    [
      'eve',
      'lists a room as it is listed',
      'denied',
      set('directory/club', { name: 'Club', topic: 'Chess' }),
    ],
    [
      'mel',
      'lists a room as it is listed',
      'denied',
      set('directory/club', { name: 'Club', topic: 'Chess' }),
    ],
  ]);
});
