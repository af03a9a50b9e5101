import { isMessageId, message, type MessageId } from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';
import type { Place } from '../../backend/live.ts';
import type { Source } from '../../backend/source.ts';
import { fold } from '../../ui/fold.ts';

/** Looking through a room for what was said, from the newest message back to the first. */
export interface Search {
  /** `paused`: enough was found for now, or somebody stopped it; `done`: the beginning of the room was reached. */
  readonly state: 'idle' | 'searching' | 'paused' | 'done' | 'failed';
  readonly query: string;
  /** Newest first. */
  readonly hits: readonly MessageId[];
  /** How many messages were looked at. */
  readonly looked: number;
  /** When the earliest of them was sent, in milliseconds; `undefined` before the first. */
  readonly backToMs: number | undefined;
}

export interface Searcher extends Source<Search> {
  /** Begins anew; an empty query ends the search. */
  readonly start: (query: string) => void;
  readonly stop: () => void;
  /** Goes on where it stopped, paused or failed. */
  readonly goOn: () => void;
}

/** After so many more hits it waits to be asked for more: a common word need not fetch a whole room. */
export const hitsAtOnce = 100;

const idle: Search = { state: 'idle', query: '', hits: [], looked: 0, backToMs: undefined };

/**
 * `readBefore` gives a page of messages, oldest first, at most `pageSize`; fewer are the first of the room. What `unheard` people say is
 * not found.
 */
export const createSearcher = (
  readBefore: (place: Place | undefined) => Promise<readonly Entry[]>,
  pageSize: number,
  unheard: ReadonlySet<string>,
): Searcher => {
  const listeners = new Set<() => void>();
  let search = idle;
  let place: Place | undefined;
  /** Counts the searches, so that a page of an earlier one is not taken for one of this. */
  let turn = 0;

  const become = (next: Search): void => {
    search = next;
    for (const listener of listeners) listener();
  };

  const run = async (): Promise<void> => {
    turn += 1;
    const own = turn;
    const words = foldedWords(search.query);
    const enough = search.hits.length + hitsAtOnce;
    become({ ...search, state: 'searching' });
    while (search.state === 'searching') {
      let page: readonly Entry[];
      try {
        page = await readBefore(place);
      } catch {
        if (own === turn) become({ ...search, state: 'failed' });
        return;
      }
      if (own !== turn) return;
      const found = page.filter(({ value }) => saysAll(value, words, unheard)).map(({ key }) => key);
      const hits = [...search.hits, ...found.filter(isMessageId).toReversed()];
      const [first] = page;
      place = first === undefined ? place : placeOf(first);
      const isDone = page.length < pageSize;
      become({
        ...search,
        hits,
        looked: search.looked + page.length,
        backToMs: place?.at,
        state: isDone ? 'done' : hits.length >= enough ? 'paused' : 'searching',
      });
    }
  };

  return {
    current: () => search,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: (query) => {
      turn += 1;
      place = undefined;
      become({ ...idle, query });
      if (foldedWords(query).length > 0) void run();
    },
    stop: () => {
      turn += 1;
      if (search.state === 'searching') become({ ...search, state: 'paused' });
    },
    goOn: () => {
      if (search.state === 'paused' || search.state === 'failed') void run();
    },
  };
};

/** What a query asks for, word by word. */
export const foldedWords = (query: string): readonly string[] =>
  fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '');

const saysAll = (value: unknown, words: readonly string[], unheard: ReadonlySet<string>): boolean => {
  const said = message.read(value);
  if (said === undefined || unheard.has(said.uid)) return false;
  const folded = fold(said.text);
  return words.every((word) => folded.includes(word));
};

const placeOf = ({ key, value }: Entry): Place => {
  const { at } = Object(value) as { readonly at?: unknown };
  return { at: typeof at === 'number' ? at : 0, key };
};
