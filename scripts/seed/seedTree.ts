import { setTimeout as wait } from 'node:timers/promises';
import { paths } from '@causerie/contract';
import { conversations } from './conversations.ts';
import { livingRooms, type Places } from './livingRooms.ts';
import { manyMessages } from './manyMessages.ts';
import type { OwnerDatabase } from './ownerDatabase.ts';

/** What a tree holds before anybody comes. */
export type Seed =
  | { readonly kind: 'living' }
  /** The same rooms with nobody in them. */
  | { readonly kind: 'empty' }
  /** `messages` in each of the rooms. */
  | { readonly kind: 'large'; readonly rooms: number; readonly messages: number };

/** A first html takes over a second; later ones some milliseconds. */
const htmlMs = 5000;
const htmlLookMs = 50;
const messagesPerWrite = 5000;

const emptyRooms = (nowMs: number): Places =>
  new Map(
    conversations.flatMap(({ roomId, name, topic }): [string, unknown][] => [
      [paths.room.at({ roomId }), { name, topic, kind: 'public', createdAt: nowMs }],
      [paths.directoryEntry.at({ roomId }), { name, topic }],
    ]),
  );

/**
 * Messages with marks in them, one by one: the functions emulator starts a process for every event that comes while another
 * is at work. Each is there at once; only its html is waited for, and not for ever.
 */
const writeRendered = async (
  database: OwnerDatabase,
  rendered: readonly Places[],
  stopped: AbortSignal,
): Promise<void> => {
  for (const places of rendered) {
    if (stopped.aborted) return;
    await database.update(places);
    const [place = ''] = places.keys();
    const sinceMs = performance.now();
    while (!stopped.aborted && performance.now() - sinceMs < htmlMs) {
      if ((await database.read(`${place}/html`)) !== null) break;
      await wait(htmlLookMs);
    }
  }
};

/**
 * Puts a beginning into an empty tree, past the rules; leaves any other tree alone.
 *
 * @param onProgress hears how much of a large tree is written, from 0 to 1
 * @returns whether it did, and what goes on after the rooms can be used: it resolves when everything is there, or soon after `stopped`
 */
export const seedWhenEmpty = async (
  database: OwnerDatabase,
  seed: Seed,
  stopped: AbortSignal,
  onProgress: (share: number) => void = () => {},
): Promise<{ readonly isSeeded: boolean; readonly rest: Promise<void> }> => {
  if ((await database.rootKeys()) !== undefined) return { isSeeded: false, rest: Promise.resolve() };
  const nowMs = Date.now();
  let rest = Promise.resolve();
  if (seed.kind === 'empty') {
    await database.update(emptyRooms(nowMs));
  } else if (seed.kind === 'living') {
    const { tree, rendered } = livingRooms(nowMs);
    await database.update(tree, { quietly: true });
    rest = writeRendered(database, rendered, stopped);
  } else {
    let written = 0;
    for (const places of manyMessages(seed.rooms, seed.messages, nowMs, messagesPerWrite)) {
      if (stopped.aborted) break;
      await database.update(places, { quietly: true });
      written += places.size;
      onProgress(Math.min(1, written / (seed.rooms * seed.messages)));
    }
  }
  return { isSeeded: true, rest };
};
