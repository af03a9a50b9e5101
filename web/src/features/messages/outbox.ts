import { limits, type MessageId, type RoomId } from '@causerie/contract';
import { chooseSlot, isFree, turnAt, type TakenSlots } from '../../backend/ring.ts';
import type { Source } from '../../backend/source.ts';
import type { WriteOutcome } from '../../backend/write.ts';

/**
 * The messages that a person has sent and the server has not acknowledged. It holds them back while there is no
 * connection or no free slot, lets them go in the order in which they were written, and keeps the text of those that
 * were refused. A message keeps its id through every attempt, so that no retry can make a second one.
 */
export interface Outbox extends Source<readonly OutboxEntry[]> {
  readonly send: (roomId: RoomId, text: string) => 'taken' | 'full';
  readonly retry: (id: MessageId) => void;
  /** Takes an entry out and returns its text, for editing. Nothing while it is being sent. */
  readonly takeBack: (id: MessageId) => string | undefined;
  /** When the waiting message in this place (from 0) can leave; `undefined` while there is no connection to leave by. */
  readonly turnAtMs: (place: number) => number | undefined;
  /** Begins to let messages go; returns how to stop. */
  readonly start: () => () => void;
}

export interface OutboxEntry {
  readonly id: MessageId;
  readonly roomId: RoomId;
  readonly text: string;
  /** The server's time when it was written, as far as it was known. */
  readonly typedAtMs: number;
  readonly attempts: number;
  readonly standing: OutboxStanding;
}

export type OutboxStanding =
  | { readonly state: 'waiting' }
  | { readonly state: 'sending'; readonly slot: string }
  | { readonly state: 'refused'; readonly reason: RefusalReason };

export type RefusalReason = 'not_member' | 'too_fast' | 'unknown';

/** What an outbox needs from the world. */
export interface OutboxPorts {
  readonly newId: (roomId: RoomId) => MessageId;
  readonly put: (entry: OutboxEntry, slot: string) => Promise<WriteOutcome>;
  /**
   * Asked after a denial. `stored`: the message is there, so what was denied was the repetition of a write whose answer
   * got lost. `unreachable`: the question could not be asked.
   */
  readonly whyDenied: (entry: OutboxEntry) => Promise<'stored' | 'unreachable' | 'not_member' | 'unknown'>;
  /** `undefined` until they are known. */
  readonly takenSlots: Source<TakenSlots | undefined>;
  readonly connected: Source<boolean>;
  readonly nowMs: () => number;
  /** Keeps what must survive a reload. */
  readonly keep: (entries: readonly OutboxEntry[]) => void;
}

/** Enough for a train tunnel; past that, a person should know that nothing is leaving. */
export const outboxMax = 50;

/** Losing a slot to another window five times in a row is a reason to ask the person. */
const attemptsMax = 5;

/** A denial with no visible reason may be a clock that is slightly off. It is tried once more after this pause. */
const secondChanceMs = 1000;

export const createOutbox = (ports: OutboxPorts, restored: readonly OutboxEntry[] = []): Outbox => {
  let entries = restored;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStarted = false;
  const listeners = new Set<() => void>();

  const become = (next: readonly OutboxEntry[]): void => {
    entries = next;
    ports.keep(entries);
    for (const listener of listeners) listener();
  };

  const change = (id: MessageId, changes: Partial<OutboxEntry>): void =>
    become(entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry)));

  const drop = (id: MessageId): void => become(entries.filter((entry) => entry.id !== id));

  const pump = (): void => {
    clearTimeout(timer);
    if (!isStarted) return;
    const step = nextStep(entries, ports.takenSlots.current(), ports.connected.current(), ports.nowMs());
    if (step.kind === 'wait') timer = setTimeout(pump, step.untilMs - ports.nowMs());
    if (step.kind !== 'send') return;
    // `deliver` marks the entry before anything else, so the next step is another one.
    void deliver(step.entry, step.slot);
    pump();
  };

  const deliver = async (entry: OutboxEntry, slot: string): Promise<void> => {
    change(entry.id, { standing: { state: 'sending', slot }, attempts: entry.attempts + 1 });
    const outcome = await ports.put(entry, slot);
    if (outcome === 'stored') drop(entry.id);
    else await explain(entry.id, slot);
    pump();
  };

  const explain = async (id: MessageId, slot: string): Promise<void> => {
    const entry = entries.find((candidate) => candidate.id === id);
    if (entry === undefined) return;
    const taken = ports.takenSlots.current();
    const isSlotLost = taken !== undefined && !isFree(limits.messageRing, taken, slot, ports.nowMs());
    const why = await ports.whyDenied(entry);
    if (why === 'stored') return drop(id);
    if (why === 'unreachable') return change(id, { standing: { state: 'waiting' } });
    if (why === 'not_member') return change(id, { standing: { state: 'refused', reason: why } });
    if (isSlotLost) {
      return change(id, {
        standing:
          entry.attempts < attemptsMax ? { state: 'waiting' } : { state: 'refused', reason: 'too_fast' },
      });
    }
    if (entry.attempts > 1) return change(id, { standing: { state: 'refused', reason: 'unknown' } });
    await new Promise((resolve) => setTimeout(resolve, secondChanceMs));
    change(id, { standing: { state: 'waiting' } });
  };

  return {
    current: () => entries,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (roomId, text) => {
      if (entries.length >= outboxMax) return 'full';
      const id = ports.newId(roomId);
      become([
        ...entries,
        { id, roomId, text, typedAtMs: ports.nowMs(), attempts: 0, standing: { state: 'waiting' } },
      ]);
      pump();
      return 'taken';
    },
    retry: (id) => {
      change(id, { standing: { state: 'waiting' }, attempts: 0 });
      pump();
    },
    takeBack: (id) => {
      const entry = entries.find((candidate) => candidate.id === id);
      if (entry === undefined || entry.standing.state === 'sending') return undefined;
      drop(id);
      return entry.text;
    },
    turnAtMs: (place) => {
      const taken = ports.takenSlots.current();
      if (taken === undefined || !ports.connected.current()) return undefined;
      return turnAt(limits.messageRing, withUnderWay(taken, entries, ports.nowMs()), place, ports.nowMs());
    },
    start: () => {
      isStarted = true;
      const stops = [ports.takenSlots.subscribe(pump), ports.connected.subscribe(pump)];
      pump();
      return () => {
        isStarted = false;
        clearTimeout(timer);
        for (const stop of stops) stop();
      };
    },
  };
};

type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'send'; readonly entry: OutboxEntry; readonly slot: string }
  | { readonly kind: 'wait'; readonly untilMs: number };

const nextStep = (
  entries: readonly OutboxEntry[],
  taken: TakenSlots | undefined,
  isConnected: boolean,
  nowMs: number,
): Step => {
  const entry = entries.find(({ standing }) => standing.state === 'waiting');
  if (entry === undefined || taken === undefined || !isConnected) return { kind: 'idle' };
  const all = withUnderWay(taken, entries, nowMs);
  const slot = chooseSlot(limits.messageRing, all, nowMs);
  return slot === undefined
    ? { kind: 'wait', untilMs: turnAt(limits.messageRing, all, 0, nowMs) }
    : { kind: 'send', entry, slot };
};

/** A slot that a message under way is about to take counts as taken now. */
const withUnderWay = (taken: TakenSlots, entries: readonly OutboxEntry[], nowMs: number): TakenSlots => {
  const underWay = entries.flatMap(({ standing }) =>
    standing.state === 'sending' ? [[standing.slot, nowMs] as const] : [],
  );
  return new Map([...taken, ...underWay]);
};
