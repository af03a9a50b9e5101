import { onValue, ref } from 'firebase/database';
import { firebase } from './firebase.ts';

/** The server's time less {@link monotonicNow}. */
let differenceMs = Date.now() - performance.now();

/** Milliseconds since the page was opened. Goes on evenly whatever somebody does to the clock of the device. */
export const monotonicNow = (): number => performance.now();

/**
 * Follows how far this device's clock is from the server's. The SDK measures that when a connection begins; from then on, time
 * passes by a clock that nobody can set.
 */
export const startClock = (): void => {
  let offsetMs = 0;
  const set = (): void => {
    differenceMs = Date.now() + offsetMs - monotonicNow();
  };
  const { database } = firebase();
  onValue(ref(database, '.info/serverTimeOffset'), (snapshot) => {
    const offset: unknown = snapshot.val();
    offsetMs = typeof offset === 'number' ? offset : 0;
    set();
  });
  // The same offset again is no news to the SDK; yet a device that slept has to be told the time.
  onValue(ref(database, '.info/connected'), (snapshot) => {
    if (snapshot.val() === true) set();
  });
};

/** The server's time in milliseconds, as well as it is known here: limits and freshness are judged by that clock alone. */
export const serverNow = (): number => monotonicNow() + differenceMs;
