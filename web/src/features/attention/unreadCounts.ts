import type { RoomId } from '@causerie/contract';
import type { Source } from '../../backend/source.ts';
import type { Unread } from './unread.ts';

type Counts = ReadonlyMap<RoomId, Unread>;

let counts: Counts = new Map();
const listeners = new Set<() => void>();

/** What is unread in which room; rooms with nothing unread are not in it. Empty until the counting has been loaded. */
export const unreadCounts: Source<Counts> = {
  current: () => counts,
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** For the one that counts. */
export const setUnreadCounts = (next: Counts): void => {
  counts = next;
  for (const listener of listeners) listener();
};

/** All rooms together. */
export const totalUnread = (all: Counts): number =>
  [...all.values()].reduce((sum, { count }) => sum + count, 0);
