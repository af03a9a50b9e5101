import { describe, expect, it } from 'vitest';
import { limits } from '@causerie/contract';
import { limitToFirst, limitToLast } from 'firebase/database';
import { messageId } from './inhabitants.ts';
import { read } from './operations.ts';
import { type Row, table } from './table.ts';
import { beginningMs, sessionBeganMs, type World, worldOfThisFile } from './world.ts';
import {
  close,
  deletion,
  giveRole,
  handOver,
  kick,
  lift,
  log,
  now,
  restrict,
  type Updates,
} from './writes.ts';

const world = worldOfThisFile();

interface Act {
  readonly who: string;
  readonly updates: () => Updates;
  readonly prepare?: (where: World) => void;
}

const soonMs = beginningMs + 60_000;
const restrictionOf = (uid: string) => ({ by: uid, at: beginningMs, until: soonMs });
const said = (uid: string) => ({ uid, text: 'Hi', at: beginningMs, slot: 'a' });
const place = `messages/club/${messageId(0)}`;

const remove = (who: string, uid: string): Act => ({
  who,
  prepare: (where) => where.write(place, said(uid)),
  updates: () => ({
    ...deletion('club', messageId(0)),
    ...log(who, 'club', 'removeMessage', { about: uid, messageId: messageId(0) }),
  }),
});

/** What is logged, by whoever may do it. */
const acts: Readonly<Record<string, Act>> = {
  'putting somebody out': { who: 'mo', updates: () => kick('mo', 'club', 'mel') },
  'a ban': {
    who: 'mo',
    updates: () => ({
      ['bans/club/eve']: { by: 'mo', at: now, until: soonMs },
      ...log('mo', 'club', 'ban', { about: 'eve' }),
    }),
  },
  'the ban of a member': { who: 'mo', updates: () => restrict('mo', 'bans', 'club', 'mel', soonMs) },
  'the end of a ban': {
    who: 'mo',
    prepare: (where) => where.write('bans/club/eve', restrictionOf('oz')),
    updates: () => lift('mo', 'bans', 'club', 'eve'),
  },
  'a mute': { who: 'mo', updates: () => restrict('mo', 'mutes', 'club', 'mel', soonMs) },
  'the end of a mute': {
    who: 'mo',
    prepare: (where) => where.write('mutes/club/mel', restrictionOf('oz')),
    updates: () => lift('mo', 'mutes', 'club', 'mel'),
  },
  'the removal of a message': remove('mo', 'bob'),
  'another role': { who: 'oz', updates: () => giveRole('club', 'mel', 'moderator') },
  'handing over': { who: 'oz', updates: () => handOver('club', 'oz', 'mel') },
  'closing a room': { who: 'oz', updates: () => close('club') },
};

type Entry = Readonly<Record<string, unknown>>;

const isOfTheLog = (path: string): boolean => path.startsWith('audit/') || path.startsWith('limits/');

/** What the log says of the act otherwise than it is. */
const spoilt: Readonly<Record<string, (entry: Entry) => Entry | undefined>> = {
  'an entry of another act': (entry) => ({ ...entry, act: 'other' }),
  'an entry of another moment': (entry) => ({ ...entry, at: beginningMs - 1 }),
  // Of a removal the message says whom it was about.
  'an entry about somebody else': (entry) =>
    entry['about'] === undefined || entry['messageId'] !== undefined ? undefined : { ...entry, about: 'zoe' },
  'an entry about another message': (entry) =>
    entry['messageId'] !== undefined ? { ...entry, messageId: messageId(9) } : undefined,
};

describe.each(Object.entries(acts))(
  '%s, with the log written this very moment in another update',
  (_what, act) => {
    /** Whether the act passes without its log, when the server has written that into `room` as `change` makes it. */
    const passes = (change: (entry: Entry) => Entry = (entry) => entry, room = 'club'): boolean => {
      act.prepare?.(world());
      const updates = Object.entries(act.updates());
      for (const [path, value] of updates.filter(([key]) => isOfTheLog(key))) {
        const stored = { ...(value as Entry), at: beginningMs };
        if (path.startsWith('audit/')) world().write(path.replace('club', room), change(stored));
        else world().write(path, { ...stored, key: String((value as Entry)['key']).replace('club', room) });
      }
      return world().permits(act.who, Object.fromEntries(updates.filter(([key]) => !isOfTheLog(key))));
    };

    it('is done', () => {
      expect(passes()).toBe(true);
    });

    it.each(Object.entries(spoilt))('is not done with %s', (_how, change) => {
      const entry = Object.entries(act.updates()).find(([path]) => path.startsWith('audit/'))?.[1] as Entry;
      const changed = change(entry);
      expect(passes((stored) => change(stored) ?? stored)).toBe(changed === undefined);
    });

    it('is not done with an entry in another room', () => {
      expect(passes(undefined, 'lobby')).toBe(false);
    });

    it('is not done without one', () => {
      act.prepare?.(world());
      const updates = Object.entries(act.updates()).filter(([path]) => !isOfTheLog(path));
      expect(world().permits(act.who, Object.fromEntries(updates))).toBe(false);
    });

    it.each([
      ['after older sessions ended', 'revoked', sessionBeganMs - 1, true],
      ['after this one ended', 'revoked', sessionBeganMs, false],
      ['while banned from everything', 'sanctions', { bannedUntil: beginningMs + 1 }, false],
      ['when that is over', 'sanctions', { bannedUntil: beginningMs }, true],
      ['while banned there', 'bans/club', restrictionOf('oz'), false],
    ])('by somebody %s', (_when, where, value, expected) => {
      world().write(`${where}/${act.who}`, value);
      expect(passes()).toBe(expected);
    });
  },
);

describe('an owner', () => {
  it.each([
    ['puts out', () => kick('oz', 'club', 'mo')],
    ['mutes', () => restrict('oz', 'mutes', 'club', 'mo', soonMs)],
    ['bans', () => restrict('oz', 'bans', 'club', 'mo', soonMs)],
    ['gives another role to', () => giveRole('club', 'mo', 'member')],
    ['removes a message of', () => remove('oz', 'mo').updates()],
  ])('%s a moderator, and not another owner, if there were one', (_what, updates) => {
    world().write(place, said('mo'));
    world().write('members/club/mo/role', 'owner');
    expect(world().permits('oz', updates())).toBe(false);
    world().write('members/club/mo/role', 'moderator');
    expect(world().permits('oz', updates())).toBe(true);
  });
});

describe('lists', () => {
  const lists = [
    ['mo', 'bans/club', limits.membersPerRead],
    ['mo', 'mutes/club', limits.membersPerRead],
    ['mo', 'invites/club', limits.invitesPerRead],
    ['oz', 'bans/club', limits.membersPerRead],
    ['oz', 'mutes/club', limits.membersPerRead],
  ] as const;
  table(
    world,
    lists.flatMap(([who, path, most]): Row[] => [
      [who, `reads the first of ${path}`, 'allowed', read(path, limitToFirst(most))],
      [who, `reads too many of the first of ${path}`, 'denied', read(path, limitToFirst(most + 1))],
      [who, `reads the last of ${path}`, 'allowed', read(path, limitToLast(most))],
      [who, `reads too many of the last of ${path}`, 'denied', read(path, limitToLast(most + 1))],
      [who, `reads all of ${path}`, 'denied', read(path)],
    ]),
  );
});
