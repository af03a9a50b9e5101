import { entriesIn, type Entry, type EntrySource } from '../../backend/entries.ts';
import type { ListWindow } from '../../backend/live.ts';
import type { Source } from '../../backend/source.ts';

/** What answers one message, by key, as far back as somebody has asked. */
export interface Thread {
  readonly state: 'loading' | 'ready' | 'denied';
  readonly entries: readonly Entry[];
  readonly hasEarlier: boolean;
}

export interface ThreadStore extends Source<Thread> {
  readonly loadEarlier: () => void;
}

const nothingYet: Thread = { state: 'loading', entries: [], hasEarlier: false };

/** `count` is how many a page has. */
export const createThread = (
  list: (window: ListWindow) => EntrySource,
  replyTo: string,
  count: number,
): ThreadStore => {
  const newest = list({ by: 'replyTo', replyTo, last: count });
  let pages: readonly { readonly source: EntrySource; readonly stop: () => void }[] = [];
  let stopNewest: (() => void) | undefined;
  /** What newer answers have pushed out of the newest page. */
  let pushedOut: readonly Entry[] = [];
  let newestBefore: readonly Entry[] = [];
  let thread = nothingYet;
  const listeners = new Set<() => void>();

  const keepPushedOut = (): void => {
    const now = entriesIn(newest);
    const [first] = now;
    // A page that is not full has all there are: whatever is missing in it was deleted.
    pushedOut =
      first === undefined || now.length < count
        ? []
        : [...pushedOut, ...newestBefore.filter(({ key }) => key < first.key)];
    newestBefore = now;
  };

  const update = (): void => {
    if (newest.current().state === 'ready') keepPushedOut();
    const entries = new Map<string, Entry>();
    for (const part of [...pages.map(({ source }) => entriesIn(source)), pushedOut, newestBefore])
      for (const entry of part) entries.set(entry.key, entry);
    const oldest = pages[0]?.source ?? newest;
    thread = {
      state: newest.current().state,
      entries: [...entries.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
      hasEarlier: entriesIn(oldest).length >= count,
    };
    for (const listener of listeners) listener();
  };

  return {
    current: () => thread,
    subscribe: (listener) => {
      listeners.add(listener);
      stopNewest ??= newest.subscribe(update);
      update();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopNewest?.();
        stopNewest = undefined;
        for (const { stop } of pages) stop();
        pages = [];
        pushedOut = [];
        newestBefore = [];
        thread = nothingYet;
      };
    },
    loadEarlier: () => {
      const first = thread.entries[0];
      if (!thread.hasEarlier || first === undefined) return;
      const source = list({ by: 'replyTo', replyTo, beforeKey: first.key, last: count });
      pages = [{ source, stop: source.subscribe(update) }, ...pages];
      update();
    },
  };
};
