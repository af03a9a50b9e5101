import { array, assert, constant, constantFrom, integer, oneof, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry, EntrySource } from '../../backend/entries.ts';
import type { ListWindow, Place } from '../../backend/live.ts';
import type { Reading } from '../../backend/source.ts';
import { createHistory } from './history.ts';

const keyOf = (index: number): string => `-O${String(index).padStart(18, '0')}`;
const entryOf = (index: number): Entry => ({
  key: keyOf(index),
  value: { uid: 'ana', text: `message ${index}`, at: 1000 + index, slot: 'a' },
});
const atOf = ({ value }: Entry): number => (value as { readonly at: number }).at;
const isBefore = (entry: Entry, { at, key }: Place): boolean =>
  atOf(entry) < at || (atOf(entry) === at && key !== undefined && entry.key < key);
const isAt = (entry: Entry, { at, key }: Place): boolean => atOf(entry) === at && entry.key === key;

/** A room as the database keeps it: windows answer when they are told to, and follow what is said afterwards. */
const roomOf = (count: number) => {
  let entries = Array.from({ length: count }, (_, index) => entryOf(index));
  const windows = new Set<{ answer: () => void; follow: () => void }>();
  const look = ({ first, last, from, after, before }: ListWindow): readonly Entry[] => {
    const within = entries.filter(
      (entry) =>
        (from === undefined || !isBefore(entry, from)) &&
        (after === undefined || !(isBefore(entry, after) || isAt(entry, after))) &&
        (before === undefined || isBefore(entry, before)),
    );
    return first === undefined ? within.slice(-(last ?? 0)) : within.slice(0, first);
  };
  const list = (window: ListWindow): EntrySource => {
    let reading: Reading<readonly Entry[]> = { state: 'loading' };
    const listeners = new Set<() => void>();
    const become = (value: readonly Entry[]): void => {
      const before = reading.state === 'ready' ? reading.value : undefined;
      if (before?.length === value.length && value.every((entry, index) => entry === before[index])) return;
      reading = { state: 'ready', value };
      for (const listener of listeners) listener();
    };
    const entry = {
      answer: () => become(look(window)),
      follow: () => {
        if (reading.state === 'ready') become(look(window));
      },
    };
    return {
      current: () => reading,
      subscribe: (listener) => {
        listeners.add(listener);
        windows.add(entry);
        return () => {
          listeners.delete(listener);
          if (listeners.size === 0) windows.delete(entry);
        };
      },
    };
  };
  return {
    list,
    openWindows: () => windows.size,
    answer: () => {
      for (const { answer } of Array.from(windows)) answer();
    },
    /** So many at once, as after a time without a connection. */
    say: (more: number) => {
      entries = [...entries, ...Array.from({ length: more }, (_, index) => entryOf(entries.length + index))];
      for (const { follow } of Array.from(windows)) follow();
    },
    edit: (index: number) => {
      const { key, value } = entryOf(index);
      entries = entries.with(index, { key, value: { ...(value as object), text: 'edited', editedAt: 1 } });
      for (const { follow } of Array.from(windows)) follow();
    },
    count: () => entries.length,
  };
};

const opened = (count: number, readUpTo?: number) => {
  const room = roomOf(count);
  const store = createHistory({ list: room.list, latestCount: 5, pageCount: 10, heldMax: 40 });
  const stop = store.subscribe(() => undefined);
  store.open(readUpTo === undefined ? undefined : 1000 + readUpTo);
  room.answer();
  room.answer();
  const held = (): readonly number[] => store.current().messages.map(({ id }) => Number(id.slice(2)));
  const range = (): string => `${held()[0]}-${held().at(-1)}`;
  return { room, store, stop, held, range };
};

describe('createHistory', () => {
  it('is loading until the newest messages and the place to open at are known', () => {
    const room = roomOf(3);
    const store = createHistory({ list: room.list, latestCount: 5, pageCount: 10, heldMax: 40 });
    store.subscribe(() => undefined);
    expect(store.current().state).toBe('loading');
    room.answer();
    expect(store.current().state).toBe('loading');
    store.open(undefined);
    expect(store.current()).toMatchObject({ state: 'ready', older: 'end', newer: 'end' });
  });

  it.each([
    ['nothing was read before', 100, undefined, '95-99', 'end'],
    ['all was read', 100, 99, '95-99', 'end'],
    ['what was not read is among the newest', 100, 96, '95-99', 'end'],
    ['what was not read is far back', 100, 49, '45-59', 'more'],
    ['what was not read is a little back', 100, 92, '88-99', 'end'],
    ['nothing of a long room was read', 100, -1, '0-9', 'more'],
  ])('opens, when %s, around the first unread message', (_when, count, readUpTo, expected, newer) => {
    const { range, store } = opened(count, readUpTo);
    expect(range()).toBe(expected);
    expect(store.current().newer).toBe(newer);
  });

  it('grows at its older end until it reaches the beginning', () => {
    const { room, store, range } = opened(22);
    store.loadOlder();
    expect(store.current().older).toBe('loading');
    store.loadOlder();
    room.answer();
    expect(range()).toBe('7-21');
    expect(store.current().older).toBe('more');
    store.loadOlder();
    room.answer();
    expect(range()).toBe('0-21');
    expect(store.current().older).toBe('end');
    store.loadOlder();
    expect(store.current().older).toBe('end');
  });

  it('grows at its newer end until it meets the newest messages', () => {
    const { room, store, range } = opened(30, 4);
    expect(range()).toBe('0-14');
    store.loadNewer();
    room.answer();
    expect(range()).toBe('0-24');
    store.loadNewer();
    room.answer();
    expect(range()).toBe('0-29');
    expect(store.current().newer).toBe('end');
    room.say(1);
    expect(range()).toBe('0-30');
  });

  it('keeps what new messages push out, and goes on listening to it', () => {
    const { room, store, range } = opened(8);
    for (let said = 0; said < 30; said += 1) {
      room.say(1);
      room.answer();
    }
    expect(range()).toBe('3-37');
    room.edit(20);
    expect(store.current().messages.find(({ id }) => id === keyOf(20))?.text).toBe('edited');
  });

  it('keeps what is pushed out also before the server has answered anew', () => {
    const { room, range } = opened(8);
    room.say(4);
    expect(range()).toBe('3-11');
  });

  it('lets go of what is farthest away, and loads it again', () => {
    const { room, store, range } = opened(200);
    for (let page = 0; page < 8; page += 1) {
      store.look(store.current().messages[0]?.id ?? 'end');
      store.loadOlder();
      room.answer();
    }
    expect(range()).toBe('115-154');
    expect(store.current().newer).toBe('more');
    for (let page = 0; page < 8; page += 1) {
      store.look(store.current().messages.at(-1)?.id ?? 'end');
      store.loadNewer();
      room.answer();
    }
    expect(range().split('-')[1]).toBe('199');
    expect(store.current().newer).toBe('end');
  });

  it('goes to any place, and back to the newest messages', () => {
    const { room, store, range } = opened(200);
    store.goTo({ at: 1050, key: keyOf(50) });
    expect(range()).toBe('195-199');
    room.answer();
    expect(range()).toBe('45-59');
    expect(store.current()).toMatchObject({ older: 'more', newer: 'more' });
    expect(store.current().latest.at(-1)?.id).toBe(keyOf(199));
    store.toLatest();
    expect(range()).toBe('195-199');
    expect(store.current().newer).toBe('end');
  });

  it('goes on from where it was when more than a window was missed', () => {
    const { room, store, range } = opened(20);
    room.say(30);
    room.answer();
    expect(range()).toBe('15-24');
    expect(store.current().newer).toBe('more');
  });

  it('closes every window when nobody looks any more', () => {
    const { room, store, stop } = opened(100);
    store.loadOlder();
    room.answer();
    store.goTo({ at: 1010 });
    stop();
    expect(room.openWindows()).toBe(0);
  });

  it('holds one stretch without gaps or doubles, and a bounded one, whatever happens', () => {
    const steps = array(
      oneof(
        record({ do: constant('say' as const), count: integer({ min: 1, max: 12 }) }),
        record({ do: constant('goTo' as const), count: integer({ min: 0, max: 150 }) }),
        record({
          do: constantFrom(
            'older' as const,
            'newer' as const,
            'latest' as const,
            'answer' as const,
            'follow' as const,
            'readBack' as const,
          ),
          count: constant(0),
        }),
      ),
      { maxLength: 60 },
    );
    assert(
      property(
        integer({ min: 0, max: 150 }),
        option(integer({ min: 0, max: 150 })),
        steps,
        (count, readUpTo, all) => {
          const { room, store, held } = opened(count, readUpTo ?? undefined);
          for (const { do: what, count: number } of all) {
            if (what === 'say') room.say(number);
            else if (what === 'goTo') store.goTo({ at: 1000 + number, key: keyOf(number) });
            else if (what === 'older') store.loadOlder();
            else if (what === 'newer') store.loadNewer();
            else if (what === 'latest') store.toLatest();
            else if (what === 'answer') room.answer();
            else store.look(what === 'follow' ? 'end' : (store.current().messages[0]?.id ?? 'end'));
            const indexes = held();
            expect(indexes).toEqual(indexes.map((_, index) => (indexes[0] ?? 0) + index));
            expect(indexes.length).toBeLessThanOrEqual(40 + 12 + 20);
            const { newer, state, messages } = store.current();
            expect(state).toBe('ready');
            const isAtEnd = newer === 'end' && messages.length > 0;
            expect(isAtEnd ? indexes.at(-1) : room.count() - 1).toBe(room.count() - 1);
          }
          for (let turn = 0; turn < 3; turn += 1) {
            store.loadNewer();
            store.loadOlder();
            room.answer();
          }
          store.toLatest();
          expect(held().at(-1)).toBe(room.count() === 0 ? undefined : room.count() - 1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
