import { monotonicNow } from '../../backend/clock.ts';
import { isIdle } from './presence.ts';

const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'visibilitychange'] as const;
const lookEveryMs = 10_000;

/**
 * Calls `turned` when nobody has touched this page for long, and when somebody is back. A page that cannot be seen is not
 * touched. Returns how to stop.
 */
export const watchIdle = (turned: (isAway: boolean) => void): (() => void) => {
  let touchedMs = monotonicNow();
  let isAway = false;
  const look = (): void => {
    const isNow = isIdle(monotonicNow() - touchedMs);
    if (isNow === isAway) return;
    isAway = isNow;
    turned(isAway);
  };
  const touched = (): void => {
    if (document.visibilityState === 'hidden') return;
    touchedMs = monotonicNow();
    look();
  };
  const options = { capture: true, passive: true };
  for (const touch of touches) window.addEventListener(touch, touched, options);
  const timer = setInterval(look, lookEveryMs);
  return () => {
    clearInterval(timer);
    for (const touch of touches) window.removeEventListener(touch, touched, options);
  };
};
