import { connection, idPatterns, limits, paths, typingEntry } from '@causerie/contract';
import {
  all,
  any,
  asksForAtMost,
  happensNow,
  isMember,
  isNotBanned,
  matches,
  isHeard,
  sessionHolds,
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
      write: all(isMember, isHeard, '$uid === auth.uid', 'newData.exists()'),
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
        // Whoever was banned or signed out meanwhile must not stay here as a ghost.
        'auth != null',
        '$uid === auth.uid',
        any(
          '!newData.exists()',
          all(
            sessionHolds,
            isNotBanned,
            any(
              '!data.exists()',
              "data.child('id').val() === newData.child('id').val()",
              `now - data.child('at').val() >= ${limits.connectionStaleMs}`,
            ),
          ),
        ),
      ),
      record: connection,
      validate: all(matches('$slot', idPatterns.connectionSlot), happensNow),
    }),
  ];
}
