import { paths, type MessageId, type RoomId, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { inTurn } from '../../backend/inTurn.ts';
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

/** Removes a message of a room. Another's is an act that the log keeps, and waits for its turn. */
export const removeMessage = (by: UserId, roomId: RoomId, message: Removable): Promise<Outcome> => {
  const remove = (): Promise<Outcome> =>
    act(by, planRemoval(by, roomId, message, newKey(paths.audit.at({ roomId }))), { roomId });
  return message.uid === by ? remove() : inTurn(remove);
};
