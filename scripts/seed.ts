import { type DirectoryEntry, firstRoomId, paths, type Room } from '@causerie/contract';
import type { Addresses } from './suite.ts';

/** The rooms a new tree begins with. Everything else is made by people. */
const rooms: ReadonlyMap<string, DirectoryEntry> = new Map([
  [firstRoomId, { name: 'Lobby', topic: 'Everyone passes through here. Say hello.' }],
  ['workshop', { name: 'Workshop', topic: 'Try things out: bold, code, lists, links.' }],
]);

type FirstRoom = Pick<Room, 'name' | 'topic' | 'kind' | 'createdAt'>;

/** What makes up the first rooms, as one multi-path update. */
export const seedUpdate = (nowMs: number): Readonly<Record<string, FirstRoom | DirectoryEntry>> =>
  Object.fromEntries(
    [...rooms].flatMap(([roomId, entry]): [string, FirstRoom | DirectoryEntry][] => [
      [paths.room.at({ roomId }), { ...entry, kind: 'public', createdAt: nowMs }],
      [paths.directoryEntry.at({ roomId }), entry],
    ]),
  );

/** Puts the first rooms into an empty tree, past the rules; leaves any other tree alone. Says whether it did. */
export const seedWhenEmpty = async ({ host, namespace, ports }: Addresses): Promise<boolean> => {
  const root = `http://${host}:${ports.database}/.json?ns=${namespace}`;
  const headers = { Authorization: 'Bearer owner' };
  const present = await fetch(`${root}&shallow=true`, { headers });
  if (!present.ok) throw new Error(`The database answered ${present.status}: ${await present.text()}`);
  if ((await present.json()) !== null) return false;

  const written = await fetch(root, {
    method: 'PATCH',
    headers,
    body: JSON.stringify(seedUpdate(Date.now())),
  });
  if (!written.ok) {
    throw new Error(`The first rooms could not be written: ${written.status} ${await written.text()}`);
  }
  return true;
};
