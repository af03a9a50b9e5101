import { applicationDefault } from 'firebase-admin/app';
import { type Database, getDatabaseWithUrl } from 'firebase-admin/database';
import { emulated, projectId } from '../environment.ts';
import { appOfProject } from '../people/auth.ts';
import { restTree } from './restTree.ts';
import type { Tree } from './tree.ts';

/** Where an event says that it came from. */
interface Source {
  readonly instance: string;
  readonly firebaseDatabaseHost: string;
}

const open = (instance: string, host: string): Tree => {
  const emulator = emulated('FIREBASE_DATABASE_EMULATOR_HOST');
  if (emulator !== undefined)
    return restTree({ origin: `http://${emulator}`, namespace: instance, token: async () => 'owner' });
  const credential = applicationDefault();
  return restTree({
    origin: `https://${instance}.${host}`,
    token: async () => (await credential.getAccessToken()).access_token,
  });
};

/** The database that an event came from; the default one may be another. */
export const treeOf = ({ instance, firebaseDatabaseHost }: Source): Tree =>
  open(instance, firebaseDatabaseHost);

/**
 * The database of the page. In the emulators it is not the one that the environment names: firebase-tools registers functions and rules
 * under the name that a new project's database has.
 */
export const treeOfProject = (): Tree => open(...databaseOfProject());

/** The same database through the SDK, which keeps a connection to it. */
export const sdkOfProject = (): Database => {
  const [instance, host] = databaseOfProject();
  const emulator = emulated('FIREBASE_DATABASE_EMULATOR_HOST');
  return getDatabaseWithUrl(
    emulator === undefined ? `https://${instance}.${host}` : `http://${emulator}/?ns=${instance}`,
    appOfProject(),
  );
};

const databaseOfProject = (): readonly [instance: string, host: string] => {
  if (emulated('FIREBASE_DATABASE_EMULATOR_HOST') !== undefined)
    return [`${projectId()}-default-rtdb`, 'firebaseio.com'];
  const { databaseURL } = JSON.parse(process.env['FIREBASE_CONFIG'] ?? '{}') as {
    readonly databaseURL?: string;
  };
  const [instance, ...host] = new URL(databaseURL ?? '').hostname.split('.');
  return [instance ?? '', host.join('.')];
};
