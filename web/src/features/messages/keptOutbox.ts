import { isMessageId, isRoomId, type UserId } from '@causerie/contract';
import type { OutboxEntry } from './outbox.ts';

/**
 * What is not acknowledged yet survives a reload of this tab. It belongs to one person: another account in the same
 * browser neither sees nor sends it.
 */
const keyOf = (uid: UserId): string => `causerie.outbox.${uid}`;

export const keepOutbox = (storage: Storage, uid: UserId, entries: readonly OutboxEntry[]): void => {
  try {
    if (entries.length === 0) storage.removeItem(keyOf(uid));
    else storage.setItem(keyOf(uid), JSON.stringify(entries));
  } catch {
    // Storage is full or forbidden: the messages stay in memory, as they would without it.
  }
};

/** Entries of the page before this one. Whether those under way arrived is unknown, so all are sent again, under their ids. */
export const keptOutbox = (storage: Storage, uid: UserId): readonly OutboxEntry[] => {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(uid)) ?? '[]') as unknown;
    return Array.isArray(kept) ? kept.flatMap(readEntry) : [];
  } catch {
    return [];
  }
};

const readEntry = (value: unknown): readonly OutboxEntry[] => {
  const { id, roomId, text, typedAtMs } = Object(value) as Record<string, unknown>;
  const isEntry =
    typeof id === 'string' &&
    isMessageId(id) &&
    typeof roomId === 'string' &&
    isRoomId(roomId) &&
    typeof text === 'string' &&
    typeof typedAtMs === 'number';
  return isEntry ? [{ id, roomId, text, typedAtMs, attempts: 0, standing: { state: 'waiting' } }] : [];
};
