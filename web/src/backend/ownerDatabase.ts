import { initializeApp } from 'firebase/app';
import {
  connectDatabaseEmulator,
  getDatabase,
  limitToLast,
  onValue,
  orderByKey,
  query,
  ref,
  type Database,
} from 'firebase/database';
import { parseEmulators } from './emulators.ts';
import { entriesOf } from './entries.ts';
import { firebase } from './firebase.ts';

let opened: Database | undefined;

/** The emulator's database past its rules, over a connection of its own. Only a page that is served for developing asks for it. */
const ownersDatabase = (): Database => {
  if (opened !== undefined) return opened;
  const emulators = parseEmulators(import.meta.env.VITE_CAUSERIE_EMULATORS);
  if (emulators === undefined) throw new Error('Nobody owns the database of a page without emulators.');
  const { host, port } = emulators.database;
  opened = getDatabase(initializeApp(firebase().database.app.options, 'owner'));
  // The emulator takes this word for a credential.
  connectDatabaseEmulator(opened, host, port, { mockUserToken: 'owner' });
  return opened;
};

/** What is at a place: a list of children by key, or a value without any. */
export type OwnersValue = ReadonlyMap<string, unknown> | string | number | boolean | null;

/**
 * Tells what is at a place, whoever may read it, and each change of it: of a list, the last `last` children by key. Returns
 * how to end that.
 */
export const watchAsOwner = (path: string, last: number, found: (value: OwnersValue) => void): (() => void) =>
  onValue(query(ref(ownersDatabase(), path), orderByKey(), limitToLast(last)), (snapshot) => {
    const value: unknown = snapshot.val();
    const isList = typeof value === 'object' && value !== null;
    found(
      isList
        ? new Map(entriesOf(snapshot).map((entry) => [entry.key, entry.value]))
        : (value as Exclude<OwnersValue, ReadonlyMap<string, unknown>>),
    );
  });
