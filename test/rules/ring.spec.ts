import * as fc from 'fast-check';
import type { Database } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { limits } from '@causerie/contract';
import { messageId } from './inhabitants.ts';
import {
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
import { table, type Verdict, verdictOf } from './table.ts';
import { nobody, type World, worldOfThisFile } from './world.ts';
import { now, type Post, post, type Updates } from './writes.ts';

const world = worldOfThisFile();
const { slots, windowMs } = limits.messageRing;

const by = (number: number, slot: string, changes: Partial<Post> = {}): Updates =>
  post({ uid: 'ana', roomId: 'lobby', messageId: messageId(number), slot, ...changes });
const sends = (number: number, slot: string): Operation => update(by(number, slot));
const ring = 'limits/ana/messages';

describe('the message ring', () => {
  const full = slots.map((slot, index) => sends(index + 1, slot));

  table(world, [
    ['ana', 'sends as many messages as there are slots', 'allowed', inTurn(...full.slice(1), sends(1, 'a'))],
    [
      'ana',
      'sends them in one update',
      'allowed',
      update(Object.assign({}, ...slots.map((slot, index) => by(index + 1, slot)))),
    ],
    ['ana', 'makes a slot of her own', 'denied', sends(1, 'f')],
    [
      'ana',
      'uses a slot again after the window',
      'allowed',
      inTurn(sends(1, 'a'), wait(windowMs), sends(2, 'a')),
    ],
    [
      'ana',
      'uses it again a millisecond before',
      'denied',
      inTurn(sends(1, 'a'), wait(windowMs - 1), sends(2, 'a')),
    ],
    [
      'ana',
      'uses it again after the clock went back',
      'denied',
      inTurn(sends(1, 'a'), wait(-windowMs), sends(2, 'a')),
    ],
    [
      'ana',
      'sends in another room instead',
      'denied',
      inTurn(sends(1, 'a'), update(by(2, 'a', { roomId: 'constructor' }))),
    ],
    ['ana', 'reads her slots', 'allowed', read(ring)],
    ['bob', 'reads them', 'denied', read(ring)],
    [nobody, 'reads them', 'denied', read(ring)],
  ]);
});

describe('the binding of a message and its slot', () => {
  const own = by(1, 'a');
  const slotOfOther = { [`limits/bob/messages/a`]: { at: now, key: `lobby/${messageId(1)}` } };
  const withoutSlot = { [`messages/lobby/${messageId(1)}`]: own[`messages/lobby/${messageId(1)}`] };
  const onlySlot = { [`${ring}/a`]: own[`${ring}/a`] };

  table(world, [
    ['ana', 'sends without taking a slot', 'denied', update(withoutSlot)],
    ['ana', 'takes a slot without sending', 'allowed', update(onlySlot)],
    [
      'ana',
      'sends a millisecond after taking the slot',
      'denied',
      inTurn(update(onlySlot), wait(1), update(withoutSlot)),
    ],
    ['ana', 'sends two messages for one slot', 'denied', update({ ...by(2, 'a'), ...own })],
    [
      'ana',
      'sends one key to two rooms for one slot',
      'denied',
      update({ ...by(1, 'a', { roomId: 'constructor' }), ...own }),
    ],
    [
      'ana',
      'names another slot than she takes',
      'denied',
      update(
        post({ uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' }, { message: { slot: 'b' } }),
      ),
    ],
    [
      'ana',
      'names a slot that is a path',
      'denied',
      update({
        ...own,
        ...post(
          { uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' },
          { message: { slot: 'a/' } },
        ),
      }),
    ],
    [
      'ana',
      'names a slot by the way around',
      'denied',
      update({
        ...own,
        [`messages/lobby/${messageId(1)}`]: { uid: 'ana', text: 'hi', at: now, slot: '../../ana/messages/a' },
      }),
    ],
    ['ana', 'takes the slot of another', 'denied', update({ ...withoutSlot, ...slotOfOther })],
    ['bob', 'fills her slots', 'denied', update(onlySlot)],
    [nobody, 'fills her slots', 'denied', update(onlySlot)],
  ]);
});

describe('a slot', () => {
  const later = wait(windowMs);
  const used = sends(1, 'a');
  const rewritten = (changes: object) =>
    set(`${ring}/a`, { at: now, key: `lobby/${messageId(2)}`, ...changes });

  table(world, [
    ['ana', 'is taken again', 'allowed', inTurn(used, later, rewritten({}))],
    ['ana', 'removes it', 'denied', inTurn(used, later, remove(`${ring}/a`))],
    [
      'ana',
      'removes it with her next message',
      'denied',
      inTurn(used, update({ ...by(2, 'b'), [`${ring}/a`]: null })),
    ],
    ['ana', 'removes when it was taken', 'denied', inTurn(used, later, remove(`${ring}/a/at`))],
    ['ana', 'removes what took it', 'denied', inTurn(used, later, remove(`${ring}/a/key`))],
    ['ana', 'removes all slots', 'denied', inTurn(used, remove(ring))],
    ['ana', 'removes all limits', 'denied', inTurn(used, remove('limits/ana'))],
    [
      'ana',
      'writes all slots at once',
      'denied',
      inTurn(used, later, set(ring, { a: { at: now, key: `lobby/${messageId(2)}` } })),
    ],
    [
      'ana',
      'changes only what took it',
      'denied',
      inTurn(used, set(`${ring}/a/key`, `lobby/${messageId(2)}`)),
    ],
    [
      'ana',
      'changes only what took it, later',
      'denied',
      inTurn(used, later, set(`${ring}/a/key`, `lobby/${messageId(2)}`)),
    ],
    ['ana', 'changes only when', 'denied', inTurn(used, set(`${ring}/a/at`, now))],
    ['ana', 'takes it for nothing', 'denied', set(`${ring}/a`, { at: now })],
    ['ana', 'says it was long ago', 'denied', inTurn(used, later, rewritten({ at: 1 }))],
    ['ana', 'puts a path for the message', 'denied', inTurn(used, later, rewritten({ key: 'lobby/a/b' }))],
    [
      'ana',
      'puts a novel for the message',
      'denied',
      inTurn(used, later, rewritten({ key: 'x'.repeat(10_000) })),
    ],
    ['ana', 'adds a field', 'denied', inTurn(used, later, rewritten({ free: true }))],
    ['ana', 'adds a priority', 'denied', inTurn(used, later, rewritten({ '.priority': 1 }))],
    ['ana', 'gives it a priority', 'denied', inTurn(used, later, setPriority(`${ring}/a`, 1))],
    ['ana', 'gives all slots a priority', 'denied', setPriority(ring, 1)],
    ['ana', 'gives the time a priority', 'denied', inTurn(used, later, setPriority(`${ring}/a/at`, 1))],
    [
      'ana',
      'sends again what the server removed',
      'denied',
      inTurn(used, server(`messages/lobby/${messageId(1)}`, null), used),
    ],
  ]);
});

/** The most that ever fell into one window: [t, t + windowMs) for any t. */
const mostInAnyWindow = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));

const sentTimes = async (where: World): Promise<readonly number[]> => {
  const rooms = (await where.read('messages')) as Record<string, Record<string, { uid: string; at: number }>>;
  return Object.values(rooms)
    .flatMap((room) => Object.entries(room))
    .filter(([id, { uid }]) => id !== messageId(0) && uid === 'ana')
    .map(([, { at }]) => at);
};

describe('the message ring under fire', () => {
  it('lets exactly its share through, of 200 tries in 50 seconds from three tabs', async () => {
    const tabs = [1, 2, 3].map(() => world().tab('ana'));
    const verdicts: Verdict[] = [];
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const database = tabs[attempt % tabs.length] as Database;
      const slot = slots[attempt % slots.length] as string;
      // The clock stands still while a message is judged.
      verdicts.push(await verdictOf(sends(attempt + 1, slot)({ world: world(), database })));
      world().pass(250);
    }
    expect(verdicts.filter((verdict) => verdict === 'allowed')).toHaveLength(
      (50_000 / windowMs) * slots.length,
    );
    expect(mostInAnyWindow(await sentTimes(world()))).toBe(slots.length);
  });

  it('lets one of several tabs have a slot that all of them take at once', async () => {
    const tabs = [1, 2, 3, 4].map(() => world().tab('ana'));
    const tries = tabs.map((database, index) =>
      verdictOf(sends(index + 1, 'a')({ world: world(), database })),
    );
    expect((await Promise.all(tries)).toSorted()).toEqual(['allowed', 'denied', 'denied', 'denied']);
  });

  it(
    'never lets more through than its share, whatever is tried in whatever order',
    { timeout: 60_000 },
    async () => {
      const slot = fc.constantFrom<string>(...slots, 'f');
      const tricks = fc.oneof(
        { weight: 4, arbitrary: fc.tuple(fc.constant('send' as const), slot) },
        fc.tuple(
          fc.constantFrom(
            'twoMessages' as const,
            'twoRooms',
            'noSlot',
            'borrow',
            'free',
            'rewind',
            'relabel',
            'clear',
          ),
          slot,
        ),
      );
      const turns = fc.array(
        fc.record({ tricks: fc.array(tricks, { minLength: 1, maxLength: 4 }), pauseMs: fc.nat(4000) }),
        { minLength: 10, maxLength: 60 },
      );
      await fc.assert(
        fc.asyncProperty(turns, async (sequence) => {
          world().reset();
          let number = 0;
          for (const { tricks: tried, pauseMs } of sequence) {
            for (const [trick, at] of tried) {
              number += 2;
              for (const updates of attempts(trick, at, number)) world().tries('ana', updates);
            }
            world().pass(pauseMs);
          }
          expect(mostInAnyWindow(await sentTimes(world()))).toBeLessThanOrEqual(slots.length);
        }),
        { numRuns: 60 },
      );
    },
  );
});

type Trick =
  'send' | 'twoMessages' | 'twoRooms' | 'noSlot' | 'borrow' | 'free' | 'rewind' | 'relabel' | 'clear';

/** Updates, made one after the other, that would send more than one slot's worth if they were let. */
const attempts = (trick: Trick, slot: string, number: number): readonly Updates[] => {
  const taken = `${ring}/${slot}`;
  const message = `messages/lobby/${messageId(number)}`;
  const honest = by(number, slot);
  const tricks: Readonly<Record<Trick, readonly Updates[]>> = {
    send: [honest],
    twoMessages: [{ ...by(number + 1, slot), ...honest }],
    twoRooms: [{ ...by(number, slot, { roomId: 'constructor' }), ...honest }],
    noSlot: [{ [message]: honest[message] }],
    borrow: [{ [message]: honest[message], [`limits/bob/messages/${slot}`]: honest[taken] }],
    free: [{ [taken]: null }, honest],
    rewind: [{ [`${taken}/at`]: 1 }, honest],
    relabel: [{ [`${taken}/key`]: `lobby/${messageId(number)}` }, { [message]: honest[message] }],
    clear: [{ 'limits/ana': null }, honest],
  };
  return tricks[trick];
};
