/** What the pages of `browser.spec.ts` run: the SDK, in words that Playwright can pass on. */
import { initializeApp } from 'firebase/app';
import {
  connectDatabaseEmulator,
  type Database,
  forceLongPolling,
  get as getOnce,
  getDatabase,
  onDisconnect,
  onValue,
  ref,
  set as setValue,
} from 'firebase/database';

let database: Database;
let connections = 0;
const heardAt = new Map<string, unknown[]>();

export const connect = (port: number, namespace: string, transport: 'any' | 'longPolling'): void => {
  if (transport === 'longPolling') forceLongPolling();
  const app = initializeApp({ projectId: namespace, databaseURL: `https://${namespace}.firebaseio.com` });
  database = getDatabase(app);
  connectDatabaseEmulator(database, '127.0.0.1', port);
  onValue(ref(database, '.info/connected'), (snapshot) => {
    if (snapshot.val() === true) connections += 1;
  });
};

export const connectedTimes = (): number => connections;

export const set = (path: string, value: unknown): Promise<void> => setValue(ref(database, path), value);

export const get = async (path: string): Promise<unknown> => (await getOnce(ref(database, path))).val();

export const listen = (path: string): void => {
  onValue(ref(database, path), (snapshot) => heardAt.get(path)?.push(snapshot.val()));
  heardAt.set(path, []);
};

export const heard = (path: string): readonly unknown[] => heardAt.get(path) ?? [];

export const leave = (path: string, value: unknown): Promise<void> =>
  onDisconnect(ref(database, path)).set(value);
