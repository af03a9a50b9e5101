import { limits, paths, skeletonOf, type UserId } from '@causerie/contract';
import { serverTime, type Changes } from '../../backend/write.ts';

/** Names to colours, so that the preview of a name shows the colour it will have. */
export const colorOf = (name: string): number =>
  Array.from(skeletonOf(name)).reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521,
    7,
  ) % limits.colors;

/**
 * A person, their name and the slot that takes, in one update: rules accept none without the others. Takes a name without
 * problems.
 */
export const planClaim = (uid: UserId, name: string, slot: string): Changes => {
  const skeleton = skeletonOf(name);
  return new Map<string, unknown>([
    [paths.user.at({ uid }), { name, skeleton, color: colorOf(name), createdAt: serverTime() }],
    [paths.name.at({ skeleton }), uid],
    [paths.profileSlot.at({ uid, slot }), { at: serverTime(), key: skeleton }],
  ]);
};
