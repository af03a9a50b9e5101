import { reactionEmoji, type ReactionEmoji, type UserId } from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';

/** One sign under a message, and who put it there. */
export interface Reaction {
  readonly emoji: ReactionEmoji;
  readonly isMine: boolean;
  /** Without oneself. */
  readonly others: readonly UserId[];
}

/**
 * What people answered a message with, in the order of the contract, so that nothing moves under a finger. `wanted` says what of one's
 * own the server has not agreed to yet.
 */
export const readReactions = (
  entries: readonly Entry[],
  me: UserId,
  wanted: (emoji: ReactionEmoji) => boolean | undefined,
): readonly Reaction[] => {
  const own = entries.find(({ key }) => key === me);
  return reactionEmoji.flatMap((emoji) => {
    const others = entries.flatMap(({ key, value }) =>
      key !== me && holds(value, emoji) ? [key as UserId] : [],
    );
    const isMine = wanted(emoji) ?? holds(own?.value, emoji);
    return isMine || others.length > 0 ? [{ emoji, isMine, others }] : [];
  });
};

const holds = (value: unknown, emoji: ReactionEmoji): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.hasOwn(value, emoji) &&
  typeof (value as Readonly<Record<string, unknown>>)[emoji] === 'number';
