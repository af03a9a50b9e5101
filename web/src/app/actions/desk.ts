import type { MessageId, RoomId, UserId } from '@causerie/contract';
import type { Outcome, Refusal } from '../../backend/act.ts';
import { createDeletions, type Deletions } from '../../features/deleting/deletions.ts';
import { removeMessage } from '../../features/deleting/removeMessage.ts';
import { saveEdit } from '../../features/editing/saveEdit.ts';
import { putReaction } from '../../features/reactions/putReaction.ts';
import { createReactor, type Reactor } from '../../features/reactions/reactor.ts';

/** Where what somebody does with the messages of a room is carried out. */
export interface Desk {
  readonly reactor: Reactor;
  readonly deletions: Deletions;
  readonly save: (id: MessageId, text: string) => Promise<Outcome>;
  /** Watches for whoever leaves, who cannot undo any more; returns how to stop, which is leaving too. */
  readonly start: () => () => void;
}

export const openDesk = (uid: UserId, roomId: RoomId, refused: (refusal: Refusal) => void): Desk => {
  const deletions = createDeletions((message) => removeMessage(uid, roomId, message), refused);
  return {
    reactor: createReactor((id, emoji, isOn) => putReaction(uid, roomId, id, emoji, isOn), refused),
    deletions,
    save: (id, text) => saveEdit(uid, roomId, id, text),
    start: () => {
      const leave = (): void => {
        if (document.visibilityState === 'hidden') deletions.flush();
      };
      document.addEventListener('visibilitychange', leave);
      addEventListener('pagehide', deletions.flush);
      return () => {
        document.removeEventListener('visibilitychange', leave);
        removeEventListener('pagehide', deletions.flush);
        deletions.flush();
      };
    },
  };
};
