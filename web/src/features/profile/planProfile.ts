import { paths, skeletonOf, type Profile, type UserId } from '@causerie/contract';
import type { Changes } from '../../backend/write.ts';

/** What is new of a name and a colour. A name that no reader could mistake for the old one is claimed, and the old one given up. */
export const planProfile = (
  uid: UserId,
  before: Profile,
  after: { readonly name: string; readonly color: number },
): Changes => {
  const place = paths.user.at({ uid });
  const skeleton = skeletonOf(after.name);
  return new Map<string, unknown>([
    ...(after.color === before.color ? [] : [[`${place}/color`, after.color] as const]),
    ...(after.name === before.name ? [] : [[`${place}/name`, after.name] as const]),
    ...(skeleton === before.skeleton
      ? []
      : ([
          [`${place}/skeleton`, skeleton],
          [paths.name.at({ skeleton: before.skeleton }), null],
          [paths.name.at({ skeleton }), uid],
        ] as const)),
  ]);
};
