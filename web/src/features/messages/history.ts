import type { MessageId } from '@causerie/contract';
import { entriesIn, type Entry, type EntrySource } from '../../backend/entries.ts';
import type { Source } from '../../backend/source.ts';
import type { ListWindow, Place } from '../../backend/live.ts';
import { readMessage, type TimelineMessage } from './timeline.ts';

/**
 * What a page holds of a conversation that may be far longer than a page should hold. Held is one stretch without gaps,
 * put together from windows of the database that are all listened to, so that an edit, a deletion and the html of any
 * message in it arrive. It grows at either end as somebody reads on, and lets go of its far end past a bound: what was
 * let go is loaded again when they come back. The newest messages are followed always, whether or not the stretch
 * reaches them.
 */
export interface History {
  readonly state: 'loading' | 'ready' | 'denied';
  /** The stretch, oldest first. */
  readonly messages: readonly TimelineMessage[];
  readonly older: Edge;
  /** `end`: the stretch reaches to the newest message, and new ones come into it. */
  readonly newer: Edge;
  /** The newest messages of the room, as far as the page follows them. */
  readonly latest: readonly TimelineMessage[];
}

export type Edge = 'end' | 'more' | 'loading';

export interface HistoryStore extends Source<History> {
  /** Shows the first stretch: around the first unread message when somebody has read up to a time, and else the newest. */
  readonly open: (readUpToMs: number | undefined) => void;
  /** What {@link open} was told. */
  readonly readUpToMs: () => number | undefined;
  readonly loadOlder: () => void;
  readonly loadNewer: () => void;
  readonly toLatest: () => void;
  /** Exchanges the stretch for one around a place, once that has arrived. */
  readonly goTo: (place: Place) => void;
  /** What somebody looks at: the end, where they follow what comes in, or a message. What is far from it is let go first. */
  readonly look: (at: 'end' | MessageId) => void;
}

export interface HistoryPorts {
  readonly list: (window: ListWindow) => EntrySource;
  /** How many of the newest messages are followed. */
  readonly latestCount: number;
  readonly pageCount: number;
  /** Past so many messages, windows at the far end are let go. */
  readonly heldMax: number;
}

interface Segment {
  readonly source: EntrySource;
  readonly stop: () => void;
  /** Fewer than this, and it reaches the end of the conversation on its side. */
  readonly count: number;
  readonly side: 'older' | 'newer';
}

const none: readonly TimelineMessage[] = [];
const nothingYet: History = { state: 'loading', messages: none, older: 'more', newer: 'end', latest: none };

export const createHistory = (ports: HistoryPorts): HistoryStore => {
  const { latestCount, pageCount, heldMax } = ports;
  const newest = ports.list({ by: 'at', last: latestCount });
  const listeners = new Set<() => void>();
  let history = nothingYet;
  let stopNewest: (() => void) | undefined;
  /** Oldest first. Neighbours may overlap, and never leave a gap. */
  let segments: readonly Segment[] = [];
  /** The stretch to come, while it is being fetched. */
  let coming: readonly Segment[] | undefined;
  /** What the newest window has pushed out and no segment holds yet. */
  let loose: readonly Entry[] = [];
  let newestBefore: readonly Entry[] = [];
  let isAttached = true;
  let lookedAt: 'end' | MessageId = 'end';
  let isOpen = false;
  let readUpToMs: number | undefined;
  let isOpened = false;

  const open = (window: ListWindow, side: Segment['side']): Segment => {
    const source = ports.list(window);
    return { source, side, count: window.first ?? window.last ?? 0, stop: source.subscribe(update) };
  };
  const close = (closed: readonly Segment[]): void => {
    for (const segment of closed) segment.stop();
  };
  const replace = (next: readonly Segment[]): void => {
    close(segments);
    segments = next;
    loose = [];
  };
  const attach = (): void => {
    isAttached = true;
    newestBefore = entriesIn(newest);
  };

  /** Keeps what new messages push out of the newest window, and notices when some went by unseen. */
  const keepPushedOut = (): void => {
    const before = newestBefore;
    newestBefore = entriesIn(newest);
    const first = newestBefore[0];
    if (!isAttached || before.length === 0 || before === newestBefore || first === undefined) return;
    if (newestBefore.length < latestCount) {
      loose = [];
      return;
    }
    const firstIndex = before.findIndex(({ key }) => key === first.key);
    if (firstIndex === 0) return;
    const wasMissed = firstIndex === -1;
    loose = notIn(segments, [...loose, ...(wasMissed ? before : before.slice(0, firstIndex))]);
    // Whoever followed stays where they were, and finds what they missed after it.
    if (wasMissed) isAttached = false;
    const start = loose[0];
    if (start !== undefined && segments.every(({ source }) => source.current().state === 'ready')) {
      segments = [...segments, open({ by: 'at', first: pageCount, from: placeOf(start) }, 'newer')];
    }
  };

  /**
   * The stretch meets the newest messages again once the two have one in common. That a window is not full says nothing: it may
   * not have heard yet of what the other already holds.
   */
  const meetNewest = (): void => {
    if (isAttached || newest.current().state !== 'ready') return;
    const keys = new Set(entriesIn(newest).map(({ key }) => key));
    if (keys.size === 0 || held().some(({ key }) => keys.has(key))) attach();
  };

  const moveWhenThere = (): void => {
    if (coming === undefined || coming.some(({ source }) => source.current().state === 'loading')) return;
    const arrived = coming;
    coming = undefined;
    const last = arrived.at(-1);
    if (last !== undefined && entriesIn(last.source).length > 0) {
      replace(arrived);
      isAttached = false;
    } else {
      // The place is past the end. A window before it would move with each new message, and leave a gap behind.
      close(arrived);
      replace([]);
      attach();
    }
  };

  const held = (): readonly Entry[] => {
    const entries = new Map<string, Entry>();
    const add = (more: readonly Entry[]): void => {
      for (const entry of more) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    };
    for (const { source } of segments) add(entriesIn(source));
    add(loose);
    if (isAttached) add(entriesIn(newest));
    return inOrder([...entries.values()]);
  };

  /** Lets windows go at the end that is farther from what somebody looks at. */
  const trim = (): void => {
    let entries = held();
    while (entries.length > heldMax && segments.length > 1) {
      const index = lookedAt === 'end' ? -1 : entries.findIndex(({ key }) => key === lookedAt);
      if (index === -1 || index >= entries.length / 2) {
        segments[0]?.stop();
        segments = segments.slice(1);
      } else if (isAttached) {
        isAttached = false;
        loose = [];
      } else {
        segments.at(-1)?.stop();
        segments = segments.slice(0, -1);
      }
      entries = held();
    }
  };

  const firstStretch = (): void => {
    if (!isOpen || isOpened || newest.current().state !== 'ready') return;
    isOpened = true;
    newestBefore = entriesIn(newest);
    const first = newestBefore[0];
    const isFar =
      readUpToMs !== undefined &&
      newestBefore.length >= latestCount &&
      first !== undefined &&
      atOf(first) > readUpToMs;
    if (isFar && readUpToMs !== undefined) fetchAround({ at: readUpToMs + 1 });
  };

  const fetchAround = (place: Place): void => {
    close(coming ?? []);
    coming = [
      open({ by: 'at', last: latestCount, before: place }, 'older'),
      open({ by: 'at', first: pageCount, from: place }, 'newer'),
    ];
  };

  const update = (): void => {
    firstStretch();
    keepPushedOut();
    moveWhenThere();
    loose = notIn(segments, loose);
    meetNewest();
    trim();
    publish();
  };

  const publish = (): void => {
    const { state } = newest.current();
    const isReady = state === 'ready' && isOpened && (coming === undefined || history.state === 'ready');
    const next: History = isReady
      ? {
          state: 'ready',
          messages: same(history.messages, held().flatMap(readOnceEach)),
          older: olderEdge(),
          newer: newerEdge(),
          latest: same(history.latest, entriesIn(newest).flatMap(readOnceEach)),
        }
      : { ...nothingYet, state: state === 'denied' ? 'denied' : 'loading' };
    const isSame = Object.entries(next).every(([key, value]) => history[key as keyof History] === value);
    if (isSame) return;
    history = next;
    for (const listener of listeners) listener();
  };

  const olderEdge = (): Edge => {
    const first = segments[0];
    if (first === undefined) return entriesIn(newest).length < latestCount ? 'end' : 'more';
    if (first.source.current().state === 'loading') return 'loading';
    return first.side === 'older' && entriesIn(first.source).length < first.count ? 'end' : 'more';
  };
  const newerEdge = (): Edge => {
    if (isAttached) return 'end';
    return segments.at(-1)?.source.current().state === 'loading' ? 'loading' : 'more';
  };

  return {
    current: () => history,
    subscribe: (listener) => {
      listeners.add(listener);
      stopNewest ??= newest.subscribe(update);
      update();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopNewest?.();
        stopNewest = undefined;
        close([...segments, ...(coming ?? [])]);
        segments = [];
        coming = undefined;
        loose = [];
        isAttached = true;
        isOpened = false;
        history = nothingYet;
      };
    },
    open: (upToMs) => {
      if (isOpen) return;
      isOpen = true;
      readUpToMs = upToMs;
      update();
    },
    readUpToMs: () => readUpToMs,
    loadOlder: () => {
      const first = held()[0];
      if (history.state !== 'ready' || olderEdge() !== 'more' || first === undefined) return;
      segments = [open({ by: 'at', last: pageCount, before: placeOf(first) }, 'older'), ...segments];
      update();
    },
    loadNewer: () => {
      const last = held().at(-1);
      if (newerEdge() !== 'more' || last === undefined) return;
      segments = [...segments, open({ by: 'at', first: pageCount, after: placeOf(last) }, 'newer')];
      update();
    },
    toLatest: () => {
      close(coming ?? []);
      coming = undefined;
      if (!isAttached) {
        replace([]);
        attach();
      }
      publish();
    },
    goTo: (place) => {
      fetchAround(place);
      update();
    },
    look: (at) => {
      lookedAt = at;
    },
  };
};

const notIn = (segments: readonly Segment[], entries: readonly Entry[]): readonly Entry[] => {
  if (entries.length === 0) return entries;
  const held = new Set(segments.flatMap(({ source }) => entriesIn(source).map(({ key }) => key)));
  return entries.filter(({ key }) => !held.has(key));
};

/** Where an entry stands in the order of the list. What has no time stands before everything, as the database has it. */
const placeOf = (entry: Entry): Place => ({ at: atOf(entry), key: entry.key });

const atOf = (entry: Entry): number => readOnceEach(entry)[0]?.atMs ?? 0;

const isBefore = (a: Entry, b: Entry): boolean => atOf(a) < atOf(b) || (atOf(a) === atOf(b) && a.key < b.key);

/** The order is right unless a window changed between two others; looking is cheaper than sorting. */
const inOrder = (entries: readonly Entry[]): readonly Entry[] => {
  const isOrdered = entries.every((entry, index) => {
    const before = entries[index - 1];
    return before === undefined || !isBefore(entry, before);
  });
  return isOrdered ? entries : entries.toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
};

const same = (
  before: readonly TimelineMessage[],
  after: readonly TimelineMessage[],
): readonly TimelineMessage[] =>
  before.length === after.length && after.every((message, index) => message === before[index])
    ? before
    : after;

/** An entry that did not change gives the very message it gave before, so that its row need not be drawn again. */
const known = new WeakMap<Entry, readonly TimelineMessage[]>();

const readOnceEach = (entry: Entry): readonly TimelineMessage[] => {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const read = readMessage(entry);
  const messages = read === undefined ? [] : [read];
  known.set(entry, messages);
  return messages;
};
