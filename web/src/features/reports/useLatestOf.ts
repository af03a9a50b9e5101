import {
  isMessageId,
  limits,
  message,
  paths,
  type MessageId,
  type RoomId,
  type UserId,
} from '@causerie/contract';
import { listAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';

/** The latest message of somebody in a room, among the latest of all; `undefined` when they said nothing of late. */
export const useLatestOf = (roomId: RoomId, uid: UserId): MessageId | undefined => {
  const reading = useSource(
    listAt(paths.messages.at({ roomId }), { last: limits.messagesPerRead, by: 'at' }),
  );
  const latest = (reading.state === 'ready' ? reading.value : []).findLast(
    ({ key, value }) => isMessageId(key) && message.read(value)?.uid === uid,
  );
  return latest?.key as MessageId | undefined;
};
