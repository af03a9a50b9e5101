import {
  get,
  limitToFirst,
  limitToLast,
  onValue,
  orderByChild,
  orderByKey,
  query,
  ref,
} from 'firebase/database';
import { firebase } from './firebase.ts';
import { sameValue } from './sameValue.ts';
import { keepPushedOut, shareEntries, type Entry } from './entries.ts';
import { liveSource, type Listen, type LiveSource } from './source.ts';

/** Sources that somebody reads, or has just read, by address. */
const values = new Map<string, LiveSource<unknown>>();
const lists = new Map<string, LiveSource<readonly Entry[]>>();

/** Everything at a place; `null` when there is nothing. */
export const valueAt = (path: string): LiveSource<unknown> =>
  shared(values, path, (onIdle) =>
    liveSource<unknown>(
      (found, denied) => onValue(ref(firebase().database, path), (snapshot) => found(snapshot.val()), denied),
      (previous, next) => (sameValue(previous, next) ? previous : next),
      onIdle,
    ),
  );

/** Part of a list: so many children from one end. Rules refuse a list without such a bound. */
export interface ListWindow {
  readonly first?: number;
  readonly last?: number;
  /** `at` orders by the server's clock; keys are chosen by whoever writes. */
  readonly by: 'key' | 'at';
}

/** The children of a list that lie in a window, in the window's order. */
export const listAt = (path: string, window: ListWindow): LiveSource<readonly Entry[]> =>
  shared(lists, addressOf(path, window), (onIdle) =>
    liveSource(listenTo(path, window), shareEntries, onIdle),
  );

/**
 * Like {@link listAt}, and keeps what newer children push out at the front, up to `keep` entries in all: what somebody
 * is reading does not vanish because others talk.
 */
export const growingListAt = (
  path: string,
  window: ListWindow & { readonly last: number },
  keep: number,
): LiveSource<readonly Entry[]> =>
  shared(lists, `${addressOf(path, window)}&keep=${keep}`, (onIdle) =>
    liveSource(
      listenTo(path, window),
      (previous, next) => shareEntries(previous, keepPushedOut(previous, next, window.last, keep)),
      onIdle,
    ),
  );

/**
 * Asks again for everything that was refused. To be called when something has changed that may have opened a door,
 * such as joining a room.
 */
export const retryDenied = (): void => {
  for (const source of [...values.values(), ...lists.values()]) source.retry();
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

const addressOf = (path: string, { first, last, by }: ListWindow): string =>
  `${path}?first=${first}&last=${last}&by=${by}`;

const listenTo =
  (path: string, { first, last, by }: ListWindow): Listen<readonly Entry[]> =>
  (found, denied) => {
    const bounds = [
      ...(first === undefined ? [] : [limitToFirst(first)]),
      ...(last === undefined ? [] : [limitToLast(last)]),
    ];
    const target = query(
      ref(firebase().database, path),
      by === 'key' ? orderByKey() : orderByChild(by),
      ...bounds,
    );
    return onValue(
      target,
      (snapshot) => {
        const entries: Entry[] = [];
        snapshot.forEach((child) => {
          entries.push({ key: child.key, value: child.val() as unknown });
        });
        found(entries);
      },
      denied,
    );
  };
