import { limits, mineEntry, paths, type MessageId, type RoomId, type UserId } from '@causerie/contract';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { listAt, readOnce, valueAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';
import { createHistory, type History, type HistoryStore } from './history.ts';
import { readMessage } from './timeline.ts';

/** Twenty pages: minutes of reading in either direction, and little enough to go through at every change. */
const heldMax = 2000;

export interface RoomHistory {
  readonly history: History;
  readonly moves: Pick<HistoryStore, 'loadOlder' | 'loadNewer' | 'toLatest' | 'look'>;
  /** Sees to it that a message is held, unless another is asked for meanwhile. Rejects when the server cannot be reached. */
  readonly find: (id: MessageId) => Promise<'held' | 'coming' | 'gone' | 'overtaken'>;
  /** The time up to which the room had been read when it was opened. */
  readonly readUpToMs: number | undefined;
  /** And up to which it has been read by now, in this tab or another. */
  readonly lastReadMs: number | undefined;
}

/** The conversation of a room, around the first message that a person has not read. */
export const useHistory = (roomId: RoomId, uid: UserId): RoomHistory => {
  const path = paths.messages.at({ roomId });
  const store = useMemo(
    () =>
      createHistory({
        list: (window) => listAt(path, window),
        latestCount: limits.messagesShown,
        pageCount: limits.messagesPerRead,
        heldMax,
      }),
    [path],
  );
  const history = useSource(store);

  const mine = useSource(valueAt(paths.mineEntry.at({ roomId, uid })));
  const isKnown = mine.state !== 'loading';
  const lastRead = mine.state === 'ready' ? mineEntry.read(mine.value)?.lastRead : undefined;
  // Only the first answer matters: the store opens once, and remembers.
  useEffect(() => {
    if (isKnown) store.open(lastRead);
  }, [store, isKnown, lastRead]);

  /** What was asked for last. */
  const wanted = useRef<MessageId>(undefined);
  const find = useCallback(
    async (id: MessageId) => {
      wanted.current = id;
      if (store.current().messages.some((message) => message.id === id)) return 'held';
      const value = await readOnce(paths.message.at({ roomId, messageId: id })).catch((error: unknown) => {
        if (wanted.current === id) throw error;
      });
      // A late answer must not lead back to where nobody wants to be any more.
      if (wanted.current !== id) return 'overtaken';
      const message = readMessage({ key: id, value });
      if (message === undefined) return 'gone';
      store.goTo({ at: message.atMs, key: id });
      return 'coming';
    },
    [store, roomId],
  );
  return { history, moves: store, find, readUpToMs: store.readUpToMs(), lastReadMs: lastRead };
};
