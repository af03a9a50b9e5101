import { paths } from '@causerie/contract';
import type { Database } from 'firebase-admin/database';
import type { ExportSource } from './exportPage.ts';

/** Reads with the SDK: REST cannot go on in the middle of rows that share a value. */
export const messagesFrom =
  (database: Database): ExportSource['messagesOf'] =>
  async (uid, { roomId, after, first }) => {
    const own = database.ref(paths.messages.at({ roomId })).orderByChild('uid').endAt(uid);
    const snapshot = await (after === '' ? own.startAt(uid) : own.startAfter(uid, after))
      .limitToFirst(first)
      .get();
    const rows = new Map<string, unknown>();
    snapshot.forEach((child) => {
      rows.set(child.key, child.val());
    });
    return rows;
  };
