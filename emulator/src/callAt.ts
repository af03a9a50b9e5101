import type { Clock } from './clock.ts';

/** A longer timer would go off at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Calls `action` when the clock has come to a moment, however far ahead that is. It keeps no process alive.
 *
 * @param atMs milliseconds since 1970
 * @returns gives it up
 */
export const callAt = (atMs: number, clock: Clock, action: () => void): (() => void) => {
  const wait = (): NodeJS.Timeout =>
    setTimeout(look, Math.min(Math.max(atMs - clock.now(), 0), longestTimerMs)).unref();
  const look = (): void => {
    if (clock.now() >= atMs) action();
    else timer = wait();
  };
  let timer = wait();
  return () => clearTimeout(timer);
};
