import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * The server's time of the newest message that has been in sight, on a page that is in sight itself, and what to call with that
 * of the newest one in view whenever the view changes. What counts is the view that is painted: messages that come in below
 * may move it on to the first of them, and are not seen by that.
 */
export const useSeenUpTo = (
  readUpToMs: number | undefined,
  onSeen: (atMs: number) => void,
): readonly [seenUpToMs: number, inView: (atMs: number) => void] => {
  const [seenAtMs, setSeenAtMs] = useState(0);
  const view = useRef<{ atMs: number; frame: number | undefined }>({ atMs: 0, frame: undefined });
  useEffect(() => {
    const { current } = view;
    return () => {
      if (current.frame !== undefined) cancelAnimationFrame(current.frame);
      current.frame = undefined;
    };
  }, []);
  const inView = useCallback(
    (atMs: number) => {
      const { current } = view;
      current.atMs = atMs;
      current.frame ??= requestAnimationFrame(() => {
        current.frame = undefined;
        if (document.visibilityState === 'hidden') return;
        setSeenAtMs((before) => Math.max(before, current.atMs));
        onSeen(current.atMs);
      });
    },
    [onSeen],
  );
  return [Math.max(seenAtMs, readUpToMs ?? 0), inView];
};
