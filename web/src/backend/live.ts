import {
  endAt,
  endBefore,
  equalTo,
  get,
  limitToFirst,
  limitToLast,
  onValue,
  orderByChild,
  orderByKey,
  query,
  ref,
  startAfter,
  startAt,
  type DataSnapshot,
  type Query,
} from 'firebase/database';
import { firebase } from './firebase.ts';
import { sameValue } from './sameValue.ts';
import { entriesOf, shareEntries, type Entry } from './entries.ts';
import { forgetAt, keepAt, keptAt } from './kept.ts';
import { newestOf } from './newest.ts';
import { listenToRange } from './listenToRange.ts';
import { liveSource, type Listen, type LiveSource } from './source.ts';

/** Sources that somebody reads, or has just read, by address. */
const values = new Map<string, LiveSource<unknown>>();
const lists = new Map<string, LiveSource<readonly Entry[]>>();

/** What is worth showing before the server has answered. Signs of life and limits are not: they would be old. */
const keptPlaces: ReadonlySet<string> = new Set([
  'users',
  'rooms',
  'directory',
  'members',
  'mine',
  'reactions',
  'blocks',
]);

const isRoom = (path: string): boolean => path.startsWith('messages/');

const isKept = (path: string): boolean => keptPlaces.has(path.split('/')[0] ?? '');

/** Everything at a place; `null` when there is nothing. */
export const valueAt = (path: string): LiveSource<unknown> =>
  shared(values, path, (onIdle) => {
    const address = isKept(path) ? path : undefined;
    return liveSource<unknown>(
      listenTo(
        () => ref(firebase().database, path),
        address,
        (snapshot) => snapshot.val(),
      ),
      (previous, next) => (sameValue(previous, next) ? previous : next),
      onIdle,
      address === undefined ? undefined : keptAt(address),
    );
  });

/** A place in a list by `at`: a time, or the child of that time and key. Without a key it is before all children of its time. */
export interface Place {
  readonly at: number;
  readonly key?: string;
}

/** Part of a list: so many children from one end. Rules refuse a list without such a bound. */
export interface ListWindow {
  readonly first?: number;
  readonly last?: number;
  /** `at` orders by the server's clock; keys are chosen by whoever writes. `replyTo` gives what answers one message, by key. */
  readonly by: 'key' | 'at' | 'replyTo';
  /** In lists by `replyTo`: the message that is answered, and the key before which the answers end. */
  readonly replyTo?: string;
  readonly beforeKey?: string;
  /** In lists by key: this child and no other. */
  readonly only?: string;
  /** In lists by `at`: only from a place on, only behind it, only before it. */
  readonly from?: Place;
  readonly after?: Place;
  readonly before?: Place;
}

/**
 * The children of a list that lie in a window, in the window's order. The newest messages of a room are more than were asked for
 * when this browser kept more.
 */
export const listAt = (path: string, window: ListWindow): LiveSource<readonly Entry[]> =>
  shared(lists, addressOf(path, window), (onIdle) => {
    const { by, last, first, from, after, before } = window;
    const isOpen = from === undefined && after === undefined && before === undefined;
    if (by === 'at' && last !== undefined && first === undefined && isOpen && isRoom(path)) {
      return newestAt(path, last, onIdle);
    }
    const address = isKept(path) && isOpen ? addressOf(path, window) : undefined;
    return liveSource(
      listenTo(() => windowOf(path, window), address, entriesOf),
      shareEntries,
      onIdle,
    );
  });

/** How much of a room is kept over a reload, and how much is followed while it goes on. */
const keptEntriesMax = 200;
const followedMax = 300;

/** The newest messages, beginning with what this browser kept of them. What somebody is reading does not vanish because others talk. */
const newestAt = (path: string, first: number, onIdle: () => void): LiveSource<readonly Entry[]> => {
  const readKept = (): readonly Entry[] => {
    const kept = keptAt(path);
    return Array.isArray(kept) ? kept.map(([key, value]: [string, unknown]) => ({ key, value })) : [];
  };
  const kept = readKept();
  return liveSource<readonly Entry[]>(
    (found, denied) =>
      newestOf({
        ask: (range, known, heard, refused) => listenToRange(firebase(), path, range, known, heard, refused),
        first,
        followedMax,
        kept: readKept(),
        found: (entries) => {
          keepAt(path, () => entries.slice(-keptEntriesMax).map(({ key, value }) => [key, value]));
          found(entries);
        },
        denied: () => {
          forgetAt(path);
          denied();
        },
      }),
    shareEntries,
    onIdle,
    kept.length > 0 ? kept : undefined,
  );
};

/**
 * Asks again for everything that was refused. To be called when something has changed that may have opened a door,
 * such as joining a room.
 */
export const retryDenied = (): void => {
  for (const source of [...values.values(), ...lists.values()]) source.retry();
};

/**
 * Forgets everything that was read, for when somebody else is in front of the page: at the same places there may be nothing for them.
 * What the SDK says of itself is nobody's.
 */
export const forgetRead = (): void => {
  for (const [address, source] of [...values, ...lists]) if (!address.startsWith('.info/')) source.forget();
};

/** Asks once, past everything that is known here. Rejects when the rules refuse or the server cannot be reached. */
export const readOnce = async (path: string): Promise<unknown> =>
  (await get(ref(firebase().database, path))).val() as unknown;

const shared = <T>(
  sources: Map<string, LiveSource<T>>,
  address: string,
  make: (onIdle: () => void) => LiveSource<T>,
): LiveSource<T> => {
  const existing = sources.get(address);
  if (existing !== undefined) return existing;
  const made = make(() => {
    // By now another source may stand here.
    if (sources.get(address) === made) sources.delete(address);
  });
  sources.set(address, made);
  return made;
};

const addressOf = (
  path: string,
  { first, last, by, from, after, before, replyTo, beforeKey, only }: ListWindow,
): string => `${path}?${JSON.stringify([first, last, by, from, after, before, replyTo, beforeKey, only])}`;

const windowOf = (
  path: string,
  { first, last, by, from, after, before, replyTo, beforeKey, only }: ListWindow,
): Query =>
  query(
    ref(firebase().database, path),
    by === 'key' ? orderByKey() : orderByChild(by),
    ...(only === undefined ? [] : [equalTo(only)]),
    ...(replyTo === undefined ? [] : [startAt(replyTo)]),
    ...(replyTo === undefined
      ? []
      : [beforeKey === undefined ? endAt(replyTo) : endBefore(replyTo, beforeKey)]),
    ...(from === undefined ? [] : [startAt(from.at, from.key)]),
    ...(after === undefined ? [] : [startAfter(after.at, after.key)]),
    ...(before === undefined ? [] : [endBefore(before.at, before.key)]),
    ...(first === undefined ? [] : [limitToFirst(first)]),
    ...(last === undefined ? [] : [limitToLast(last)]),
  );

/** With an address, begins with what is kept there and keeps what comes. */
const listenTo =
  <T>(target: () => Query, address: string | undefined, read: (snapshot: DataSnapshot) => T): Listen<T> =>
  (found, denied) => {
    const listen = (): (() => void) =>
      onValue(
        target(),
        (snapshot) => {
          if (address !== undefined) keepAt(address, () => snapshot.val() as unknown);
          found(read(snapshot));
        },
        () => {
          if (address !== undefined) forgetAt(address);
          denied();
        },
      );
    return beginningWith(address === undefined ? undefined : keptAt(address), listen);
  };

const beginningWith = <T>(kept: unknown, listen: () => T): T =>
  kept === undefined ? listen() : (firebase().under?.beginningWith(kept, listen) ?? listen());
