import { limits, paths, type MessageId, type RoomId, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { newKey, serverTime, type Changes } from '../../backend/write.ts';

export interface Removable {
  readonly id: MessageId;
  /** Its author. */
  readonly uid: UserId;
}

/** What is left at the place of a message; of another's, also the entry in the log of the room and the turn that it takes. */
export const planRemoval = (by: UserId, roomId: RoomId, { id, uid }: Removable, entryId: string): Changes => {
  const place = paths.message.at({ roomId, messageId: id });
  return new Map<string, unknown>([
    [`${place}/text`, null],
    [`${place}/html`, null],
    [`${place}/replyTo`, null],
    [`${place}/editedAt`, null],
    [`${place}/deleted`, true],
    ...(uid === by
      ? []
      : ([
          [
            paths.auditEntry.at({ roomId, entryId }),
            { by, at: serverTime(), act: 'removeMessage', about: uid, messageId: id },
          ],
          [paths.actSlot.at({ uid: by }), { at: serverTime(), key: `${roomId}/${entryId}` }],
        ] as const)),
  ]);
};

/** What a write takes to arrive may differ by so much. */
const marginMs = 200;

/** Removes messages of a room. Those of others go one after the other, at the pace of everything that the log keeps. */
export const createRemover = (by: UserId, roomId: RoomId): ((message: Removable) => Promise<Outcome>) => {
  let last: Promise<unknown> = Promise.resolve();
  let nextAtMs = 0;
  const remove = (message: Removable): Promise<Outcome> =>
    act(by, planRemoval(by, roomId, message, newKey(paths.audit.at({ roomId }))), { roomId });
  return (message) => {
    if (message.uid === by) return remove(message);
    const inTurn = last.then(async () => {
      // A pause of nothing would be one all the same, and whoever leaves the page has no time for it.
      const waitMs = nextAtMs - performance.now();
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const outcome = await remove(message);
      nextAtMs = performance.now() + limits.actEveryMs + marginMs;
      return outcome;
    });
    last = inTurn;
    return inTurn;
  };
};
