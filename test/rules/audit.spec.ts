import { limitToFirst, limitToLast, orderByChild, orderByKey } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { type Act, actNames, acts, limits, paths, roles, rolesWith } from '@causerie/contract';
import { den, messageId } from './inhabitants.ts';
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
import { type Row, table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import {
  close,
  deletion,
  entryOf,
  giveRole,
  handOver,
  join,
  kick,
  leave,
  lift,
  log,
  now,
  open,
  removal,
  restrict,
  type Updates,
} from './writes.ts';

const world = worldOfThisFile();
const soonMs = beginningMs + 60_000;
const spoken = messageId(7);
const restriction = { by: 'oz', at: beginningMs - 1, until: soonMs };

/** Something that is done to Bob in the club, or to the club. */
interface Deed {
  readonly before?: Operation;
  readonly does: (who: string) => Updates;
}

const deeds: Readonly<Record<Act, Deed>> = {
  kick: { does: (who) => kick(who, 'club', 'bob') },
  ban: { does: (who) => restrict(who, 'bans', 'club', 'bob', soonMs) },
  liftBan: { before: server('bans/club/bob', restriction), does: (who) => lift(who, 'bans', 'club', 'bob') },
  mute: { does: (who) => restrict(who, 'mutes', 'club', 'bob', soonMs) },
  liftMute: {
    before: server('mutes/club/bob', restriction),
    does: (who) => lift(who, 'mutes', 'club', 'bob'),
  },
  removeMessage: {
    before: server(`messages/club/${spoken}`, { uid: 'bob', text: 'hello', at: beginningMs, slot: 'a' }),
    does: (who) => removal(who, 'club', spoken, 'bob'),
  },
  changeRole: { does: (who) => giveRole('club', 'bob', 'moderator', who) },
  handOver: { does: (who) => handOver('club', who, 'bob') },
  close: { does: (who) => close('club', who) },
};

const isEntry = (place: string): boolean => place.startsWith('audit/');
const isTurn = (place: string): boolean => place.endsWith('/act');
const only = (updates: Updates, isWanted: (place: string) => boolean): Updates =>
  Object.fromEntries(Object.entries(updates).filter(([place]) => isWanted(place)));
/** The same with another entry at the same place. */
const saying = (updates: Updates, changes: object): Updates =>
  Object.fromEntries(
    Object.entries(updates).map(([place, value]) => [
      place,
      isEntry(place) ? { ...(value as object), ...changes } : value,
    ]),
  );
const after = ({ before }: Deed, updates: Updates): Operation =>
  before === undefined ? update(updates) : inTurn(before, update(updates));

describe.each(actNames)('the act %s', (act) => {
  const deed = deeds[act];
  const whole = deed.does('oz');
  const says = (changes: object): Operation => after(deed, saying(whole, changes));
  const isTo = act !== 'close';

  table(
    world,
    roles.map((role): Row => {
      const who = { owner: 'oz', moderator: 'mo', member: 'mel' }[role];
      const expected = rolesWith(acts[act]).includes(role) ? 'allowed' : 'denied';
      return [who, `(${role}) does it`, expected, after(deed, deed.does(who))];
    }),
  );

  table(world, [
    ['oz', 'does it', 'allowed', after(deed, whole)],
    [
      'oz',
      'does it without an entry',
      'denied',
      after(
        deed,
        only(whole, (place) => !isEntry(place)),
      ),
    ],
    [
      'oz',
      'does it without taking a turn',
      'denied',
      after(
        deed,
        only(whole, (place) => !isTurn(place)),
      ),
    ],
    [
      'oz',
      'does it without either',
      'denied',
      after(
        deed,
        only(whole, (place) => !isEntry(place) && !isTurn(place)),
      ),
    ],
    [
      'oz',
      'enters it and does it not',
      'denied',
      after(
        deed,
        only(whole, (place) => isEntry(place) || isTurn(place)),
      ),
    ],
    [
      'oz',
      'does it and then enters it',
      'denied',
      inTurn(after(deed, whole), wait(1000), update(log('oz', 'club', act, { about: 'bob' }))),
    ],
    ['oz', 'enters it in the name of another', 'denied', says({ by: 'mo' })],
    ['oz', 'enters it for yesterday', 'denied', says({ at: beginningMs - 86_400_000 })],
    ['oz', 'enters it with a remark', 'denied', says({ note: 'x' })],
    ['oz', 'enters it with a priority', 'denied', says({ '.priority': 1 })],
    ['oz', 'enters it as done to another', 'denied', says({ about: 'mel' })],
    ['oz', 'enters it as done to himself', 'denied', says({ about: 'oz' })],
    ['oz', 'enters it as done to a path', 'denied', says({ about: 'bob/role' })],
    ['oz', 'enters it as done to an object', 'denied', says({ about: { uid: 'bob' } })],
    [
      'oz',
      isTo ? 'enters it as done to nobody' : 'enters it as done to somebody',
      'denied',
      says({ about: isTo ? null : 'bob' }),
    ],
    [
      'oz',
      act === 'removeMessage' ? 'enters it without the message' : 'enters it with a message',
      'denied',
      says({ messageId: act === 'removeMessage' ? null : spoken }),
    ],
    [
      'oz',
      act === 'changeRole' ? 'enters it without the role' : 'enters it with a role',
      'denied',
      says({ role: act === 'changeRole' ? null : 'moderator' }),
    ],
    ...actNames
      .filter((other) => other !== act)
      .map((other): Row => ['oz', `enters it as ${other}`, 'denied', says({ act: other })]),
    ['oz', 'enters it as something else', 'denied', says({ act: 'constructor' })],
    [
      'oz',
      'enters it in the log of another room of his',
      'denied',
      after(deed, {
        ...only(whole, (place) => !isEntry(place) && !isTurn(place)),
        ...log('oz', den, act, { about: 'bob' }),
      }),
    ],
    [
      'oz',
      'takes a turn for another entry',
      'denied',
      after(deed, { ...whole, 'limits/oz/act': { at: now, key: `club/${messageId(1)}` } }),
    ],
    [
      'oz',
      'takes the turn of another',
      'denied',
      after(deed, {
        ...only(whole, (place) => !isTurn(place)),
        'limits/mo/act': whole['limits/oz/act'],
      }),
    ],
    [
      'oz',
      'does it at once after something else',
      'denied',
      inTurn(
        update(restrict('oz', 'mutes', 'club', 'mel', soonMs)),
        wait(limits.actEveryMs - 1),
        after(deed, whole),
      ),
    ],
    [
      'oz',
      'does it a second after something else',
      'allowed',
      inTurn(
        update(restrict('oz', 'mutes', 'club', 'mel', soonMs)),
        wait(limits.actEveryMs),
        after(deed, whole),
      ),
    ],
    [
      'oz',
      'does it beside something else',
      'denied',
      after(deed, { ...restrict('oz', 'mutes', 'club', 'mel', soonMs), ...whole }),
    ],
  ]);
});

describe('an entry and what it is for', () => {
  const kicksMel = kick('mo', 'club', 'mel');
  table(world, [
    ['mo', 'puts out two under one entry', 'denied', update({ ...leave('bob', 'club'), ...kicksMel })],
    ['mo', 'puts out one', 'allowed', update(kicksMel)],
    [
      'mo',
      'makes two entries for one act',
      'denied',
      update({ ...kicksMel, ...only(log('mo', 'club', 'kick', { about: 'mel' }), isEntry) }),
    ],
    [
      'mo',
      'bans somebody who is not there',
      'allowed',
      update(
        only(restrict('mo', 'bans', 'club', 'eve', soonMs), (place) => !/^(members|mine)\//.test(place)),
      ),
    ],
    ['mo', 'enters that he put out somebody who was not there', 'denied', update(kick('mo', 'club', 'eve'))],
    ['mel', 'leaves', 'allowed', update(leave('mel', 'club'))],
    ['mel', 'leaves and says she was put out', 'denied', update(kick('mel', 'club', 'mel'))],
    [
      'mel',
      'leaves and says that her role was put out',
      'denied',
      update({ ...leave('mel', 'club'), ...log('mel', 'club', 'kick', { about: 'mel/role' }) }),
    ],
    ['eve', 'opens a room', 'allowed', update(open('eve', 'shed'))],
    [
      'eve',
      'opens a room and says it was handed over to her',
      'denied',
      update({ ...open('eve', 'shed'), ...log('eve', 'shed', 'handOver', { about: 'eve' }) }),
    ],
    ['eve', 'joins', 'allowed', update(join('eve', 'club'))],
    [
      'eve',
      'joins and says that she was given the role',
      'denied',
      update({
        ...join('eve', 'club'),
        ...log('eve', 'club', 'changeRole', { about: 'eve', role: 'member' }),
      }),
    ],
    ['oz', 'gives somebody the role they have', 'denied', update(giveRole('club', 'mel', 'member'))],
    [
      'oz',
      'enters another role than he gave',
      'denied',
      update(saying(giveRole('club', 'mel', 'moderator'), { role: 'member' })),
    ],
    ['ana', 'deletes what she said', 'allowed', update(deletion('lobby', messageId(0)))],
    [
      'ana',
      'deletes what she said and enters it',
      'denied',
      update(removal('ana', 'lobby', messageId(0), 'ana')),
    ],
    [
      'mo',
      'removes two messages under one entry',
      'denied',
      inTurn(
        ...[1, 2].map((number) =>
          server(`messages/club/${messageId(number)}`, {
            uid: 'mel',
            text: 'hello',
            at: beginningMs,
            slot: 'a',
          }),
        ),
        update({ ...deletion('club', messageId(2)), ...removal('mo', 'club', messageId(1), 'mel') }),
      ),
    ],
    [
      'mo',
      'enters the removal of a message that was deleted before',
      'denied',
      inTurn(
        server(`messages/club/${spoken}`, { uid: 'mel', deleted: true, at: beginningMs, slot: 'a' }),
        update(log('mo', 'club', 'removeMessage', { about: 'mel', messageId: spoken })),
      ),
    ],
    ['eve', 'enters something in a room that is not there', 'denied', update(log('eve', 'nowhere', 'close'))],
    [nobody, 'enters something', 'denied', update(only(log('nobody', 'club', 'close'), isEntry))],
  ]);
});

describe('an entry that there is', () => {
  const done = kick('mo', 'club', 'mel');
  const place = entryOf(done);
  const value = done[place] as object;
  const later = (operation: Operation): Operation => inTurn(by('mo', update(done)), wait(5000), operation);
  const turn = { 'limits/mo/act': done['limits/mo/act'] };

  table(world, [
    ['mo', 'removes it', 'denied', later(remove(place))],
    ['mo', 'removes it in his turn', 'denied', later(update({ [place]: null, ...turn }))],
    ['mo', 'says it was done to another', 'denied', later(update({ [`${place}/about`]: 'bob', ...turn }))],
    ['mo', 'makes it again', 'denied', later(update({ [place]: value, ...turn }))],
    [
      'mo',
      'puts another in its place, for something done now',
      'denied',
      later(update({ ...leave('bob', 'club'), [place]: { ...value, about: 'bob' }, ...turn })),
    ],
    ['mo', 'makes another, for something done now', 'allowed', later(update(kick('mo', 'club', 'bob')))],
    ['mo', 'gives it a priority', 'denied', later(setPriority(place, 1))],
    ['mo', 'gives the log a priority', 'denied', later(setPriority('audit/club', 1))],
    ['oz', 'removes the log', 'denied', later(remove('audit/club'))],
    ['oz', 'removes all logs', 'denied', later(remove('audit'))],
    ['oz', 'removes it', 'denied', later(remove(place))],
  ]);

  it('says who did what to whom, and when', async () => {
    await later(wait(1))({ world: world(), database: world().as('mo') });
    expect(await world().read('audit/club')).toEqual({
      [place.replace('audit/club/', '')]: { by: 'mo', at: beginningMs, act: 'kick', about: 'mel' },
    });
  });
});

describe('audit/{roomId}, reading', () => {
  const newest = [orderByChild('at'), limitToLast(10)] as const;
  table(world, [
    ['oz', 'reads the newest', 'allowed', read('audit/club', ...newest)],
    ['mo', 'reads the newest', 'allowed', read('audit/club', ...newest)],
    ['mo', 'reads the first by their keys', 'allowed', read('audit/club', orderByKey(), limitToFirst(10))],
    ['mo', 'reads it by who did it', 'denied', read('audit/club', orderByChild('by'), limitToLast(10))],
    ['mo', 'reads all of it', 'denied', read('audit/club')],
    ['mo', 'reads one entry', 'denied', read(`audit/club/${messageId(1)}`)],
    ['mel', 'reads it, being a member', 'denied', read('audit/club', ...newest)],
    ['eve', 'reads it from outside', 'denied', read('audit/club', ...newest)],
    [nobody, 'reads it', 'denied', read('audit/club', ...newest)],
    ['mo', 'reads that of a room that is not his', 'denied', read('audit/lobby', ...newest)],
    ['mo', 'reads all logs', 'denied', read('audit', ...newest)],
  ]);
});

describe('limits/{uid}/act', () => {
  const row = paths.actSlot.at({ uid: 'mo' });
  const good = { at: now, key: `club/${messageId(1)}` };
  const later = (operation: Operation): Operation => inTurn(by('mo', set(row, good)), wait(5000), operation);

  table(world, [
    ['mo', 'reads his', 'allowed', read(row)],
    ['oz', 'reads that of another', 'denied', read(row)],
    [nobody, 'reads it', 'denied', read(row)],
    ['mo', 'takes his turn', 'allowed', set(row, good)],
    ['oz', 'takes that of another', 'denied', set(row, good)],
    ['mo', 'takes it again', 'allowed', later(set(row, good))],
    ['mo', 'removes it', 'denied', later(remove(row))],
    ['mo', 'removes when it was', 'denied', later(remove(`${row}/at`))],
    ['mo', 'changes only what it was for', 'denied', later(set(`${row}/key`, `club/${messageId(2)}`))],
    ['mo', 'says it was long ago', 'denied', later(set(row, { ...good, at: 1 }))],
    ['mo', 'adds a field', 'denied', later(set(row, { ...good, free: true }))],
    ['mo', 'adds a priority', 'denied', later(set(row, { ...good, '.priority': 1 }))],
    ['mo', 'gives it one', 'denied', later(setPriority(row, 1))],
    ['mo', 'names an entry that cannot be', 'denied', later(set(row, { ...good, key: 'club/../../rooms' }))],
  ]);
});
