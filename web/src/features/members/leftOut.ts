import type { UserId } from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';

/** Each is asked for by themselves. */
const leftOutMax = 50;

/**
 * Whom of those in sight a read of at most `most` members may have left out, in an order that does not depend on theirs: uids are chance,
 * and so is who is among the last of them. The first of `inSight` are the ones kept when they are many.
 */
export const leftOut = (
  read: readonly Entry[],
  inSight: readonly UserId[],
  most: number,
): readonly UserId[] => {
  if (read.length < most) return [];
  const known = new Set(read.map(({ key }) => key));
  return [...new Set(inSight)]
    .filter((uid) => !known.has(uid))
    .slice(0, leftOutMax)
    .toSorted();
};
