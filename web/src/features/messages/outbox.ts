import { limits, type MessageId, type RoomId } from '@causerie/contract';
import { chooseSlot, isFree, turnAt, type TakenSlots } from '../../backend/ring.ts';
import type { Source } from '../../backend/source.ts';
import type { WriteOutcome } from '../../backend/write.ts';
import type { Turn } from './roomPace.ts';

/**
 * The messages that a person has sent and the server has not acknowledged, the same in every tab of a browser. It holds them back
 * while there is no connection, no free slot or no turn in the room, lets them go one after the other in the order in which they were written, and keeps
 * the text of those that were refused. One tab sends, the leader. A message keeps its id through every attempt, so that no retry,
 * and no tab that takes over, can make a second one.
 */
export interface Outbox extends Source<readonly OutboxEntry[]> {
  readonly send: (roomId: RoomId, text: string, replyTo?: MessageId) => 'taken' | 'full';
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
  readonly replyTo?: MessageId | undefined;
  /** The server's time when it was written, as far as it was known. */
  readonly typedAtMs: number;
  /** What was written later has a higher number, whatever a clock says. */
  readonly order: number;
  readonly attempts: number;
  readonly standing: OutboxStanding;
}

export type OutboxStanding =
  | { readonly state: 'waiting' }
  | { readonly state: 'sending'; readonly slot: string }
  | { readonly state: 'refused'; readonly reason: RefusalReason };

export type RefusalReason = (typeof refusalReasons)[number];

export const refusalReasons = ['not_member', 'too_fast', 'muted', 'banned', 'closed', 'unknown'] as const;

/** What one tab tells the others. */
export type OutboxNews =
  { readonly kind: 'entry'; readonly entry: OutboxEntry } | { readonly kind: 'gone'; readonly id: MessageId };

/** What an outbox needs from the world. */
export interface OutboxPorts {
  /** An id that sorts after another. */
  readonly newId: (after: MessageId | undefined) => MessageId;
  readonly put: (entry: OutboxEntry, slot: string, takesTurn: boolean) => Promise<WriteOutcome>;
  /**
   * Asked after a denial. `stored`: the message is there, so what was denied was the repetition of a write whose answer
   * got lost. `unreachable`: the question could not be asked. `signed_out`: it says nothing of the message, which waits.
   */
  readonly whyDenied: (
    entry: OutboxEntry,
  ) => Promise<'stored' | 'unreachable' | 'signed_out' | Exclude<RefusalReason, 'too_fast'>>;
  /** `undefined` until they are known. */
  readonly takenSlots: Source<TakenSlots | undefined>;
  /** When the person may speak in a room. `undefined` until it is known. */
  readonly turnIn: (roomId: RoomId) => Source<Turn | undefined>;
  readonly connected: Source<boolean>;
  readonly nowMs: () => number;
  /** Outlives the page, and is the same for all tabs. */
  readonly shelf: {
    readonly restore: () => Promise<readonly OutboxEntry[]>;
    readonly put: (entry: OutboxEntry) => void;
    readonly remove: (id: MessageId) => void;
  };
  /** The other tabs. */
  readonly tell: (news: OutboxNews) => void;
  readonly hear: (listener: (news: OutboxNews) => void) => () => void;
  /** Asks to be the tab that sends; calls back when it is, and when another has taken that over. */
  readonly lead: (changed: (isLeader: boolean) => void) => Leadership;
  /** Whether a person looks at this tab. */
  readonly isInFront: () => boolean;
}

export interface Leadership {
  /** Takes over from whoever leads. */
  readonly claim: () => void;
  readonly leave: () => void;
}

/** Enough for a train tunnel; past that, a person should know that nothing is leaving. */
export const outboxMax = 50;

/** Losing a slot to another device five times in a row is a reason to ask the person. */
const attemptsMax = 5;

/** A denial with no visible reason may be a clock that is slightly off. It is tried once more after a pause. */
const secondChanceMs = 1000;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, secondChanceMs));

/** A leader in the background may be slowed down, frozen or without a connection. Whoever is in front waits so long for it. */
const leaderPatienceMs = 2000;
const sendingPatienceMs = 10_000;

export const createOutbox = (ports: OutboxPorts): Outbox => {
  let entries: readonly OutboxEntry[] = [];
  /** What is heard late about an entry that is gone must not bring it back. */
  const gone = new Set<MessageId>();
  /** Written before this page knew what was left by the one before. */
  const early = new Set<MessageId>();
  let lastId: MessageId | undefined;
  /** Being sent by this tab. */
  const underWay = new Set<MessageId>();
  let isRestored = false;
  let isStarted = false;
  let isLeader = false;
  let leadership: Leadership | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What this tab waits for the leader to do, and since when. */
  let awaited: { readonly what: string; readonly sinceMs: number } | undefined;
  const listeners = new Set<() => void>();
  /** Those of the rooms for which something is here. */
  const turns = new Map<RoomId, { readonly turn: Source<Turn | undefined>; stop: () => void }>();

  const become = (next: readonly OutboxEntry[]): void => {
    entries = next;
    for (const listener of listeners) listener();
  };

  const find = (id: MessageId): OutboxEntry | undefined => entries.find((entry) => entry.id === id);

  const set = (entry: OutboxEntry): void =>
    become([...entries.filter(({ id }) => id !== entry.id), entry].toSorted(byOrder));

  /** For good: in this tab, in the others, and over a reload unless only the standing changed. */
  const change = (id: MessageId, changes: Partial<OutboxEntry>): void => {
    const before = find(id);
    if (before === undefined) return;
    const entry = { ...before, ...changes };
    set(entry);
    const isPlain = before.standing.state !== 'refused' && entry.standing.state !== 'refused';
    if (!isPlain || before.order !== entry.order) ports.shelf.put(entry);
    ports.tell({ kind: 'entry', entry });
  };

  const forget = (id: MessageId): void => {
    gone.add(id);
    become(entries.filter((entry) => entry.id !== id));
  };

  const drop = (id: MessageId): void => {
    ports.shelf.remove(id);
    ports.tell({ kind: 'gone', id });
    forget(id);
  };

  const turnOf = (roomId: RoomId): Turn | undefined => turns.get(roomId)?.turn.current();

  const followTurns = (): void => {
    const wanted = entries.filter(({ standing }) => standing.state !== 'refused');
    const rooms = new Set(wanted.map(({ roomId }) => roomId));
    for (const [roomId, { stop }] of turns) {
      if (rooms.delete(roomId)) continue;
      turns.delete(roomId);
      stop();
    }
    for (const roomId of rooms) {
      const followed = { turn: ports.turnIn(roomId), stop: (): void => undefined };
      // What is known already may be told at once.
      turns.set(roomId, followed);
      followed.stop = followed.turn.subscribe(pump);
    }
  };

  const pump = (): void => {
    clearTimeout(timer);
    if (!isStarted || !isRestored) return;
    followTurns();
    const step = nextStep(
      entries,
      ports.takenSlots.current(),
      turnOf,
      ports.connected.current(),
      ports.nowMs(),
    );
    if (step.kind === 'send' && isLeader) {
      void deliver(step.entry, step.slot);
    } else if (step.kind === 'wait') {
      timer = setTimeout(pump, step.untilMs - ports.nowMs());
    } else if (step.kind === 'send') {
      takeOverAfter(leaderPatienceMs, `send ${step.entry.id}`);
    } else if (step.kind === 'sending' && !underWay.has(step.entry.id)) {
      takeOverAfter(sendingPatienceMs, `sending ${step.entry.id}`);
    }
  };

  const takeOverAfter = (patienceMs: number, what: string): void => {
    const nowMs = ports.nowMs();
    if (awaited?.what !== what) awaited = { what, sinceMs: nowMs };
    const dueMs = awaited.sinceMs + patienceMs;
    if (nowMs >= dueMs && ports.isInFront()) {
      awaited = undefined;
      leadership?.claim();
    } else {
      timer = setTimeout(pump, nowMs >= dueMs ? patienceMs : dueMs - nowMs);
    }
  };

  const deliver = async (entry: OutboxEntry, slot: string): Promise<void> => {
    const takesTurn = turnOf(entry.roomId) !== 'any';
    underWay.add(entry.id);
    change(entry.id, { standing: { state: 'sending', slot }, attempts: entry.attempts + 1 });
    const outcome = await ports.put(entry, slot, takesTurn);
    if (outcome === 'stored') drop(entry.id);
    else await explain(entry.id, slot);
    underWay.delete(entry.id);
    pump();
  };

  const explain = async (id: MessageId, slot: string): Promise<void> => {
    const entry = find(id);
    if (entry === undefined) return;
    const taken = ports.takenSlots.current();
    const isSlotLost = taken !== undefined && !isFree(limits.messageRing, taken, slot, ports.nowMs());
    const turn = turnOf(entry.roomId);
    const isTurnLost = turn !== undefined && turn !== 'any' && turn.freeAtMs > ports.nowMs();
    const why = await ports.whyDenied(entry);
    if (why === 'stored') return drop(id);
    // Another tab has taken over, and sees to it.
    if (!isLeader) return;
    const waiting = { standing: { state: 'waiting' } } as const;
    const refuse = (reason: RefusalReason): void => change(id, { standing: { state: 'refused', reason } });
    if (why === 'unreachable') return change(id, waiting);
    if (why === 'signed_out') {
      await pause();
      return change(id, waiting);
    }
    if (why !== 'unknown') return refuse(why);
    if (isSlotLost || isTurnLost)
      return entry.attempts < attemptsMax ? change(id, waiting) : refuse('too_fast');
    if (entry.attempts > 1) return refuse('unknown');
    await pause();
    change(id, waiting);
  };

  const restore = async (): Promise<void> => {
    const restored = await ports.shelf.restore();
    const fresh = restored.filter(({ id }) => !gone.has(id) && find(id) === undefined);
    const lastOrder = Math.max(0, ...fresh.map(({ order }) => order));
    // What was written in the meantime comes after what was there before.
    become([...fresh, ...entries].toSorted(byOrder));
    for (const { id, order } of entries.filter((entry) => early.has(entry.id))) {
      change(id, { order: order + lastOrder });
    }
    isRestored = true;
    pump();
  };

  const hear = (news: OutboxNews): void => {
    if (news.kind === 'gone') forget(news.id);
    else if (!gone.has(news.entry.id)) set(news.entry);
    pump();
  };

  const lead = (isLeading: boolean): void => {
    isLeader = isLeading;
    awaited = undefined;
    if (isLeader) {
      // Whether what another tab was sending has arrived is unknown; sent again under its id it cannot arrive twice.
      for (const { id, standing } of entries) {
        if (standing.state === 'sending' && !underWay.has(id)) change(id, { standing: { state: 'waiting' } });
      }
    }
    pump();
  };

  return {
    current: () => entries,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (roomId, text, replyTo) => {
      if (entries.length >= outboxMax) return 'full';
      lastId = ports.newId([lastId ?? [], ...entries.map(({ id }) => id)].flat().toSorted().at(-1));
      if (!isRestored) early.add(lastId);
      const entry: OutboxEntry = {
        id: lastId,
        roomId,
        text,
        replyTo,
        typedAtMs: ports.nowMs(),
        order: (entries.at(-1)?.order ?? 0) + 1,
        attempts: 0,
        standing: { state: 'waiting' },
      };
      // Before it is shown: what a person has seen must not get lost.
      ports.shelf.put(entry);
      ports.tell({ kind: 'entry', entry });
      set(entry);
      pump();
      return 'taken';
    },
    retry: (id) => {
      change(id, { standing: { state: 'waiting' }, attempts: 0 });
      pump();
    },
    takeBack: (id) => {
      const entry = find(id);
      if (entry === undefined || entry.standing.state === 'sending') return undefined;
      drop(id);
      return entry.text;
    },
    turnAtMs: (place) => {
      const taken = ports.takenSlots.current();
      if (taken === undefined || !ports.connected.current()) return undefined;
      const nowMs = ports.nowMs();
      const slotAtMs = turnAt(limits.messageRing, withUnderWay(taken, entries, nowMs), place, nowMs);
      const waiting = entries.filter(isWaiting);
      const roomId = waiting[place]?.roomId;
      const turn = roomId === undefined ? undefined : turnOf(roomId);
      if (turn === undefined || turn === 'any') return slotAtMs;
      const before = waiting.slice(0, place).filter((other) => other.roomId === roomId).length;
      return Math.max(slotAtMs, Math.max(nowMs, turn.freeAtMs) + before * turn.everyMs);
    },
    start: () => {
      isStarted = true;
      const stops = [ports.takenSlots.subscribe(pump), ports.connected.subscribe(pump), ports.hear(hear)];
      leadership = ports.lead(lead);
      if (isRestored) pump();
      else void restore();
      return () => {
        isStarted = false;
        isLeader = false;
        clearTimeout(timer);
        leadership?.leave();
        for (const { stop } of turns.values()) stop();
        turns.clear();
        for (const stop of stops) stop();
      };
    },
  };
};

const byOrder = (a: OutboxEntry, b: OutboxEntry): number => a.order - b.order || (a.id < b.id ? -1 : 1);

type Step =
  | { readonly kind: 'idle' }
  /** One at a time: if the first were refused for want of a slot, the second would overtake it. */
  | { readonly kind: 'sending'; readonly entry: OutboxEntry }
  | { readonly kind: 'send'; readonly entry: OutboxEntry; readonly slot: string }
  | { readonly kind: 'wait'; readonly untilMs: number };

const nextStep = (
  entries: readonly OutboxEntry[],
  taken: TakenSlots | undefined,
  turnOf: (roomId: RoomId) => Turn | undefined,
  isConnected: boolean,
  nowMs: number,
): Step => {
  const sending = entries.find(({ standing }) => standing.state === 'sending');
  if (sending !== undefined && isConnected) return { kind: 'sending', entry: sending };
  const waiting = entries.filter(isWaiting);
  if (sending !== undefined || waiting.length === 0 || taken === undefined || !isConnected)
    return { kind: 'idle' };
  const all = withUnderWay(taken, entries, nowMs);
  const slot = chooseSlot(limits.messageRing, all, nowMs);
  if (slot === undefined) return { kind: 'wait', untilMs: turnAt(limits.messageRing, all, 0, nowMs) };
  // A room that asks for pauses holds up what is for it, and nothing else.
  const due = waiting
    .filter((entry, index) => waiting.findIndex(({ roomId }) => roomId === entry.roomId) === index)
    .flatMap((entry) => {
      const turn = turnOf(entry.roomId);
      return turn === undefined ? [] : [{ entry, atMs: turn === 'any' ? nowMs : turn.freeAtMs }];
    });
  const ready = due.find(({ atMs }) => atMs <= nowMs);
  if (ready !== undefined) return { kind: 'send', entry: ready.entry, slot };
  if (due.length === 0) return { kind: 'idle' };
  return { kind: 'wait', untilMs: Math.min(...due.map(({ atMs }) => atMs)) };
};

const isWaiting = ({ standing }: OutboxEntry): boolean => standing.state === 'waiting';

/** A slot that a message under way is about to take counts as taken now. */
const withUnderWay = (taken: TakenSlots, entries: readonly OutboxEntry[], nowMs: number): TakenSlots => {
  const underWay = entries.flatMap(({ standing }) =>
    standing.state === 'sending' ? [[standing.slot, nowMs] as const] : [],
  );
  return new Map([...taken, ...underWay]);
};
