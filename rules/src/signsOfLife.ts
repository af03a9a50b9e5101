import { connection, idPatterns, limits, paths, sharing, typingEntry } from '@causerie/contract';
import {
  afterRoot,
  all,
  any,
  asksForAtMost,
  happensNow,
  isMember,
  isNotBanned,
  isSelf,
  matches,
  isHeard,
  noPriority,
  placeIn,
  sessionHolds,
  shares,
  signedIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** Who is typing, who is here, and who was. */
export function signsOfLife(): Rule[] {
  const lastSeenAfter = placeIn(afterRoot(paths.sharing), paths.lastSeen, { uid: '$uid' });
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
    // One by one, and no list. A tab that does not know yet of a wish, or a disconnect that was prepared before it, is refused.
    rule(paths.lastSeen, {
      read: signedIn,
      write: all(
        isSelf,
        any('!newData.exists()', all(isNotBanned, shares(afterRoot(paths.lastSeen), 'lastSeen'))),
      ),
      validate: all('newData.val() === now', noPriority),
    }),
    // Even who is banned may still say less of themselves.
    rule(paths.sharing, {
      read: isSelf,
      write: all(isSelf, 'newData.exists()'),
      record: sharing,
      validate: any("newData.child('lastSeen').val() === true", `!${lastSeenAfter}.exists()`),
    }),
  ];
}
