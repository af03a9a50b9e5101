import { connection, idPatterns, limits, paths, typingEntry } from '@causerie/contract';
import {
  all,
  any,
  asksForAtMost,
  happensNow,
  hasMembership,
  isMember,
  isSelf,
  matches,
  signedIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** Who is typing, and who is here. */
export function signsOfLife(): Rule[] {
  return [
    rule(paths.typing, {
      read: all(isMember, asksForAtMost(limits.typingPerRead)),
      indexOn: ['at'],
    }),
    rule(paths.typingEntry, {
      // Deleting and writing again would outrun the pace.
      write: all(isSelf, hasMembership, 'newData.exists()'),
      record: typingEntry,
      validate: all(
        happensNow,
        any('!data.exists()', `now - data.child('at').val() >= ${limits.typingEveryMs}`),
      ),
    }),
    // Small by construction: as many rows as there are slots.
    rule(paths.presence, { read: signedIn }),
    rule(paths.connection, {
      // A row is its connection's until that has been silent for long. Its person may always remove it, and a disconnect does.
      write: all(
        isSelf,
        any(
          '!newData.exists()',
          '!data.exists()',
          "data.child('id').val() === newData.child('id').val()",
          `now - data.child('at').val() >= ${limits.connectionStaleMs}`,
        ),
      ),
      record: connection,
      validate: all(matches('$slot', idPatterns.connectionSlot), happensNow),
    }),
  ];
}
