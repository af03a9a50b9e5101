import { member, type UserId } from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';

/** Reads `members/{roomId}`, leaving out what is no member. */
export const readMembers = (entries: readonly Entry[]): readonly UserId[] =>
  entries.flatMap(({ key, value }) => (member.read(value) === undefined ? [] : [key as UserId]));
