import type { MessageId, UserId } from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';

/** The newest of one's own messages that others have read, and who they are: who has read on has read it too. */
export interface ReadBy {
  readonly id: MessageId;
  readonly readers: readonly UserId[];
}

interface Said {
  readonly id: MessageId;
  readonly uid: UserId;
  readonly text: string | undefined;
  readonly atMs: number;
  readonly standing: { readonly state: string };
}

/** `rows` are those of `receipts/{roomId}`; `messages` are in the order of time. */
export const readByOf = (
  messages: readonly Said[],
  rows: readonly Entry[],
  me: UserId,
): ReadBy | undefined => {
  const others = rows.flatMap(({ key, value }) =>
    key !== me && typeof value === 'number' ? [{ uid: key as UserId, upToMs: value }] : [],
  );
  const farthestMs = Math.max(...others.map(({ upToMs }) => upToMs));
  const last = messages.findLast(
    ({ uid, text, atMs, standing }) =>
      uid === me && text !== undefined && standing.state === 'stored' && atMs <= farthestMs,
  );
  return (
    last && {
      id: last.id,
      readers: others.filter(({ upToMs }) => upToMs >= last.atMs).map(({ uid }) => uid),
    }
  );
};
