import { useCallback, useSyncExternalStore } from 'react';

/** The time of a clock in milliseconds, rounded down to an interval and read again as often; `undefined` leaves it standing. */
export const useNow = (everyMs: number | undefined, clock: () => number): number => {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (everyMs === undefined) return () => undefined;
      const timer = setInterval(listener, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  // Rounded, because two looks at the clock within one drawing must see the same.
  return useSyncExternalStore(subscribe, () =>
    everyMs === undefined ? 0 : Math.floor(clock() / everyMs) * everyMs,
  );
};
