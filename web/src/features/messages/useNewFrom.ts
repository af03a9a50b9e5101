import type { MessageId, UserId } from '@causerie/contract';
import { useEffect, useRef, useState } from 'react';
import type { History } from './history.ts';
import { firstUnread } from './timeline.ts';

/**
 * The message from which on a conversation is new to somebody: what others wrote between the last reading and the opening of
 * the room, or while the page was out of sight. What comes in before one's eyes is not marked. A first visit has nothing new.
 */
export const useNewFrom = (
  { messages, older }: Pick<History, 'messages' | 'older'>,
  me: UserId,
  readUpToMs: number | undefined,
  openedAtMs: number,
  seenUpToMs: number,
): MessageId | undefined => {
  const [found, setFound] = useState<MessageId>();
  // What was kept in the browser is shown first, and what is new comes a moment later: it is told by its time.
  const unread =
    readUpToMs === undefined ? undefined : firstUnread(messages, readUpToMs, me, older === 'end');
  const isOld = messages.some(({ id, atMs }) => id === unread && atMs < openedAtMs);
  const [hasOpened, setHasOpened] = useState(false);
  if (!hasOpened && unread !== undefined && isOld) {
    setHasOpened(true);
    setFound(unread);
  }

  const now = useRef({ messages, seenUpToMs });
  useEffect(() => {
    now.current = { messages, seenUpToMs };
  });
  useEffect(() => {
    let leftAtMs: number | undefined;
    const onChange = (): void => {
      if (document.visibilityState === 'hidden') leftAtMs = now.current.seenUpToMs;
      else if (leftAtMs !== undefined) {
        setHasOpened(true);
        setFound(firstUnread(now.current.messages, leftAtMs, me, false));
        leftAtMs = undefined;
      }
    };
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [me]);
  return found;
};
