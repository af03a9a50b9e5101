import { limitToLast, orderByChild } from 'firebase/database';
import { describe } from 'vitest';
import { limits, type Power, type Role, roles, rolesWith, roleTable } from '@causerie/contract';
import { den } from './inhabitants.ts';
import { inTurn, type Operation, read, server, update, wait } from './operations.ts';
import { type Row, table } from './table.ts';
import { beginningMs, worldOfThisFile } from './world.ts';
import { close, giveRole, handOver, invite, kick, leave, log, relabel, restrict, without } from './writes.ts';

const world = worldOfThisFile();
const soonMs = beginningMs + 60_000;

/** Somebody of each role in club and den, and another of the same role where there can be one. */
const people: Readonly<Record<Role, string>> = { owner: 'oz', moderator: 'mo', member: 'mel' };
const others: Readonly<Record<Role, string>> = { owner: 'oz', moderator: 'may', member: 'bob' };

/** What the powers over a room let one do. */
const deeds = (who: string): Partial<Record<Power, Operation>> => ({
  invite: update(invite(who, 'club')),
  rename: update(relabel('club', 'name', 'Circle')),
  setTopic: update(relabel('club', 'topic', 'Go')),
  close: update(close('club', who)),
  seeAudit: read('audit/club', orderByChild('at'), limitToLast(10)),
  handOver: update(handOver('club', who, 'bob')),
});

/** What the powers over people let one do to them. */
const deedsTo = (who: string, whom: string): Partial<Record<Power, Operation>> => ({
  ban: update(restrict(who, 'bans', 'club', whom, soonMs)),
  mute: update(restrict(who, 'mutes', 'club', whom, soonMs)),
  kick: update(kick(who, 'club', whom)),
  promote: update(giveRole('club', whom, whom === 'bob' ? 'moderator' : 'member', who)),
});

const outsiders = ['eve', 'nia'];

describe('over a room', () => {
  const rows = roles.flatMap((role) =>
    Object.entries(deeds(people[role])).map(([power, deed]): Row => [
      people[role],
      `(${role}) uses ${power}`,
      rolesWith(power as Power).includes(role) ? 'allowed' : 'denied',
      deed,
    ]),
  );
  table(world, rows);
  table(
    world,
    outsiders.flatMap((who) =>
      Object.entries(deeds(who)).map(([power, deed]): Row => [
        who,
        `uses ${power} from outside`,
        'denied',
        deed,
      ]),
    ),
  );
});

describe('over people', () => {
  const rows = roles.flatMap((role) =>
    roles.flatMap((target) =>
      Object.entries(deedsTo(people[role], others[target]))
        .filter(() => people[role] !== others[target])
        .map(([power, deed]): Row => {
          const allowed = rolesWith(power as Power).includes(role) && roleTable[role].over.includes(target);
          return [
            people[role],
            `(${role}) uses ${power} on a ${target}`,
            allowed ? 'allowed' : 'denied',
            deed,
          ];
        }),
    ),
  );
  table(world, rows);
  table(
    world,
    outsiders.flatMap((who) =>
      roles.flatMap((target) =>
        Object.entries(deedsTo(who, others[target])).map(([power, deed]): Row => [
          who,
          `uses ${power} on a ${target} from outside`,
          'denied',
          deed,
        ]),
      ),
    ),
  );
});

describe('roles', () => {
  table(world, [
    ['mel', 'makes herself moderator', 'denied', update(giveRole('club', 'mel', 'moderator', 'mel'))],
    ['mel', 'makes herself owner', 'denied', update(giveRole('club', 'mel', 'owner', 'mel'))],
    [
      'mo',
      'makes himself owner',
      'denied',
      update({ ...handOver('club', 'oz', 'mo'), ...log('mo', 'club', 'handOver', { about: 'mo' }) }),
    ],
    ['mo', 'becomes a member again by himself', 'denied', update(giveRole('club', 'mo', 'member', 'mo'))],
    ['oz', 'becomes a moderator and leaves no owner', 'denied', update(giveRole('club', 'oz', 'moderator'))],
    ['oz', 'makes a second owner', 'denied', update(giveRole('club', 'mel', 'owner'))],
    ['oz', 'invents a role', 'denied', update(giveRole('club', 'mel', 'king'))],
    ['oz', 'gives a role to somebody outside', 'denied', update(giveRole('club', 'eve', 'moderator'))],
    [
      'oz',
      'brings somebody in as moderator',
      'denied',
      update({
        'members/club/eve': { role: 'moderator', joinedAt: { '.sv': 'timestamp' } },
        'mine/eve/club': { joinedAt: { '.sv': 'timestamp' } },
      }),
    ],
    ['oz', 'gives a role with a priority', 'denied', update({ 'members/club/mel/role/.priority': 1 })],
    ['oz', 'hands over to a moderator', 'allowed', update(handOver('club', 'oz', 'mo'))],
    ['oz', 'hands over to somebody outside', 'denied', update(handOver('club', 'oz', 'eve'))],
    [
      'oz',
      'hands over to nobody',
      'denied',
      update({
        ...handOver('club', 'oz', 'mel'),
        'rooms/club/owner': null,
        'members/club/mel/role': 'member',
      }),
    ],
    [
      'oz',
      'hands over and stays owner',
      'denied',
      update(without(handOver('club', 'oz', 'mel'), 'members/club/oz/role')),
    ],
    [
      'oz',
      'hands over in the room only',
      'denied',
      update({ 'rooms/club/owner': 'mel', ...log('oz', 'club', 'handOver', { about: 'mel' }) }),
    ],
    [
      'oz',
      'hands over and becomes a mere member',
      'denied',
      update({ ...handOver('club', 'oz', 'mel'), 'members/club/oz/role': 'member' }),
    ],
    [
      'oz',
      'takes back what he handed over',
      'denied',
      inTurn(
        update(handOver('club', 'oz', 'mel')),
        wait(limits.actEveryMs),
        update({ ...handOver('club', 'mel', 'oz'), ...log('oz', 'club', 'handOver', { about: 'oz' }) }),
      ),
    ],
    [
      'oz',
      'hands over to a path',
      'denied',
      update({ ...handOver('club', 'oz', 'mel'), 'rooms/club/owner': 'mel/role' }),
    ],
    [
      'oz',
      'puts somebody out and leaves it in their list',
      'denied',
      update(without(kick('oz', 'club', 'mel'), 'mine/mel/club')),
    ],
    ['oz', 'takes a room off the list of a member', 'denied', update({ 'mine/mel/club': null })],
    ['oz', 'puts out somebody of a private room', 'allowed', update(kick('oz', den, 'mel'))],
    ['oz', 'puts out somebody of a room that is not his', 'denied', update(kick('oz', 'lobby', 'ana'))],
    ['mo', 'writes the day somebody joined', 'denied', update({ 'members/club/mel/joinedAt': 1 })],
    ['oz', 'writes the day somebody joined', 'denied', update({ 'members/club/mel/joinedAt': 1 })],
    ['oz', 'leaves', 'denied', update(leave('oz', 'club'))],
    [
      'oz',
      'leaves after handing over',
      'allowed',
      inTurn(update(handOver('club', 'oz', 'mel')), update(leave('oz', 'club'))),
    ],
    ['oz', 'leaves after closing', 'allowed', inTurn(update(close('club')), update(leave('oz', 'club')))],
    [
      'oz',
      'leaves a room that the server removed',
      'allowed',
      inTurn(server('rooms/club', null), update(leave('oz', 'club'))),
    ],
    ['mo', 'leaves', 'allowed', update(leave('mo', 'club'))],
  ]);
});
