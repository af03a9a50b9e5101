import type { Databases } from './engine/databases.ts';

const known = new WeakMap<object, Databases>();

/** Keeps the databases of an emulator out of what it shows: its users would come to depend on how it is built. */
export const rememberDatabases = (emulator: object, databases: Databases): void => {
  known.set(emulator, databases);
};

/**
 * The databases inside a running emulator, for tests in the same process that must see a commit or ask the rules
 * without a client between. Not part of the package.
 *
 * @param emulator what `startEmulator` gave
 */
export const databasesOf = (emulator: object): Databases => {
  const databases = known.get(emulator);
  if (databases === undefined) throw new Error('This is not an emulator that was started here.');
  return databases;
};
