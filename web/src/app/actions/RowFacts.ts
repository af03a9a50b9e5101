import type { MessageId, Profile, UserId } from '@causerie/contract';
import { createContext } from 'react';
import type { TimelineMessage } from '../../features/messages/timeline.ts';

/** What the rows of a conversation must know of each other. */
export interface RowFacts {
  readonly people: ReadonlyMap<UserId, Profile | null>;
  /** The messages that the page has. */
  readonly held: ReadonlyMap<MessageId, TimelineMessage>;
  /** How many of them answer each of them. */
  readonly replies: ReadonlyMap<MessageId, number>;
  /** Whose words are not shown. */
  readonly blocked: ReadonlySet<string>;
}

export const RowFactsContext = createContext<RowFacts>({
  people: new Map(),
  held: new Map(),
  replies: new Map(),
  blocked: new Set(),
});

export const rowFacts = (
  messages: readonly TimelineMessage[],
  people: RowFacts['people'],
  blocked: RowFacts['blocked'],
): RowFacts => {
  const replies = new Map<MessageId, number>();
  for (const { replyTo, text } of messages) {
    if (replyTo !== undefined && text !== undefined) replies.set(replyTo, (replies.get(replyTo) ?? 0) + 1);
  }
  return { people, held: new Map(messages.map((message) => [message.id, message])), replies, blocked };
};
