/**
 * What one may answer a message with in a single sign. They are few and fixed: an emoji of anybody's choice could be any of
 * thousands, look empty, or be a text of its own, and rules cannot count how many there are already.
 */
export const reactionEmoji = [
  '👍',
  '👎',
  '❤️',
  '😂',
  '😮',
  '😢',
  '🎉',
  '🙏',
  '👀',
  '🔥',
  '✅',
  '🚀',
] as const;
export type ReactionEmoji = (typeof reactionEmoji)[number];
