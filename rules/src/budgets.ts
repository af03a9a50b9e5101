import { idPatterns, limits, messageSlot, paths } from '@causerie/contract';
import { all, any, happensNow, isSelf, matches } from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** How often somebody may do what: places that a write must take beside what it writes. */
export function budgets(): Rule[] {
  return [
    rule(paths.messageSlots, { read: isSelf }),
    rule(paths.messageSlot, {
      // A slot that could be deleted would be free at once.
      write: all(isSelf, 'newData.exists()'),
      record: messageSlot,
      validate: all(
        matches('$slot', idPatterns.messageSlot),
        happensNow,
        any('!data.exists()', `now - data.child('at').val() >= ${limits.messageRing.windowMs}`),
      ),
    }),
  ];
}
