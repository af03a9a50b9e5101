import { deleteApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, initializeAuth, inMemoryPersistence, signInAnonymously } from 'firebase/auth';
import { connectDatabaseEmulator, type Database, getDatabase, goOffline } from 'firebase/database';
import { inject } from 'vitest';
import type { Addresses } from '../../scripts/suite.ts';

/** Somebody with an account and a connection of their own, through the real SDK. */
export interface Person {
  readonly uid: string;
  readonly database: Database;
  /** Closes the connection, as closing the browser would. */
  leave(): Promise<void>;
}

/** Where the emulator suite of this run is. Only in tests of the `suite` project. */
export const addresses = (): Addresses => inject('addresses');

/** The page, as the hosting emulator serves it. */
export const pageUrl = (): string => `http://${addresses().host}:${addresses().ports.hosting}/`;

let made = 0;

/** Signs a new guest in. */
export const person = async (): Promise<Person> => {
  const { host, namespace, ports, projectId } = addresses();
  made += 1;
  const app = initializeApp(
    { projectId, apiKey: 'demo', databaseURL: `https://${namespace}.firebaseio.com` },
    `person-${made}`,
  );
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  connectAuthEmulator(auth, `http://${host}:${ports.auth}`, { disableWarnings: true });
  const database = getDatabase(app);
  connectDatabaseEmulator(database, host, ports.database);
  const { user } = await signInAnonymously(auth);
  return {
    uid: user.uid,
    database,
    leave: async () => {
      goOffline(database);
      await deleteApp(app);
    },
  };
};

const ownerFetch = async (path: string, init?: RequestInit): Promise<unknown> => {
  const { host, namespace, ports } = addresses();
  const response = await fetch(`http://${host}:${ports.database}/${path}.json?ns=${namespace}`, {
    ...init,
    headers: { Authorization: 'Bearer owner' },
  });
  if (!response.ok)
    throw new Error(
      `The owner's ${init?.method ?? 'GET'} of /${path}: ${response.status} ${await response.text()}`,
    );
  return response.json();
};

/** Past the rules, as the console would: to arrange what a test needs, and to look at what is stored. */
export const owner = {
  read: (path: string): Promise<unknown> => ownerFetch(path),
  write: (path: string, value: unknown): Promise<unknown> =>
    ownerFetch(path, { method: 'PUT', body: JSON.stringify(value) }),
} as const;
