import { describe } from 'vitest';
import { skeletonOf } from '@causerie/contract';
import { messageId } from './inhabitants.ts';
import { inTurn, remove, server, set, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, worldOfThisFile } from './world.ts';
import {
  close,
  giveRole,
  handOver,
  join,
  log,
  now,
  openDirect,
  reportFirst,
  restrict,
  restyle,
  takeSlot,
} from './writes.ts';

const world = worldOfThisFile();
const createdAt = beginningMs - 86_400_000;
const soonMs = beginningMs + 60_000;

const profile = { name: 'eve', skeleton: skeletonOf('eve'), color: 2, createdAt };
const slot = takeSlot('profiles', 'eve', 'a', skeletonOf('eve'));
const report = (changes: object) =>
  update(reportFirst({ uid: 'bob', reportId: messageId(1), slot: 'a' }, changes));
const stranger = 'u'.repeat(129);
const club = { name: 'Club', topic: 'Chess', kind: 'public', owner: 'oz', createdAt };
const { at, by } = { at: now, by: 'mo' };

/** What each part of a rule says that the parts around it do not. */
describe('in corners', () => {
  table(world, [
    [
      'nia',
      'claims another name than that of her profile',
      'denied',
      update({
        'users/nia': { name: 'Nia', skeleton: 'zoe', color: 1, createdAt: now },
        'names/zoe': 'nia',
        ...takeSlot('profiles', 'nia', 'a', 'zoe'),
      }),
    ],
    ['eve', 'writes her profile anew', 'allowed', update({ 'users/eve': profile, ...slot })],
    [
      'eve',
      'writes it anew as if she were older',
      'denied',
      update({ 'users/eve': { ...profile, createdAt: 1 }, ...slot }),
    ],
    ['eve', 'takes a colour with a weight', 'denied', update(restyle('eve', { 'color/.priority': 1 }))],
    [
      'oz',
      'writes a membership anew with another role',
      'allowed',
      update({
        ...log('oz', 'club', 'changeRole', { about: 'mel', role: 'moderator' }),
        'members/club/mel': { role: 'moderator', joinedAt: createdAt },
      }),
    ],
    [
      'oz',
      'writes it anew as if she had come earlier',
      'denied',
      update({
        ...log('oz', 'club', 'changeRole', { about: 'mel', role: 'moderator' }),
        'members/club/mel': { role: 'moderator', joinedAt: 1 },
      }),
    ],
    [
      'oz',
      'closes a room with a weight',
      'denied',
      update({ ...close('club'), 'rooms/club/closedAt': { '.value': now, '.priority': 1 } }),
    ],
    [
      'eve',
      'joins with a code that has a weight',
      'denied',
      update({
        ...join('eve', 'annex'),
        'mine/eve/annex': { joinedAt: now, code: { '.value': 'a'.repeat(22), '.priority': 1 } },
      }),
    ],
    ['bob', 'adds a note with a weight', 'denied', report({ note: { '.value': 'x', '.priority': 1 } })],
    [
      'bob',
      'reports somebody whom Firebase does not allow',
      'denied',
      inTurn(server('messages/lobby/-O000000000000000000/uid', stranger), report({ about: stranger })),
    ],
    [
      'oz',
      'begins a direct room and leaves the other out of it',
      'denied',
      update({
        ...openDirect('ana', 'oz', 'd-ana_oz', {}, 'oz'),
        'members/d-ana_oz/ana': null,
        'mine/ana/d-ana_oz': null,
      }),
    ],
    ...['ana', 'oz'].map(
      (who) =>
        [
          who,
          'comes back into a direct room',
          'allowed',
          inTurn(server('rooms/d-ana_oz', { kind: 'direct', createdAt }), update(join(who, 'd-ana_oz'))),
        ] as const,
    ),
    [
      'oz',
      'lists a public room for somebody else',
      'denied',
      update({ 'mine/eve/club': { joinedAt: now }, 'members/club/eve': { role: 'member', joinedAt: now } }),
    ],
    [
      'oz',
      'lists a direct room that is there for somebody else',
      'denied',
      inTurn(
        server('rooms/d-ana_oz', { kind: 'direct', createdAt }),
        update({
          'mine/ana/d-ana_oz': { joinedAt: now },
          'members/d-ana_oz/ana': { role: 'member', joinedAt: now },
        }),
      ),
    ],
    ...(['bans', 'mutes'] as const).map(
      (kind) =>
        [
          'mo',
          `makes one of the ${kind} longer without a trace`,
          'denied',
          inTurn(
            server(`${kind}/club/eve`, { by: 'oz', at: beginningMs - 1, until: soonMs }),
            set(`${kind}/club/eve`, { by, at, until: soonMs + 1 }),
          ),
        ] as const,
    ),
    [
      'mo',
      'logs an act that was announced before',
      'denied',
      inTurn(
        server('limits/mo/act', { at: beginningMs - 1, key: `club/${messageId(1)}` }),
        update({
          [`audit/club/${messageId(1)}`]: { by, at, act: 'mute', about: 'mel' },
          'mutes/club/mel': { by, at, until: soonMs },
        }),
      ),
    ],
    ...(['bans', 'mutes'] as const).map(
      (kind) =>
        [
          'mo',
          `makes one of the ${kind} longer with the trace of another act`,
          'denied',
          inTurn(
            server(`${kind}/club/eve`, { by: 'oz', at: beginningMs - 1, until: soonMs }),
            server('limits/mo/act', { at: beginningMs - 5000, key: `lobby/${messageId(1)}` }),
            set(`${kind}/club/eve`, { by, at, until: soonMs + 1 }),
          ),
        ] as const,
    ),
    [
      'oz',
      'hands over to somebody whom Firebase does not allow',
      'denied',
      inTurn(
        server(`members/club/${stranger}`, { role: 'member', joinedAt: createdAt }),
        update(handOver('club', 'oz', stranger)),
      ),
    ],
    ['oz', 'writes a room anew', 'allowed', set('rooms/club', { ...club, slowMs: 5000 })],
    [
      'oz',
      'writes it anew as if it were older',
      'denied',
      set('rooms/club', { ...club, slowMs: 5000, createdAt: 1 }),
    ],
    [
      'ana',
      'writes the line of her list anew',
      'allowed',
      set('mine/ana/lobby', { joinedAt: createdAt, lastRead: now }),
    ],
    [
      'ana',
      'writes it anew as if she had come earlier',
      'denied',
      set('mine/ana/lobby', { joinedAt: 1, lastRead: now }),
    ],
    ['mo', 'removes what is not in the log', 'denied', remove(`audit/club/${messageId(1)}`)],
    [
      'oz',
      'logs the closing of a room that was closed',
      'denied',
      inTurn(server('rooms/club/closedAt', beginningMs - 1), update(log('oz', 'club', 'close'))),
    ],
    ['oz', 'mutes without a trace', 'denied', set('mutes/club/mel', { by: 'oz', at, until: soonMs })],
    ['oz', 'mutes', 'allowed', update(restrict('oz', 'mutes', 'club', 'mel', soonMs))],
    ['oz', 'gives a role', 'allowed', update(giveRole('club', 'mel', 'moderator'))],
  ]);
});
