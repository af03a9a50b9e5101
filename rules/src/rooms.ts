import { limits, member, mineEntry, paths } from '@causerie/contract';
import { afterRoot, all, any, asksForAtMost, isMember, isSelf, placeIn, signedIn } from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** Which rooms there are, and who is in them. */
export function rooms(): Rule[] {
  const isPublicRoom = `${placeIn('root', paths.room, { roomId: '$roomId' })}.child('kind').val() === 'public'`;
  const hasProfile = `${placeIn(afterRoot(paths.member), paths.user, { uid: '$uid' })}.child('name').exists()`;
  const both = { uid: '$uid', roomId: '$roomId' };
  const isListedAsMine = `${placeIn(afterRoot(paths.member), paths.mineEntry, both)}.exists()`;
  const isMemberAfter = `${placeIn(afterRoot(paths.mineEntry), paths.member, both)}.exists()`;

  return [
    // Public rooms, so far, and all of them made by the server.
    rule(paths.directory, { read: all(signedIn, `query.limitToFirst <= ${limits.roomsPerRead}`) }),
    rule(paths.directoryEntry, { read: signedIn }),
    rule(paths.room, { read: all(signedIn, "data.child('kind').val() === 'public'") }),

    // A membership and its owner's own list change in one update: each asks for the other.
    rule(paths.members, { read: all(isMember, asksForAtMost(limits.membersPerRead)) }),
    rule(paths.member, {
      read: isSelf,
      write: all(
        isSelf,
        any(
          // Joining. Everybody in a room has a claimed name.
          all('!data.exists()', 'newData.exists()', isPublicRoom, hasProfile, isListedAsMine),
          // Leaving. To leave twice is no harm, and a client that lost its connection may well do so.
          all('!newData.exists()', `!${isListedAsMine}`),
        ),
      ),
      record: member,
    }),
    rule(paths.mine, { read: all(isSelf, asksForAtMost(limits.roomsPerRead)) }),
    rule(paths.mineEntry, {
      read: isSelf,
      // Says of the row both when it may be there and when it may go: whom the server removed can clear it away.
      write: all(isSelf, `newData.exists() === ${isMemberAfter}`),
      record: mineEntry,
    }),
  ];
}
