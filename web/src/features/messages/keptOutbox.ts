import { isMessageId, isRoomId } from '@causerie/contract';
import type { BrowserStore } from '../../backend/browserStore.ts';
import { refusalReasons, type OutboxEntry, type OutboxPorts, type OutboxStanding } from './outbox.ts';

const table = 'outbox';

/**
 * What is not acknowledged yet outlives the page, in the store of the person who wrote it: another account in the same browser
 * neither sees nor sends it. Whether what was under way arrived is unknown afterwards, so all is sent again, under its id.
 */
export const keptOutbox = (store: BrowserStore | undefined): OutboxPorts['shelf'] => {
  const write = (key: string, row: unknown): void => {
    // A disk that is full, or a browser that keeps nothing: the messages stay in memory, as they would without it.
    store?.write(table, new Map([[key, row]])).catch(() => undefined);
  };
  return {
    restore: async () => {
      try {
        const rows = (await store?.readAll(table)) ?? new Map<string, unknown>();
        return [...rows.values()].flatMap(readEntry);
      } catch {
        return [];
      }
    },
    put: (entry) => write(entry.id, entry),
    remove: (id) => write(id, undefined),
  };
};

const readEntry = (value: unknown): readonly OutboxEntry[] => {
  const { id, roomId, text, replyTo, typedAtMs, order, standing } = Object(value) as Record<string, unknown>;
  const isEntry =
    typeof id === 'string' &&
    isMessageId(id) &&
    typeof roomId === 'string' &&
    isRoomId(roomId) &&
    typeof text === 'string' &&
    typeof typedAtMs === 'number' &&
    typeof order === 'number';
  if (!isEntry) return [];
  const answered = typeof replyTo === 'string' && isMessageId(replyTo) ? replyTo : undefined;
  return [
    { id, roomId, text, replyTo: answered, typedAtMs, order, attempts: 0, standing: readStanding(standing) },
  ];
};

/** What was refused stays so until its author decides. */
const readStanding = (value: unknown): OutboxStanding => {
  const { state, reason } = Object(value) as Record<string, unknown>;
  const known = refusalReasons.find((candidate) => candidate === reason);
  return state === 'refused' && known !== undefined ? { state, reason: known } : { state: 'waiting' };
};
