import { paths, type RoomId, type UserId } from '@causerie/contract';
import { useCallback, useEffect, useRef } from 'react';
import { write } from '../../backend/write.ts';

/** Reading on is noted once, when it pauses. */
const noteAfterMs = 800;

/**
 * Notes how far somebody has read a room, for their other tabs and devices and for the next time. It never goes back; the rules
 * see to that too, because another tab may know of later messages. `lastReadMs` is what is noted so far; `tellsOthers`: the other members
 * may know it too.
 */
export const useSeen = (
  roomId: RoomId,
  uid: UserId,
  lastReadMs: number | undefined,
  tellsOthers: boolean,
): ((atMs: number) => void) => {
  const known = useRef(lastReadMs);
  const tells = useRef(tellsOthers);
  useEffect(() => {
    known.current = lastReadMs;
    tells.current = tellsOthers;
  }, [lastReadMs, tellsOthers]);
  const seen = useRef<{ atMs: number; notedMs: number; timer?: ReturnType<typeof setTimeout> | undefined }>({
    atMs: 0,
    notedMs: 0,
  });
  const note = useCallback(() => {
    const { current } = seen;
    clearTimeout(current.timer);
    current.timer = undefined;
    if (current.atMs <= Math.max(current.notedMs, known.current ?? 0)) return;
    current.notedMs = current.atMs;
    const own = [`${paths.mineEntry.at({ roomId, uid })}/lastRead`, current.atMs] as const;
    // A refusal means that there is nothing to note: another tab was further this very moment, or the room was left.
    if (!tells.current) return void write(new Map([own]));
    // Or that another device has just said that nobody else may know.
    void write(new Map([own, [paths.receipt.at({ roomId, uid }), current.atMs]])).then((outcome) =>
      outcome === 'denied' ? write(new Map([own])) : undefined,
    );
  }, [roomId, uid]);
  // Whoever leaves within the pause, the room or the page, has read all the same.
  useEffect(() => {
    document.addEventListener('visibilitychange', note);
    return () => {
      document.removeEventListener('visibilitychange', note);
      note();
    };
  }, [note]);

  return useCallback(
    (atMs) => {
      const { current } = seen;
      if (atMs <= current.atMs) return;
      current.atMs = atMs;
      current.timer ??= setTimeout(note, noteAfterMs);
    },
    [note],
  );
};
