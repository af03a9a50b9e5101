import { limits, paths } from '@causerie/contract';
import {
  afterRoot,
  all,
  any,
  asksForAtMost,
  isInside,
  isMember,
  noPriority,
  placeIn,
  shares,
  signedIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** How far the members of a room have read it. Who does not say so is not told either. */
export function receipts(): Rule[] {
  const after = afterRoot(paths.receipt);
  const own = placeIn(after, paths.mineEntry, { uid: '$uid', roomId: '$roomId' });
  return [
    rule(paths.receipts, {
      read: all(isMember, asksForAtMost(limits.membersPerRead), shares('root', 'receipts')),
    }),
    rule(paths.receipt, {
      write: all(
        signedIn,
        '$uid === auth.uid',
        any('!newData.exists()', all(isInside, shares(after, 'receipts'))),
      ),
      // What stands in one's own list is past and never goes back, and so this does not either.
      validate: all(`newData.val() === ${own}.child('lastRead').val()`, noPriority),
    }),
  ];
}
