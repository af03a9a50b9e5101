import { initializeApp } from 'firebase/app';
import { inMemoryPersistence, initializeAuth } from 'firebase/auth';
import { getDatabase, goOffline, ref, set } from 'firebase/database';
import { startWith } from './firebase.ts';

/** An address where nothing listens. */
const nowhere = 'http://127.0.0.1:9?ns=demo-nowhere';

/**
 * Lets the page read a tree that stands nowhere: the SDK shows a write at once, and this one, of everything, waits for a connection
 * for ever. Nobody is signed in, and nothing is kept in the browser.
 */
export const startOffline = (tree: Readonly<Record<string, unknown>>): void => {
  const app = initializeApp({ projectId: 'demo-nowhere', apiKey: 'demo', databaseURL: nowhere });
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  const database = getDatabase(app);
  goOffline(database);
  startWith({ auth, database, under: undefined });
  void set(ref(database), tree);
};
