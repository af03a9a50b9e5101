import { describe, expect, it } from 'vitest';
import { limits, skeletonOf } from '@causerie/contract';
import { den, messageId } from './inhabitants.ts';
import { inTurn, type Operation, read, remove, set, setPriority, update } from './operations.ts';
import { table, verdictOf } from './table.ts';
import { beginningMs, nobody, type World, worldOfThisFile } from './world.ts';
import {
  invite,
  inviteCode,
  join,
  now,
  open,
  rename,
  reportFirst,
  takeSlot,
  type Updates,
  withoutLimits,
} from './writes.ts';

const world = worldOfThisFile();

/** Something that a ring of slots holds to its pace. */
interface Budget {
  /** The ring is `limits/{uid}/{ring}`. */
  readonly ring: string;
  readonly limit: {
    readonly slots: readonly string[];
    readonly windowMs: number;
    readonly guestWindowMs: number;
  };
  /** What must be there before `uid` does it for the `number`-th time. */
  readonly prepare?: (where: World, uid: string, number: number) => void;
  /**
   * Doing it, without the slot. The same number is the same thing once more, in another `round`. Absent where nothing is done in the
   * update that takes the slot.
   */
  readonly act?: (uid: string, number: number, round: number) => Updates;
  /** What the slot must say. */
  readonly key: (uid: string, number: number) => string;
}

/** The code of an invite for each number. */
const codeOf = (number: number): string => `${inviteCode.slice(0, -2)}${String(number).padStart(2, '0')}`;

/** Every budget but that of messages, which stands in `ring.spec.ts`. */
const budgets: readonly Budget[] = [
  {
    ring: 'edits',
    limit: limits.editRing,
    prepare: (where, uid, number) =>
      where.write(`messages/lobby/${messageId(number)}`, { uid, text: 'x', at: where.nowMs, slot: 'a' }),
    act: (_uid, number, round) => {
      const place = `messages/lobby/${messageId(number)}`;
      return { [`${place}/text`]: `again, ${round}`, [`${place}/editedAt`]: now };
    },
    key: (_uid, number) => `lobby/${messageId(number)}`,
  },
  {
    ring: 'reactions',
    limit: limits.reactionRing,
    prepare: (where, uid, number) =>
      where.write(`messages/lobby/${messageId(number)}`, { uid, text: 'x', at: where.nowMs, slot: 'a' }),
    act: (uid, number) => ({ [`reactions/lobby/${messageId(number)}/${uid}/👍`]: now }),
    key: (_uid, number) => `lobby/${messageId(number)}/👍`,
  },
  {
    ring: 'rooms',
    limit: limits.roomRing,
    // The same room again is one that the server has removed meanwhile, with all that was in it.
    prepare: (where, uid, number) => {
      for (const place of ['rooms', 'directory', 'members', `mine/${uid}`])
        where.write(`${place}/shed-${number}`, null);
    },
    act: (uid, number) => withoutLimits(open(uid, `shed-${number}`)),
    key: (_uid, number) => `shed-${number}`,
  },
  {
    ring: 'joins',
    limit: limits.joinRing,
    // The same room again is one that the server has put the person out of.
    prepare: (where, uid, number) => {
      const roomId = `hall-${number}`;
      where.write(`rooms/${roomId}`, { name: 'Hall', topic: 'Echo', kind: 'public', createdAt: beginningMs });
      for (const place of [`members/${roomId}/${uid}`, `mine/${uid}/${roomId}`]) where.write(place, null);
    },
    act: (uid, number) => withoutLimits(join(uid, `hall-${number}`)),
    key: (_uid, number) => `hall-${number}`,
  },
  {
    ring: 'invites',
    limit: limits.inviteRing,
    // The same invite again is one that was taken back meanwhile.
    prepare: (where, uid, number) => {
      where.write(`members/${den}/${uid}`, { role: 'moderator', joinedAt: beginningMs });
      where.write(`invites/${den}/${codeOf(number)}`, null);
    },
    act: (uid, number) =>
      withoutLimits(invite(uid, den, { until: beginningMs + limits.inviteMaxMs }, 'a', codeOf(number))),
    key: (_uid, number) => `${den}/${codeOf(number)}`,
  },
  {
    ring: 'knocks',
    limit: limits.knockRing,
    key: (_uid, number) => `${den}/${codeOf(number)}`,
  },
  {
    ring: 'profiles',
    limit: limits.profileRing,
    prepare: (where, uid, number) => {
      where.write(`users/${uid}`, { name: 'Eva', skeleton: 'eva', color: 1, createdAt: beginningMs });
      where.write('names/eva', uid);
      where.write(`names/${skeletonOf(`Nova ${number}`)}`, null);
    },
    act: (uid, number) => withoutLimits(rename(uid, 'Eva', `Nova ${number}`)),
    key: (_uid, number) => skeletonOf(`Nova ${number}`),
  },
  {
    ring: 'reports',
    limit: limits.reportRing,
    // The same report again is one that the server has dealt with meanwhile.
    prepare: (where, _uid, number) => where.write(`reports/${messageId(number)}`, null),
    act: (uid, number) => withoutLimits(reportFirst({ uid, reportId: messageId(number), slot: 'a' })),
    key: (_uid, number) => messageId(number),
  },
];

const rowOf = (budget: Budget) => [budget.ring, budget] as const;

/** Ana's deeds, and those of others, under a budget. */
const under = (budget: Budget) => {
  const { ring, key } = budget;
  const place = (slot: string, uid = 'ana'): string => `limits/${uid}/${ring}/${slot}`;
  /** The `number`-th action of `uid`, with what must be there before it, and whether the rules let it pass. */
  const passes = (updates: Updates, number = 1, uid = 'ana'): boolean => {
    budget.prepare?.(world(), uid, number);
    return world().permits(uid, updates);
  };
  const act = (number = 1, uid = 'ana', round = 1): Updates => budget.act?.(uid, number, round) ?? {};
  const slot = (letter: string, number = 1, uid = 'ana'): Updates =>
    takeSlot(ring, uid, letter, key(uid, number));
  const acts = (letter: string, number = 1, uid = 'ana'): boolean =>
    passes({ ...act(number, uid), ...slot(letter, number, uid) }, number, uid);
  return { place, passes, act, slot, acts };
};

describe.each(budgets.filter(({ act }) => act !== undefined).map(rowOf))('what takes %s', (_ring, budget) => {
  const { passes, act, slot, acts } = under(budget);
  const { slots } = budget.limit;

  it('needs a slot', () => {
    expect(passes(act())).toBe(false);
    expect(acts('a')).toBe(true);
  });

  describe.each(slots)('slot %s', (letter) => {
    it('is not taken for something else', () => {
      expect(passes({ ...act(), ...slot(letter, 2) })).toBe(false);
      expect(acts(letter)).toBe(true);
    });

    it('does not do for what is done later, though it be the same again', () => {
      expect(acts(letter)).toBe(true);
      world().pass(1);
      expect(passes(act(1, 'ana', 2))).toBe(false);
      const another = slots.find((other) => other !== letter) ?? letter;
      expect(passes({ ...act(1, 'ana', 2), ...slot(another) })).toBe(another !== letter);
    });

    it('does for one thing at a time', () => {
      budget.prepare?.(world(), 'ana', 2);
      expect(passes({ ...act(1), ...act(2), ...slot(letter) })).toBe(false);
      expect(acts(letter)).toBe(true);
    });
  });
});

describe.each(budgets.map(rowOf))('the budget of %s', (ring, budget) => {
  const { slots, windowMs, guestWindowMs } = budget.limit;
  const { key } = budget;
  const { place, passes, act, slot, acts } = under(budget);

  describe.each(slots)('slot %s', (letter) => {
    it('is taken with what is done', () => {
      expect(acts(letter)).toBe(true);
    });

    it('is not taken from another', () => {
      expect(passes({ ...act(), [place(letter, 'bob')]: slot(letter)[place(letter)] })).toBe(false);
      expect(world().permits('bob', slot(letter))).toBe(false);
    });

    it('is free again after the window', () => {
      expect(acts(letter)).toBe(true);
      world().pass(windowMs - 1);
      expect(acts(letter, 2)).toBe(false);
      world().pass(1);
      expect(acts(letter, 2)).toBe(true);
    });

    it('is free again later for a guest', () => {
      expect(acts(letter, 1, 'gus')).toBe(true);
      world().pass(guestWindowMs - 1);
      expect(acts(letter, 2, 'gus')).toBe(false);
      world().pass(1);
      expect(acts(letter, 2, 'gus')).toBe(true);
    });
  });

  it.each(['aa', 'z', 'A', '0', 'constructor', '__proto__', '\u0430', '💬'])(
    'has no slot called %j',
    (name) => {
      expect(passes({ ...act(), ...slot(name) })).toBe(false);
      expect(passes(slot(name))).toBe(false);
      expect(acts('a')).toBe(true);
    },
  );

  it('is used up', () => {
    expect(slots.map((letter, index) => acts(letter, index + 1))).toEqual(slots.map(() => true));
    expect(slots.map((letter, index) => acts(letter, index + 20))).toEqual(slots.map(() => false));
  });

  it('lets exactly its share through, whatever is tried how often', () => {
    const windows = 3;
    const triesPerWindow = slots.length * 4;
    let passed = 0;
    for (let number = 0; number < windows * triesPerWindow; number += 1) {
      const letter = slots[number % slots.length] ?? 'a';
      world().tries('ana', { [place(letter)]: null });
      world().tries('ana', { [`${place(letter)}/at`]: 1 });
      if (acts(letter, number + 1)) passed += 1;
      world().pass(windowMs / triesPerWindow);
    }
    expect(passed).toBe(windows * slots.length);
  });

  const taken: Operation = async () => {
    expect(acts('a')).toBe(true);
    world().pass(windowMs * 10);
  };
  const later = (operation: Operation): Operation => inTurn(taken, operation);
  const row = () => ({ at: now, key: key('ana', 2) });

  table(world, [
    ['ana', 'reads hers', 'allowed', read(`limits/ana/${ring}`)],
    ['bob', 'reads it', 'denied', read(`limits/ana/${ring}`)],
    [nobody, 'reads it', 'denied', read(`limits/ana/${ring}`)],
    ['ana', 'takes a slot again, much later', 'allowed', later(set(place('a'), row()))],
    ['ana', 'removes a slot', 'denied', later(remove(place('a')))],
    ['ana', 'removes when it was taken', 'denied', later(remove(`${place('a')}/at`))],
    ['ana', 'removes what took it', 'denied', later(remove(`${place('a')}/key`))],
    ['ana', 'renames what took it', 'denied', later(set(`${place('a')}/key`, key('ana', 2)))],
    ['ana', 'removes the ring', 'denied', later(remove(`limits/ana/${ring}`))],
    ['ana', 'removes all her limits', 'denied', later(remove('limits/ana'))],
    ['ana', 'writes the whole ring', 'denied', later(set(`limits/ana/${ring}`, { a: row() }))],
    ['ana', 'says it was long ago', 'denied', later(set(place('a'), { ...row(), at: 1 }))],
    ['ana', 'adds a field', 'denied', later(set(place('a'), { ...row(), free: true }))],
    ['ana', 'gives a slot a priority', 'denied', later(setPriority(place('a'), 1))],
    ['ana', 'gives the ring a priority', 'denied', later(setPriority(`limits/ana/${ring}`, 1))],
    ['ana', 'takes one with a priority', 'denied', later(set(place('a'), { ...row(), '.priority': 1 }))],
    [
      'ana',
      'takes one with a priority within',
      'denied',
      later(set(place('a'), { ...row(), at: { '.value': now, '.priority': 1 } })),
    ],
    ['ana', 'writes a novel into it', 'denied', later(set(place('a'), { at: now, key: 'x'.repeat(10_000) }))],
    [
      'ana',
      'writes a path into it',
      'denied',
      later(set(place('a'), { at: now, key: `${key('ana', 2)}/x` })),
    ],
    ['ana', 'writes an object into it', 'denied', later(set(place('a'), { at: now, key: { a: 1 } }))],
  ]);

  it('gives a slot to one of several tabs that want it at once', async () => {
    const tabs = [1, 2, 3].map((number) => ({ number, database: world().tab('ana') }));
    for (const { number } of tabs) budget.prepare?.(world(), 'ana', number);
    const tries = tabs.map(({ number, database }) =>
      verdictOf(update({ ...act(number), ...slot('a', number) })({ world: world(), database })),
    );
    expect((await Promise.all(tries)).toSorted()).toEqual(['allowed', 'denied', 'denied']);
  });
});
