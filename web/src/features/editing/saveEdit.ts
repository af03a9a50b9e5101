import { limits, paths, type MessageId, type RoomId, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { serverTime } from '../../backend/write.ts';

/** Gives a message of one's own another text. The html of the one before goes with it, and the server makes new html. */
export const saveEdit = (
  uid: UserId,
  roomId: RoomId,
  messageId: MessageId,
  text: string,
): Promise<Outcome> => {
  const place = paths.message.at({ roomId, messageId });
  return act(
    uid,
    new Map<string, unknown>([
      [`${place}/text`, text],
      [`${place}/editedAt`, serverTime()],
      [`${place}/html`, null],
    ]),
    { roomId, budget: { of: 'edits', key: `${roomId}/${messageId}` } },
  );
};

/** What a message takes to arrive: whoever begins at the last moment would be refused. */
const marginMs = 5000;

/** Whether one may still change a message. Times are the server's, in milliseconds. */
export const isEditable = (
  message: { readonly uid: UserId; readonly text: string | undefined; readonly atMs: number },
  me: UserId,
  nowMs: number,
): boolean =>
  message.uid === me && message.text !== undefined && nowMs - message.atMs <= limits.editWithinMs - marginMs;
