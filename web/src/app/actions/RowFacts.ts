import type { MessageId, Profile, UserId } from '@causerie/contract';
import { createContext } from 'react';
import type { TimelineMessage } from '../../features/messages/timeline.ts';

/** What the rows of a conversation must know of each other. Every row looks here, so it changes only when it says something else. */
export interface RowFacts {
  readonly people: ReadonlyMap<UserId, Profile | null>;
  /** How many of the messages that the page has answer each of them. */
  readonly replies: ReadonlyMap<MessageId, number>;
  /** Whose words are not shown. */
  readonly blocked: ReadonlySet<string>;
}

export const RowFactsContext = createContext<RowFacts>({
  people: new Map(),
  replies: new Map(),
  blocked: new Set(),
});

/** The messages that the page has. Another map with every message that comes; few rows look here. */
export const HeldContext = createContext<ReadonlyMap<MessageId, TimelineMessage>>(new Map());

export const countReplies = (messages: readonly TimelineMessage[]): RowFacts['replies'] => {
  const replies = new Map<MessageId, number>();
  for (const { replyTo, text } of messages) {
    if (replyTo !== undefined && text !== undefined) replies.set(replyTo, (replies.get(replyTo) ?? 0) + 1);
  }
  return replies;
};
