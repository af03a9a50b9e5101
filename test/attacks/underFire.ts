import { setTimeout as wait } from 'node:timers/promises';
import { type Database, ref, remove, update as updateAt } from 'firebase/database';
import { limits, paths } from '@causerie/contract';
import { owner } from '../support/world.ts';
import { now, post, type Updates } from '../rules/writes.ts';
import type { Attack, Finding } from './attack.ts';
import { newId, type Siege } from './siege.ts';

export const fireId = 53;

const { slots, windowMs } = limits.messageRing;
const tries = 200;
const everyMs = 250;
const durationMs = tries * everyMs;

/** The most that ever fell into one window: [t, t + windowMs) for any t. */
const mostInAnyWindow = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + windowMs).length));

interface Fire {
  readonly uid: string;
  readonly bob: string;
  readonly rooms: readonly [string, string];
}

/** Ways to send more than the ring gives, each with a slot that was taken a moment ago. */
const tricks: readonly ((fire: Fire, slot: string) => (database: Database) => Promise<unknown>)[] = [
  ({ uid, rooms: [roomId] }, slot) =>
    write({
      ...post({ uid, roomId, messageId: newId(), slot }),
      ...post({ uid, roomId, messageId: newId(), slot }),
    }),
  ({ uid, rooms: [one, other] }, slot) => {
    const messageId = newId();
    return write({
      ...post({ uid, roomId: one, messageId, slot }),
      ...post({ uid, roomId: other, messageId, slot }),
    });
  },
  ({ uid, rooms: [roomId] }, slot) =>
    write({ [paths.message.at({ roomId, messageId: newId() })]: { uid, text: 'hello', at: now, slot } }),
  ({ uid, bob, rooms: [roomId] }, slot) => {
    const messageId = newId();
    return write({
      [paths.message.at({ roomId, messageId })]: { uid, text: 'hello', at: now, slot },
      [paths.messageSlot.at({ uid: bob, slot })]: { at: now, key: `${roomId}/${messageId}` },
    });
  },
  ({ uid, rooms: [roomId] }, slot) =>
    async (database) => {
      await remove(ref(database, paths.messageSlot.at({ uid, slot }))).catch(() => {});
      await write(post({ uid, roomId, messageId: newId(), slot }))(database);
    },
  ({ uid, rooms: [roomId] }, slot) =>
    write({
      [paths.message.at({ roomId, messageId: newId() })]: { uid, text: 'hello', at: now, slot },
      [paths.messageSlots.at({ uid })]: null,
    }),
  ({ uid, rooms: [roomId] }) => write(post({ uid, roomId, messageId: newId(), slot: 'f' })),
];

const write =
  (updates: Updates) =>
  (database: Database): Promise<unknown> =>
    updateAt(ref(database), updates);

/** The slots by when they were taken, as a careful attacker keeps account of it: the one that has waited longest first. */
const inOrder = (takenAtMs: ReadonlyMap<string, number>): readonly string[] =>
  slots.toSorted((one, other) => (takenAtMs.get(one) ?? 0) - (takenAtMs.get(other) ?? 0));

const openFire = async (siege: Siege): Promise<Finding> => {
  const [eve, bob] = [await siege.person('Eve'), await siege.person('Bob')];
  const rooms = [
    await siege.room({ people: [[eve, 'member']] }),
    await siege.room({ people: [[eve, 'member']] }),
  ] as const;
  const fire = { uid: eve.uid, bob: bob.uid, rooms };
  const tabs = [eve.database, await eve.tab(), await eve.tab()];
  const takenAtMs = new Map<string, number>();
  const counts = { accepted: 0, tricked: 0 };
  const beganMs = performance.now();

  for (let number = 0; number < tries; number += 1) {
    const database = tabs[number % tabs.length] ?? eve.database;
    const order = inOrder(takenAtMs);
    const [slot = 'a'] = order;
    const sinceMs = performance.now();
    const isDue = sinceMs - (takenAtMs.get(slot) ?? -windowMs) >= windowMs;
    const trick = tricks[number % tricks.length];
    const attempt =
      isDue || trick === undefined
        ? write(post({ uid: eve.uid, roomId: rooms[0], messageId: newId(), slot }))
        : trick(fire, order.at(-1) ?? 'a');
    const passed = await attempt(database).then(
      () => true,
      () => false,
    );
    if (passed && isDue) {
      counts.accepted += 1;
      takenAtMs.set(slot, sinceMs);
    } else if (passed) counts.tricked += 1;
    // Fire is a matter of pace: the next shot has its time.
    const nextMs = beganMs + (number + 1) * everyMs - performance.now();
    if (nextMs > 0) await wait(nextMs);
  }

  const stored = await Promise.all(rooms.map((roomId) => owner.read(paths.messages.at({ roomId }))));
  const times = stored.flatMap((room) =>
    Object.values((room ?? {}) as Record<string, { at: number }>).map(({ at }) => at),
  );
  const most = mostInAnyWindow(times);
  const share = (durationMs / windowMs) * slots.length;
  return {
    tried: tries,
    by: 'rules',
    evidence: [
      `${tries} tries in ${durationMs / 1000} s from ${tabs.length} tabs: ${times.length} messages stored, at most ${most} in any ${windowMs / 1000} s`,
    ],
    breaches: [
      ...(most <= slots.length ? [] : [`${most} messages within one window`]),
      ...(counts.tricked === 0 ? [] : [`${counts.tricked} tricks were let through`]),
      // On a slow machine the last shots come late; `ring.spec.ts` has the very number, by a clock of its own.
      ...(times.length <= share && times.length >= share - slots.length
        ? []
        : [`${times.length} messages are stored; the share is ${share}`]),
    ],
  };
};

const fires = new WeakMap<Siege, Promise<Finding>>();

/** Begins at once, because it takes its time; the other attacks go on beside it. */
export const beginFire = (siege: Siege): void => {
  const fire = openFire(siege);
  // Whoever waits for it hears of a failure.
  fire.catch(() => {});
  fires.set(siege, fire);
};

const underFire: Attack = {
  id: fireId,
  name: 'The limiter under fire: 200 tries in 50 seconds from three tabs, by every trick there is',
  defence: 'Never more than 5 messages in any 10 seconds, and those 5',
  run: (siege) => fires.get(siege) ?? openFire(siege),
};

export const fireAttacks: readonly Attack[] = [underFire];
