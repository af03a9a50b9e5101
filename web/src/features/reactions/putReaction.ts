import { paths, type MessageId, type ReactionEmoji, type RoomId, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { serverTime } from '../../backend/write.ts';

/** Puts a sign under a message, which takes a slot, or takes it back, which takes none. */
export const putReaction = (
  uid: UserId,
  roomId: RoomId,
  messageId: MessageId,
  emoji: ReactionEmoji,
  isOn: boolean,
): Promise<Outcome> => {
  const place = paths.reaction.at({ roomId, messageId, uid, emoji });
  return isOn
    ? act(uid, new Map([[place, serverTime()]]), {
        roomId,
        budget: { of: 'reactions', key: `${roomId}/${messageId}/${emoji}` },
      })
    : act(uid, new Map([[place, null]]), { roomId });
};
