import { paths, profile, reservedSkeletons } from '@causerie/contract';
import { takesSlot } from './budgets.ts';
import {
  afterRoot,
  all,
  any,
  isSelfAndWelcome,
  isWelcome,
  lookOf,
  looksLikeAnother,
  matches,
  noPriority,
  placeIn,
  signedIn,
  skeletonOf,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** Who people are, and which names they hold. */
export function people(): Rule[] {
  const name = "newData.child('name').val()";
  const skeleton = "newData.child('skeleton').val()";
  const oldSkeleton = "data.child('skeleton')";
  const after = afterRoot(paths.user);
  const holder = `${placeIn(after, paths.name, { skeleton })}.val()`;
  const oldHolder = `${placeIn(after, paths.name, { skeleton: `${oldSkeleton}.val()` })}.val()`;
  const writersProfile = placeIn(afterRoot(paths.name), paths.user, { uid: 'auth.uid' });
  const usesThisName = `${writersProfile}.child('skeleton').val() === $skeleton`;

  return [
    // One by one: with no rule at `users`, nobody can list who is here. Never deleted, or a new beginning would be one write away.
    rule(paths.user, {
      read: signedIn,
      write: all(isSelfAndWelcome, 'newData.exists()'),
      record: profile,
      validate: all(
        `${skeleton} === ${skeletonOf(name)}`,
        `${holder} === auth.uid`,
        // Nor does it look like the name of somebody who is here.
        any(
          `!${looksLikeAnother(name)}`,
          `!${placeIn(after, paths.name, { skeleton: lookOf(name) })}.exists()`,
        ),
        // Who takes another name gives up the old one in the same update, so nobody hoards names.
        any(`!${oldSkeleton}.exists()`, `${oldSkeleton}.val() === ${skeleton}`, `${oldHolder} !== auth.uid`),
        takesSlot('profiles', after, skeleton),
      ),
    }),
    // The value is the holder's uid. Taken only together with a profile that uses the name, and given up only with a profile that does not.
    rule(paths.name, {
      read: signedIn,
      write: all(
        isWelcome,
        any('!data.exists()', 'data.val() === auth.uid'),
        any(all('newData.val() === auth.uid', usesThisName), all('!newData.exists()', `!(${usesThisName})`)),
      ),
      validate: all(noPriority, `!${matches('$skeleton', new RegExp(`^(${reservedSkeletons.join('|')})$`))}`),
    }),
  ];
}
