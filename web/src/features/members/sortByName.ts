import type { Profile, UserId } from '@causerie/contract';

/** By name; those whose name is not known come last. */
export const sortByName = (
  members: readonly UserId[],
  people: ReadonlyMap<UserId, Profile | null>,
  compareNames: (a: string, b: string) => number,
): readonly UserId[] =>
  members.toSorted((a, b) => {
    const nameA = people.get(a)?.name;
    const nameB = people.get(b)?.name;
    if (nameA === undefined || nameB === undefined) {
      return Number(nameA === undefined) - Number(nameB === undefined);
    }
    return compareNames(nameA, nameB);
  });
