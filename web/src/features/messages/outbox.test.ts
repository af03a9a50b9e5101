import { limits, type MessageId, type RoomId } from '@causerie/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TakenSlots } from '../../backend/ring.ts';
import type { Source } from '../../backend/source.ts';
import type { WriteOutcome } from '../../backend/write.ts';
import { createOutbox, outboxMax, type OutboxEntry, type OutboxPorts } from './outbox.ts';

const room = 'lobby' as RoomId;
const { slots, windowMs } = limits.messageRing;

const cell = <T>(first: T): Source<T> & { set: (value: T) => void } => {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    current: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (next) => {
      value = next;
      for (const listener of listeners) listener();
    },
  };
};

/** A server with the ring, to which the outbox of one window is connected. */
const world = (restored: readonly OutboxEntry[] = []) => {
  const taken = cell<TakenSlots | undefined>(new Map());
  const connected = cell(true);
  const stored: string[] = [];
  let kept: readonly OutboxEntry[] = [];
  let attempts = 0;
  let ids = 0;
  let member = true;
  let answersLost = false;
  let answer: ((outcome: WriteOutcome) => void) | undefined;
  let held = false;
  const decide = (entry: OutboxEntry, slot: string): WriteOutcome => {
    const times = new Map(taken.current());
    const at = times.get(slot);
    const isFree = at === undefined || Date.now() - at >= windowMs;
    if (!member || !isFree || stored.includes(entry.text)) return 'denied';
    times.set(slot, Date.now());
    stored.push(entry.text);
    taken.set(times);
    return answersLost ? 'failed' : 'stored';
  };
  const ports: OutboxPorts = {
    newId: () => `id${(ids += 1)}` as MessageId,
    put: (entry, slot) => {
      attempts += 1;
      if (held) return new Promise((resolve) => (answer = resolve));
      return Promise.resolve(decide(entry, slot));
    },
    whyDenied: (entry) =>
      Promise.resolve(stored.includes(entry.text) ? 'stored' : member ? 'unknown' : 'not_member'),
    takenSlots: taken,
    connected,
    nowMs: () => Date.now(),
    keep: (entries) => (kept = entries),
  };
  const outbox = createOutbox(ports, restored);
  const stop = outbox.start();
  return {
    outbox,
    stop,
    taken,
    connected,
    stored,
    kept: () => kept.map(({ text }) => text),
    attempts: () => attempts,
    expel: (isExpelled: boolean) => (member = !isExpelled),
    loseAnswers: () => (answersLost = true),
    hold: () => (held = true),
    answer: (outcome: WriteOutcome) => answer?.(outcome),
    standings: () => outbox.current().map(({ standing }) => standing.state),
  };
};

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('an outbox', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it('sends at once and forgets what was acknowledged', async () => {
    const { outbox, stored } = world();
    expect(outbox.send(room, 'hello')).toBe('taken');
    expect(outbox.current()[0]?.standing.state).toBe('sending');
    await settle();
    expect(stored).toEqual(['hello']);
    expect(outbox.current()).toEqual([]);
  });

  it('lets a burst of one ring go and the rest in their turn, in order', async () => {
    const { outbox, stored, standings } = world();
    const texts = Array.from({ length: slots.length + 3 }, (_, index) => `m${index}`);
    for (const text of texts) outbox.send(room, text);
    await settle();
    expect(stored).toEqual(texts.slice(0, slots.length));
    expect(standings()).toEqual(['waiting', 'waiting', 'waiting']);
    await vi.advanceTimersByTimeAsync(windowMs);
    expect(stored).toEqual(texts);
    expect(outbox.current()).toEqual([]);
  });

  it('holds messages back without a connection and sends them when it is there', async () => {
    const { outbox, stored, connected, attempts } = world();
    connected.set(false);
    outbox.send(room, 'one');
    outbox.send(room, 'two');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempts()).toBe(0);
    connected.set(true);
    await settle();
    expect(stored).toEqual(['one', 'two']);
  });

  it('waits until the slots are known', async () => {
    const { outbox, stored, taken } = world();
    taken.set(undefined);
    outbox.send(room, 'early');
    await settle();
    expect(stored).toEqual([]);
    taken.set(new Map());
    await settle();
    expect(stored).toEqual(['early']);
  });

  it('takes a message whose answer got lost for sent', async () => {
    const { outbox, stored, loseAnswers } = world();
    loseAnswers();
    outbox.send(room, 'once');
    await settle();
    expect(stored).toEqual(['once']);
    expect(outbox.current()).toEqual([]);
  });

  it('tries another slot when another window took this one', async () => {
    const { outbox, stored, taken, hold, answer, attempts } = world();
    hold();
    outbox.send(room, 'mine');
    taken.set(new Map([['a', Date.now()]]));
    answer('denied');
    await settle();
    expect(attempts()).toBe(2);
    expect(outbox.current()[0]?.standing).toEqual({ state: 'sending', slot: 'b' });
    expect(stored).toEqual([]);
  });

  it('keeps the text of a refused message and says that its author is no member', async () => {
    const { outbox, stored, expel, kept } = world();
    expel(true);
    outbox.send(room, 'too late');
    await settle();
    expect(outbox.current()[0]?.standing).toEqual({ state: 'refused', reason: 'not_member' });
    expect(kept()).toEqual(['too late']);
    expel(false);
    outbox.retry(outbox.current()[0]!.id);
    await settle();
    expect(stored).toEqual(['too late']);
    expect(outbox.current()).toEqual([]);
  });

  it('tries twice before it gives up on a denial that nobody can explain', async () => {
    const { outbox, hold, answer, attempts } = world();
    hold();
    outbox.send(room, 'odd');
    answer('denied');
    await vi.advanceTimersByTimeAsync(2000);
    expect(attempts()).toBe(2);
    answer('denied');
    await vi.advanceTimersByTimeAsync(2000);
    expect(outbox.current()[0]?.standing).toEqual({ state: 'refused', reason: 'unknown' });
    expect(attempts()).toBe(2);
  });

  it('does not stop later messages behind a refused one', async () => {
    const { outbox, stored, expel } = world();
    expel(true);
    outbox.send(room, 'refused');
    await settle();
    expel(false);
    outbox.send(room, 'next');
    await settle();
    expect(stored).toEqual(['next']);
  });

  it('gives a waiting or refused text back, and not one that is under way', async () => {
    const { outbox, connected, hold } = world();
    connected.set(false);
    outbox.send(room, 'waiting');
    expect(outbox.takeBack('id1' as MessageId)).toBe('waiting');
    expect(outbox.takeBack('id1' as MessageId)).toBeUndefined();
    connected.set(true);
    hold();
    outbox.send(room, 'under way');
    expect(outbox.takeBack('id2' as MessageId)).toBeUndefined();
    expect(outbox.takeBack('__proto__' as MessageId)).toBeUndefined();
  });

  it('sends what an earlier page left, under the same id, once', async () => {
    const first = world();
    first.connected.set(false);
    first.outbox.send(room, 'before the reload');
    const left = first.outbox.current();
    const second = world(left);
    await settle();
    expect(second.stored).toEqual(['before the reload']);
    expect(left[0]?.id).toBe('id1');
  });

  it('refuses more than it can hold', () => {
    const { outbox, connected } = world();
    connected.set(false);
    for (let index = 0; index < outboxMax; index += 1) expect(outbox.send(room, `m${index}`)).toBe('taken');
    expect(outbox.send(room, 'one more')).toBe('full');
    expect(outbox.current()).toHaveLength(outboxMax);
  });

  it('does nothing more once stopped', async () => {
    const { outbox, connected, attempts, stop } = world();
    connected.set(false);
    outbox.send(room, 'late');
    stop();
    connected.set(true);
    await vi.advanceTimersByTimeAsync(windowMs * 2);
    expect(attempts()).toBe(0);
  });
});
