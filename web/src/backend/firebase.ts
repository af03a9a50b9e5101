import { initializeApp, type FirebaseOptions } from 'firebase/app';
import {
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  inMemoryPersistence,
  signInWithCustomToken,
  type Auth,
} from 'firebase/auth';
import { connectDatabaseEmulator, forceWebSockets, getDatabase, type Database } from 'firebase/database';
import { actingAs } from './actingAs.ts';
import { parseEmulators } from './emulators.ts';
import { keepFor } from './kept.ts';
import { rememberedAccount } from './rememberedAccount.ts';
import { reachUnder, type UnderSdk } from './underSdk.ts';

interface Services {
  readonly auth: Auth;
  readonly database: Database;
  readonly under: UnderSdk | undefined;
}

let started: Services | undefined;

/**
 * Connects to the emulators that the build names, or else to a project that is given, or else to the one that Hosting serves this
 * page for. Rejects when the project's configuration cannot be fetched.
 */
export const startFirebase = async (given?: FirebaseOptions): Promise<void> => {
  const emulators = parseEmulators(import.meta.env.VITE_CAUSERIE_EMULATORS);
  const remembered = rememberedAccount();
  const keeping = remembered === undefined ? undefined : keepFor(remembered);
  const app = initializeApp(emulators === undefined ? (given ?? (await hostedConfig())) : demoConfig);

  // The SDK's other transport loads scripts from the database's host, which the page's security policy forbids; and
  // one failed WebSocket would make the SDK prefer it.
  forceWebSockets();

  // `initializeAuth` without a popup resolver leaves out everything that only social sign-in needs.
  const acted = import.meta.env.DEV && emulators !== undefined ? actingAs() : undefined;
  const auth = initializeAuth(app, {
    persistence:
      acted === undefined ? [indexedDBLocalPersistence, browserLocalPersistence] : inMemoryPersistence,
  });
  const database = getDatabase(app);
  if (emulators !== undefined) {
    connectAuthEmulator(auth, emulators.auth, { disableWarnings: true });
    connectDatabaseEmulator(database, emulators.database.host, emulators.database.port);
  }
  // The emulator takes a custom token that nobody has signed, and even one that is mere JSON.
  if (acted !== undefined) await signInWithCustomToken(auth, JSON.stringify({ uid: acted }));
  // What is kept must be there before the first question to the database.
  await keeping;
  started = { auth, database, under: reachUnder(database) };
};

/** For a page that brings its own. */
export const startWith = (services: Services): void => {
  started = services;
};

export const firebase = (): Services => {
  if (started === undefined) throw new Error('firebase() was called before startFirebase() had finished.');
  return started;
};

/** A project whose name starts with `demo-` exists nowhere, so nothing here can reach a real one. */
const demoConfig = {
  projectId: 'demo-causerie',
  apiKey: 'demo',
  databaseURL: 'https://demo-causerie-default-rtdb.firebaseio.com',
} satisfies FirebaseOptions;

/** Hosting answers this address with the configuration of the project it belongs to. */
const hostedConfig = async (): Promise<FirebaseOptions> => {
  const response = await fetch('/__/firebase/init.json');
  if (!response.ok) throw new Error(`/__/firebase/init.json answered ${response.status}.`);
  return (await response.json()) as FirebaseOptions;
};
