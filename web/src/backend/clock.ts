import { onValue, ref } from 'firebase/database';
import { firebase } from './firebase.ts';

let offsetMs = 0;

/** Follows how far this device's clock is from the server's. */
export const startClock = (): void => {
  onValue(ref(firebase().database, '.info/serverTimeOffset'), (snapshot) => {
    const offset: unknown = snapshot.val();
    offsetMs = typeof offset === 'number' ? offset : 0;
  });
};

/** The server's time in milliseconds, as well as it is known here: limits and freshness are judged by that clock alone. */
export const serverNow = (): number => Date.now() + offsetMs;
