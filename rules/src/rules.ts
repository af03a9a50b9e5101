import {
  connection,
  idPatterns,
  limits,
  member,
  message,
  messageSlot,
  mineEntry,
  paths,
  profile,
  reservedSkeletons,
  typingEntry,
} from '@causerie/contract';
import {
  afterRoot,
  all,
  any,
  asksForAtMost,
  happensNow,
  hasMembership,
  isMember,
  isSelf,
  matches,
  noPriority,
  placeIn,
  signedIn,
  skeletonOf,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/**
 * Who may read and write what. A place that is not named here can be neither read nor written, by anyone but the server.
 * A `.read` or `.write` that grants also grants everything below, so each stands as deep as it can. A `.validate` is not
 * asked about what is deleted: whatever must hold for a deletion too is said in `.write`.
 */
export const rules: readonly Rule[] = [...people(), ...rooms(), ...messages(), ...signsOfLife()];

function people(): Rule[] {
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
      write: all(isSelf, 'newData.exists()'),
      record: profile,
      validate: all(
        `${skeleton} === ${skeletonOf("newData.child('name').val()")}`,
        `${holder} === auth.uid`,
        // Who takes another name gives up the old one in the same update, so nobody hoards names.
        any(`!${oldSkeleton}.exists()`, `${oldSkeleton}.val() === ${skeleton}`, `${oldHolder} !== auth.uid`),
      ),
    }),
    // The value is the holder's uid. Taken only together with a profile that uses the name, and given up only with a profile that does not.
    rule(paths.name, {
      read: signedIn,
      write: all(
        signedIn,
        any('!data.exists()', 'data.val() === auth.uid'),
        any(all('newData.val() === auth.uid', usesThisName), all('!newData.exists()', `!(${usesThisName})`)),
      ),
      validate: all(noPriority, `!${matches('$skeleton', new RegExp(`^(${reservedSkeletons.join('|')})$`))}`),
    }),
  ];
}

function rooms(): Rule[] {
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

function messages(): Rule[] {
  // The ring: a message names the slot it takes, and the slot, taken in the same update, names the message. The room is in
  // the name too, or one slot would do for the same key in every room.
  const slotTaken = placeIn(afterRoot(paths.message, 1), paths.messageSlot, {
    uid: 'auth.uid',
    slot: 'newData.val()',
  });

  return [
    rule(paths.messages, {
      // Keys are the writers' choice; `at` is the server's clock. Readers who want the newest go by `at`.
      read: all(
        isMember,
        any('query.orderByKey', "query.orderByChild === 'at'"),
        asksForAtMost(limits.messagesPerRead),
      ),
      indexOn: ['at'],
    }),
    rule(paths.message, {
      read: isMember,
      // Created and nothing else: a retry of a message that arrived cannot make a second one.
      write: all(isMember, '!data.exists()', 'newData.exists()'),
      record: message,
      validate: matches('$messageId', idPatterns.message),
      fields: {
        slot: all(
          `${slotTaken}.child('key').val() === $roomId + '/' + $messageId`,
          `${slotTaken}.child('at').val() === now`,
        ),
      },
    }),
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

function signsOfLife(): Rule[] {
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
