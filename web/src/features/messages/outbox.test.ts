import { limits, type MessageId, type RoomId } from '@causerie/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TakenSlots } from '../../backend/ring.ts';
import type { Source } from '../../backend/source.ts';
import type { WriteOutcome } from '../../backend/write.ts';
import {
  createOutbox,
  outboxMax,
  type Outbox,
  type OutboxEntry,
  type OutboxNews,
  type OutboxPorts,
} from './outbox.ts';
import type { Turn } from './roomPace.ts';

const room = 'lobby' as RoomId;
/** A room that asks for pauses of so many milliseconds. */
const slowRoom = 'slow' as RoomId;
const everyMs = 5000;
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

interface Lock {
  readonly changed: (isLeader: boolean) => void;
}

/** A browser with its tabs: what they share, and a server with the ring, to which all of them are connected. */
const browser = () => {
  const taken = cell<TakenSlots | undefined>(new Map());
  const turn = cell<Turn | undefined>({ freeAtMs: 0, everyMs });
  const anyTime = cell<Turn | undefined>('any');
  const stored: string[] = [];
  const shelf = new Map<MessageId, OutboxEntry>();
  const ears = new Set<(news: OutboxNews) => void>();
  let line: readonly Lock[] = [];
  let attempts = 0;
  let ids = 0;
  let member = true;
  let answersLost = false;
  let answer: ((outcome: WriteOutcome) => void) | undefined;
  let held = false;

  const isTurn = (takesTurn: boolean): boolean => {
    const now = turn.current();
    return takesTurn && now !== undefined && now !== 'any' && now.freeAtMs <= Date.now();
  };

  const decide = (entry: OutboxEntry, slot: string, takesTurn: boolean): WriteOutcome => {
    const times = new Map(taken.current());
    const at = times.get(slot);
    const isFree = at === undefined || Date.now() - at >= windowMs;
    if (!member || !isFree || stored.includes(entry.text)) return 'denied';
    if (entry.roomId === slowRoom ? !isTurn(takesTurn) : takesTurn) return 'denied';
    times.set(slot, Date.now());
    stored.push(entry.text);
    taken.set(times);
    if (takesTurn) turn.set({ freeAtMs: Date.now() + everyMs, everyMs });
    return answersLost ? 'failed' : 'stored';
  };
  const queue = (next: readonly Lock[]): void => {
    const before = line[0];
    line = next;
    if (before === line[0]) return;
    before?.changed(false);
    line[0]?.changed(true);
  };

  const openTab = () => {
    const connected = cell(true);
    let isInFront = true;
    let isDead = false;
    const ports: OutboxPorts = {
      newId: () => `id${(ids += 1)}` as MessageId,
      put: (entry, slot, takesTurn) => {
        attempts += 1;
        if (held) return new Promise((resolve) => (answer = resolve));
        return Promise.resolve(decide(entry, slot, takesTurn));
      },
      whyDenied: (entry) =>
        Promise.resolve(stored.includes(entry.text) ? 'stored' : member ? 'unknown' : 'not_member'),
      takenSlots: taken,
      turnIn: (roomId) => (roomId === slowRoom ? turn : anyTime),
      connected,
      nowMs: () => Date.now(),
      shelf: {
        restore: () => Promise.resolve([...shelf.values()]),
        put: (entry) => void (isDead || shelf.set(entry.id, { ...entry, standing: { state: 'waiting' } })),
        remove: (id) => void (isDead || shelf.delete(id)),
      },
      tell: (news) => {
        for (const ear of isDead ? [] : ears) if (ear !== own) ear(news);
      },
      hear: (listener) => {
        own = listener;
        ears.add(listener);
        return () => ears.delete(listener);
      },
      lead: (changed) => {
        const lock = { changed };
        queue([...line, lock]);
        return {
          claim: () => queue([lock, ...line.filter((other) => other !== lock)]),
          leave: () => queue(line.filter((other) => other !== lock)),
        };
      },
      isInFront: () => isInFront,
    };
    let own: ((news: OutboxNews) => void) | undefined;
    const outbox = createOutbox(ports);
    const stop = outbox.start();
    return {
      outbox,
      stop,
      connected,
      hide: () => (isInFront = false),
      /** Nothing it does reaches anything any more. */
      crash: () => {
        isDead = true;
        stop();
      },
      standings: () => standingsOf(outbox),
    };
  };
  return {
    openTab,
    taken,
    turn,
    stored,
    kept: () => [...shelf.values()].map(({ text }) => text),
    attempts: () => attempts,
    expel: (isExpelled: boolean) => (member = !isExpelled),
    loseAnswers: () => (answersLost = true),
    hold: (isHeld = true) => (held = isHeld),
    answer: (outcome: WriteOutcome) => answer?.(outcome),
  };
};

const standingsOf = (outbox: Outbox): readonly string[] =>
  outbox.current().map(({ standing }) => standing.state);

/** One tab, when it has looked what was left by an earlier page. */
const world = async () => {
  const shared = browser();
  const tab = shared.openTab();
  await settle();
  return { ...shared, ...tab };
};

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('an outbox', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it('sends at once and forgets what was acknowledged', async () => {
    const { outbox, stored } = await world();
    expect(outbox.send(room, 'hello')).toBe('taken');
    expect(outbox.current()[0]?.standing.state).toBe('sending');
    await settle();
    expect(stored).toEqual(['hello']);
    expect(outbox.current()).toEqual([]);
  });

  it('lets a burst of one ring go and the rest in their turn, in order', async () => {
    const { outbox, stored, standings } = await world();
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
    const { outbox, stored, connected, attempts } = await world();
    connected.set(false);
    outbox.send(room, 'one');
    outbox.send(room, 'two');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(attempts()).toBe(0);
    connected.set(true);
    await settle();
    expect(stored).toEqual(['one', 'two']);
  });

  it('makes the pauses that a room asks for, says how long they are, and holds up no other room', async () => {
    const { outbox, stored } = await world();
    for (const text of ['one', 'two', 'three']) outbox.send(slowRoom, text);
    outbox.send(room, 'elsewhere');
    await settle();
    expect(stored).toEqual(['one', 'elsewhere']);
    expect([0, 1].map((place) => outbox.turnAtMs(place))).toEqual([
      1_000_000 + everyMs,
      1_000_000 + 2 * everyMs,
    ]);
    await vi.advanceTimersByTimeAsync(everyMs - 1);
    expect(stored).toEqual(['one', 'elsewhere']);
    await vi.advanceTimersByTimeAsync(1);
    expect(stored).toEqual(['one', 'elsewhere', 'two']);
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(stored).toEqual(['one', 'elsewhere', 'two', 'three']);
  });

  it('waits for its next turn when another device has taken this one', async () => {
    const { outbox, stored, turn, hold, answer, standings } = await world();
    hold();
    outbox.send(slowRoom, 'mine');
    turn.set({ freeAtMs: Date.now() + everyMs, everyMs });
    hold(false);
    answer('denied');
    await settle();
    expect(standings()).toEqual(['waiting']);
    await vi.advanceTimersByTimeAsync(everyMs);
    expect(stored).toEqual(['mine']);
  });

  it('waits until it is known whether a room asks for pauses', async () => {
    const { outbox, stored, turn } = await world();
    turn.set(undefined);
    outbox.send(slowRoom, 'early');
    outbox.send(room, 'elsewhere');
    await settle();
    expect(stored).toEqual(['elsewhere']);
    turn.set({ freeAtMs: 0, everyMs });
    await settle();
    expect(stored).toEqual(['elsewhere', 'early']);
  });

  it('waits until the slots are known', async () => {
    const { outbox, stored, taken } = await world();
    taken.set(undefined);
    outbox.send(room, 'early');
    await settle();
    expect(stored).toEqual([]);
    taken.set(new Map());
    await settle();
    expect(stored).toEqual(['early']);
  });

  it('takes a message whose answer got lost for sent', async () => {
    const { outbox, stored, loseAnswers } = await world();
    loseAnswers();
    outbox.send(room, 'once');
    await settle();
    expect(stored).toEqual(['once']);
    expect(outbox.current()).toEqual([]);
  });

  it('tries another slot when another window took this one', async () => {
    const { outbox, stored, taken, hold, answer, attempts } = await world();
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
    const { outbox, stored, expel, kept } = await world();
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
    const { outbox, hold, answer, attempts } = await world();
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
    const { outbox, stored, expel } = await world();
    expel(true);
    outbox.send(room, 'refused');
    await settle();
    expel(false);
    outbox.send(room, 'next');
    await settle();
    expect(stored).toEqual(['next']);
  });

  it('gives a waiting or refused text back, and not one that is under way', async () => {
    const { outbox, connected, hold } = await world();
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

  it('sends what an earlier page left, under the same id, once, and before what is written since', async () => {
    const { openTab, stored, kept } = browser();
    const first = openTab();
    first.connected.set(false);
    await settle();
    first.outbox.send(room, 'one');
    first.outbox.send(room, 'two');
    const [left] = first.outbox.current();
    first.crash();
    const second = openTab();
    second.outbox.send(room, 'three');
    expect(standingsOf(second.outbox)).toEqual(['waiting']);
    await settle();
    expect(stored).toEqual(['one', 'two', 'three']);
    expect(left?.id).toBe('id1');
    expect(kept()).toEqual([]);
  });

  it('refuses more than it can hold', async () => {
    const { outbox, connected } = await world();
    connected.set(false);
    for (let index = 0; index < outboxMax; index += 1) expect(outbox.send(room, `m${index}`)).toBe('taken');
    expect(outbox.send(room, 'one more')).toBe('full');
    expect(outbox.current()).toHaveLength(outboxMax);
  });

  it('does nothing more once stopped', async () => {
    const { outbox, connected, attempts, stop } = await world();
    connected.set(false);
    outbox.send(room, 'late');
    stop();
    connected.set(true);
    await vi.advanceTimersByTimeAsync(windowMs * 2);
    expect(attempts()).toBe(0);
  });
});

describe('the outboxes of several tabs', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it('show the same, and one of them sends', async () => {
    const { openTab, stored, attempts } = browser();
    const [first, second] = [openTab(), openTab()];
    await settle();
    first.connected.set(false);
    second.connected.set(false);
    second.outbox.send(room, 'from the second');
    first.outbox.send(room, 'from the first');
    expect(first.outbox.current().map(({ text }) => text)).toEqual(['from the second', 'from the first']);
    expect(first.outbox.current()).toEqual(second.outbox.current());
    first.connected.set(true);
    second.connected.set(true);
    await settle();
    expect(stored).toEqual(['from the second', 'from the first']);
    expect(attempts()).toBe(2);
    expect([...first.standings(), ...second.standings()]).toEqual([]);
  });

  it('pass the lead on when the leader closes, and send again what it was sending', async () => {
    const { openTab, stored, hold } = browser();
    const [first, second] = [openTab(), openTab()];
    await settle();
    hold();
    first.outbox.send(room, 'under way');
    first.outbox.send(room, 'behind it');
    await settle();
    expect(second.standings()).toEqual(['sending', 'waiting']);
    hold(false);
    first.crash();
    await settle();
    expect(stored).toEqual(['under way', 'behind it']);
    expect(second.standings()).toEqual([]);
  });

  it.each([
    ['is in front', false, ['stuck']],
    ['is in the background too', true, []],
  ])(
    'take the lead from a leader without a connection only when one %s',
    async (_what, isHidden, expected) => {
      const { openTab, stored } = browser();
      const [first, second] = [openTab(), openTab()];
      await settle();
      first.connected.set(false);
      if (isHidden) second.hide();
      second.outbox.send(room, 'stuck');
      await vi.advanceTimersByTimeAsync(1900);
      expect(stored).toEqual([]);
      await vi.advanceTimersByTimeAsync(3000);
      expect(stored).toEqual(expected);
    },
  );

  it('take the lead from a leader that began to send and says nothing more', async () => {
    const { openTab, stored, hold, answer } = browser();
    const [first, second] = [openTab(), openTab()];
    await settle();
    hold();
    first.outbox.send(room, 'half sent');
    await vi.advanceTimersByTimeAsync(9000);
    hold(false);
    expect(stored).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(stored).toEqual(['half sent']);
    // The first hears at last that its own attempt was denied: there is nothing left to do.
    answer('denied');
    await vi.advanceTimersByTimeAsync(5000);
    expect(first.standings()).toEqual([]);
    expect(second.standings()).toEqual([]);
    expect(stored).toEqual(['half sent']);
  });

  it('agree on what was refused, taken back, and tried again', async () => {
    const { openTab, stored, expel } = browser();
    const [first, second] = [openTab(), openTab()];
    await settle();
    expel(true);
    first.outbox.send(room, 'refused');
    first.outbox.send(room, 'and this');
    await settle();
    expect(second.standings()).toEqual(['refused', 'refused']);
    expel(false);
    const [one, two] = second.outbox.current();
    expect(second.outbox.takeBack(one!.id)).toBe('refused');
    expect(first.standings()).toEqual(['refused']);
    second.outbox.retry(two!.id);
    await settle();
    expect(stored).toEqual(['and this']);
    expect(first.standings()).toEqual([]);
  });
});
