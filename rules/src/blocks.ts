import { limits, paths } from '@causerie/contract';
import { all, any, asksForAtMost, isSelf, isSelfAndWelcome, noPriority, placeIn } from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** Whom somebody does not want to hear from. Nobody else can tell, least of all whom it is about. */
export function blocks(): Rule[] {
  // Or the list could be filled with rows about nobody.
  const isPerson = `${placeIn('root', paths.user, { uid: '$about' })}.exists()`;
  return [
    rule(paths.blocks, { read: all(isSelf, asksForAtMost(limits.blocksPerRead)) }),
    rule(paths.block, {
      write: all(isSelfAndWelcome, any('!newData.exists()', all('$about !== auth.uid', isPerson))),
      validate: all('newData.val() === now', noPriority),
    }),
  ];
}
