import type { Addresses } from '../suite.ts';
import type { Places } from './livingRooms.ts';

/** The database past its rules, as the console has it. */
export interface OwnerDatabase {
  /** The keys at the root; `undefined` when there is nothing at all. */
  rootKeys(): Promise<readonly string[] | undefined>;
  read(place: string): Promise<unknown>;
  /** One update. With `quietly`, no function hears of it. */
  update(places: Places, how?: { readonly quietly: boolean }): Promise<void>;
}

/** Every request rejects, with what the database said, when it is not answered as it should be. */
export const ownerDatabase = ({ host, namespace, ports }: Addresses): OwnerDatabase => {
  const ask = async (place: string, query: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(
      `http://${host}:${ports.database}/${place}.json?ns=${namespace}${query}`,
      // Seeding is the one thing that may write more than a client at once.
      { ...init, headers: { Authorization: 'Bearer owner' } },
    );
    if (!response.ok)
      throw new Error(`The database answered ${response.status} at /${place}: ${await response.text()}`);
    return response.json();
  };
  return {
    rootKeys: async () => {
      const root = (await ask('', '&shallow=true')) as object | null;
      return root === null ? undefined : Object.keys(root);
    },
    read: (place) => ask(place, ''),
    update: async (places, { quietly } = { quietly: false }) => {
      await ask('', quietly ? '&disableTriggers=true' : '', {
        method: 'PATCH',
        body: JSON.stringify(Object.fromEntries(places)),
      });
    },
  };
};
