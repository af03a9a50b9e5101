import { goOffline, goOnline } from 'firebase/database';
import { firebase } from './firebase.ts';
import { valueAt } from './live.ts';
import type { Source } from './source.ts';

/** Whether the database answers. `false` until the first greeting. */
export const connected: Source<boolean> = {
  current: () => {
    const reading = valueAt('.info/connected').current();
    return reading.state === 'ready' && reading.value === true;
  },
  subscribe: (listener) => valueAt('.info/connected').subscribe(listener),
};

/** Whether the device believes it has a network. */
export const online: Source<boolean> = {
  current: () => navigator.onLine,
  subscribe: (listener) => {
    window.addEventListener('online', listener);
    window.addEventListener('offline', listener);
    return () => {
      window.removeEventListener('online', listener);
      window.removeEventListener('offline', listener);
    };
  },
};

/** Ends the SDK's pause between two attempts. */
export const reconnectNow = (): void => {
  goOffline(firebase().database);
  goOnline(firebase().database);
};
