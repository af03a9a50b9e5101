import { limits, typingEntry, type UserId } from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';

/** Somebody who said "typing", and when, by the server's clock. */
export interface Typist {
  readonly uid: UserId;
  readonly atMs: number;
}

/**
 * Who is writing now. A sign of typing holds for a few seconds, and less when its author has said something since: the
 * message itself tells that the writing is over.
 */
export const whoTypes = (
  entries: readonly Entry[],
  me: UserId,
  lastSaidAt: ReadonlyMap<UserId, number>,
  nowMs: number,
): readonly Typist[] =>
  entries.flatMap(({ key, value }) => {
    const uid = key as UserId;
    const entry = typingEntry.read(value);
    const isFresh = entry !== undefined && entry.on && uid !== me && nowMs - entry.at < limits.typingFreshMs;
    return isFresh && (lastSaidAt.get(uid) ?? Number.NEGATIVE_INFINITY) < entry.at
      ? [{ uid, atMs: entry.at }]
      : [];
  });

/** What was last announced, and when, by any steady clock. */
export interface Announced {
  readonly on: boolean;
  readonly atMs: number;
}

export type NextAnnouncement =
  | { readonly kind: 'none' }
  | { readonly kind: 'say'; readonly on: boolean }
  | { readonly kind: 'wait'; readonly untilMs: number };

/** Said again before readers forget it. */
const repeatMs = 3000;

/** Rules accept one word in {@link limits.typingEveryMs}; a network does not deliver two words at the distance they had. */
const paceMs = limits.typingEveryMs + 200;

/** What to announce next, so that readers are right and the pace is kept. */
export const nextAnnouncement = (
  isTyping: boolean,
  last: Announced | undefined,
  nowMs: number,
): NextAnnouncement => {
  const sinceMs = last === undefined ? Number.POSITIVE_INFINITY : nowMs - last.atMs;
  const isBelieved = last?.on === true && sinceMs < limits.typingFreshMs;
  if (!isTyping && !isBelieved) return { kind: 'none' };
  const dueMs = isTyping && isBelieved ? repeatMs : paceMs;
  return sinceMs >= dueMs
    ? { kind: 'say', on: isTyping }
    : { kind: 'wait', untilMs: nowMs + dueMs - sinceMs };
};
