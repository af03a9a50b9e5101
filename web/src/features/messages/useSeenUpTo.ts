import { useCallback, useEffect, useRef, useState } from 'react';

/** What passes through the view on the way to elsewhere was not seen. */
const dwellMs = 250;

/**
 * The server's time of the newest message that has been in sight for a moment, on a page that is in sight itself, and what to
 * call with that of the newest one in view whenever the view changes.
 */
export const useSeenUpTo = (
  readUpToMs: number | undefined,
  onSeen: (atMs: number) => void,
): readonly [seenUpToMs: number, inView: (atMs: number) => void] => {
  const [seenAtMs, setSeenAtMs] = useState(0);
  const view = useRef<{ atMs: number; timer: ReturnType<typeof setTimeout> | undefined }>({
    atMs: 0,
    timer: undefined,
  });
  useEffect(() => {
    const { current } = view;
    return () => {
      clearTimeout(current.timer);
      current.timer = undefined;
    };
  }, []);
  const inView = useCallback(
    (atMs: number) => {
      const { current } = view;
      current.atMs = atMs;
      current.timer ??= setTimeout(() => {
        current.timer = undefined;
        if (document.visibilityState === 'hidden') return;
        setSeenAtMs((before) => Math.max(before, current.atMs));
        onSeen(current.atMs);
      }, dwellMs);
    },
    [onSeen],
  );
  return [Math.max(seenAtMs, readUpToMs ?? 0), inView];
};
