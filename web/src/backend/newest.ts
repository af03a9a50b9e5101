import { shareEntries, type Entry } from './entries.ts';

/** A child of a list by `at`. */
export interface Cursor {
  readonly at: number;
  readonly key: string;
}

/** Part of a list by `at`: the last so many from a child on, or behind it, up to and with another. */
export interface Range {
  readonly from?: Cursor | undefined;
  readonly after?: Cursor | undefined;
  readonly to?: Cursor | undefined;
  readonly last: number;
}

export interface NewestPorts {
  /**
   * Listens to a range; returns how to stop. `known` is what was in it when it was last heard: if that still holds, the server
   * sends nothing, and `heard` is called with it, perhaps before this returns.
   */
  readonly ask: (
    range: Range,
    known: readonly Entry[],
    heard: (entries: readonly Entry[]) => void,
    refused: () => void,
  ) => () => void;
  /** How many to begin with when nothing is kept. */
  readonly first: number;
  /** More than these are let go, the oldest first. */
  readonly followedMax: number;
  /** What was kept, oldest first and without gaps. */
  readonly kept: readonly Entry[];
  readonly found: (entries: readonly Entry[]) => void;
  readonly denied: () => void;
}

/** The most that one read may ask for. */
const rangeMax = 100;

/** A range that has grown so far is closed, and the next one opened behind it, long before it could push anything out. */
const closedAt = 50;

interface Segment {
  readonly range: Range;
  entries: readonly Entry[];
  /** Until it was heard, it says nothing about whether there is a gap. */
  isHeard: boolean;
  stop: () => void;
}

/**
 * Follows the newest children of a list, one listener for each fifty. All but the last are between two children that are known,
 * so that nothing new comes into them: what was kept of them still holds, unless something was edited or deleted. The last is
 * behind all that is known and holds what is new. Returns how to stop.
 */
export const newestOf = ({ ask, first, followedMax, kept, found, denied }: NewestPorts): (() => void) => {
  let segments: readonly Segment[] = [];
  let isOver = false;
  /** While segments are exchanged, nothing half done is told. */
  let isSettling = false;
  let told: readonly Entry[] | undefined;

  const open = (range: Range, known: readonly Entry[]): Segment => {
    const segment: Segment = { range, entries: known, isHeard: false, stop: () => undefined };
    segment.stop = ask(
      range,
      known,
      (entries) => {
        segment.entries = shareEntries(segment.entries, entries);
        segment.isHeard = true;
        settle();
      },
      refuse,
    );
    return segment;
  };

  const stop = (): void => {
    isOver = true;
    for (const segment of segments) segment.stop();
    segments = [];
  };

  const refuse = (): void => {
    if (isOver) return;
    stop();
    denied();
  };

  const settle = (): void => {
    if (isOver || isSettling) return;
    isSettling = true;
    closeGap();
    closeLast();
    letGo();
    isSettling = false;
    const entries = segments.flatMap((segment) => segment.entries);
    if (entries.length === 0 && segments.some(({ isHeard }) => !isHeard)) return;
    if (told !== undefined && shareEntries(told, entries) === told) return;
    told = entries;
    found(entries);
  };

  /** So much came at once that the last range could not hold it: what was before is no longer next to it. */
  const closeGap = (): void => {
    const last = segments.at(-1);
    if (last === undefined || !last.isHeard || last.entries.length < rangeMax) return;
    for (const segment of segments.slice(0, -1)) segment.stop();
    segments = [last];
  };

  const closeLast = (): void => {
    const last = segments.at(-1);
    if (last === undefined || !last.isHeard || last.entries.length < closedAt) return;
    const isAnchored = last.range.from !== undefined || last.range.after !== undefined;
    const start =
      isAnchored && last.entries.length < rangeMax ? last.range : { from: cursorOf(last.entries[0]) };
    const to = cursorOf(last.entries.at(-1));
    if (to === undefined) return;
    const closed = open(
      { from: start.from, after: 'after' in start ? start.after : undefined, to, last: rangeMax },
      last.entries,
    );
    const next = open({ after: to, last: rangeMax }, []);
    last.stop();
    segments = [...segments.slice(0, -1), closed, next];
  };

  const letGo = (): void => {
    let count = segments.reduce((sum, { entries }) => sum + entries.length, 0);
    while (count > followedMax && segments.length > 2) {
      const [oldest] = segments;
      count -= oldest?.entries.length ?? 0;
      oldest?.stop();
      segments = segments.slice(1);
    }
  };

  isSettling = true;
  const newest = cursorOf(kept.at(-1));
  if (newest === undefined) {
    segments = [open({ last: first }, [])];
  } else {
    for (let start = 0; start < kept.length; start += closedAt) {
      const part = kept.slice(start, start + closedAt);
      segments = [
        ...segments,
        open({ from: cursorOf(part[0]), to: cursorOf(part.at(-1)), last: rangeMax }, part),
      ];
    }
    segments = [...segments, open({ after: newest, last: rangeMax }, [])];
  }
  isSettling = false;
  settle();
  return stop;
};

/** Where an entry stands. What has no time stands in no such list of ours. */
const cursorOf = (entry: Entry | undefined): Cursor | undefined => {
  if (entry === undefined) return undefined;
  const { at } = Object(entry.value) as { readonly at?: unknown };
  return typeof at === 'number' ? { at, key: entry.key } : undefined;
};
