import { directoryEntry, firstRoomId, idPatterns, limits, paths, room } from '@causerie/contract';
import { isLogged } from './audit.ts';
import { takesSlot } from './budgets.ts';
import { isDirectId, isFirst, isSecond, otherOfFirst, otherOfSecond } from './directRooms.ts';
import { may, roleIn } from './powers.ts';
import {
  afterRoot,
  all,
  any,
  isInside,
  isNotBannedHere,
  isNotMuted,
  isWelcome,
  matches,
  placeIn,
  signedIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

const unchanged = (field: string): string =>
  `newData.child('${field}').val() === data.child('${field}').val()`;

/**
 * Which rooms there are. A room, its owner's membership and its line in the directory are made in one update, and each asks
 * for the others.
 */
export function rooms(): Rule[] {
  const here = { roomId: '$roomId' };
  const after = afterRoot(paths.room);
  const isNew = '!data.exists()';
  const isDirect = "newData.child('kind').val() === 'direct'";
  // A direct room is begun by one of its two people, and both are in it from the beginning.
  const isThere = (uid: string): string => `${placeIn(after, paths.member, { ...here, uid })}.exists()`;
  const beginsForTwo = all(
    isThere('auth.uid'),
    any(
      all(isFirst('auth.uid'), `auth.uid < ${otherOfFirst('auth.uid')}`, isThere(otherOfFirst('auth.uid'))),
      all(
        isSecond('auth.uid'),
        `${otherOfSecond('auth.uid')} < auth.uid`,
        isThere(otherOfSecond('auth.uid')),
      ),
    ),
  );
  const line = placeIn(after, paths.directoryEntry, here);
  const owner = "newData.child('owner').val()";

  const roomOfLine = placeIn(afterRoot(paths.directoryEntry), paths.room, here);
  const lineBelongs = all(
    `${roomOfLine}.child('kind').val() === 'public'`,
    `!${roomOfLine}.child('closedAt').exists()`,
  );

  return [
    rule(paths.directory, { read: all(signedIn, `query.limitToFirst <= ${limits.roomsPerRead}`) }),
    rule(paths.directoryEntry, {
      read: signedIn,
      // What it says is the room's, so that it matters little who writes it; but it is not for those who stand outside.
      write: all(
        isWelcome,
        isNotBannedHere,
        may('setTopic', afterRoot(paths.directoryEntry)),
        `newData.exists() === (${lineBelongs})`,
      ),
      record: directoryEntry,
      validate: all(
        ...['name', 'topic'].map(
          (field) => `newData.child('${field}').val() === ${roomOfLine}.child('${field}').val()`,
        ),
      ),
    }),
    rule(paths.room, {
      // A private room and none at all look the same from outside.
      read: all(signedIn, any("data.child('kind').val() === 'public'", isInside)),
      // Never deleted: whoever made a room of the same id would inherit what is left of it.
      write: all(
        isWelcome,
        'newData.exists()',
        any(
          all(
            isNew,
            // Whoever made the room where everybody arrives would own it: that is the operators' to make.
            `$roomId !== '${firstRoomId}'`,
            // Nothing may be left of a room that the server removed.
            `!${placeIn('root', paths.members, here)}.exists()`,
            `!${placeIn('root', paths.messages, here)}.exists()`,
            any(`${owner} === auth.uid`, all(isDirect, beginsForTwo)),
            takesSlot('rooms', after, '$roomId'),
          ),
          all('data.exists()', isNotBannedHere, may('setTopic'), "!data.child('closedAt').exists()"),
        ),
      ),
      record: room,
      validate: all(
        // So that no room becomes one of another kind.
        `${matches('$roomId', idPatterns.privateRoom)} === (newData.child('kind').val() === 'private')`,
        `${isDirectId} === (${isDirect})`,
        matches('$roomId', idPatterns.room),
        ...['name', 'topic'].map((field) => `newData.child('${field}').exists() !== (${isDirect})`),
        any(`!(${isDirect})`, "!newData.child('owner').exists()"),
        any(isNew, unchanged('name'), may('rename')),
        // What a room is called is said to everybody in it, and outside.
        any(isNew, all(unchanged('name'), unchanged('topic')), isNotMuted),
        // Whose the room is, its members say too.
        any(
          isDirect,
          all('data.exists()', unchanged('owner')),
          all(
            any(isNew, all(may('handOver'), isLogged(after, ['handOver'], { about: owner }))),
            `${placeIn(after, paths.member, { ...here, uid: owner })}.child('role').val() === 'owner'`,
            any(`${owner} === auth.uid`, `${roleIn(after, 'auth.uid')} !== 'owner'`),
          ),
        ),
        any(unchanged('closedAt'), all(may('close'), isLogged(after, ['close']))),
        any(all(isNew, `!(${isDirect})`), unchanged('slowMs'), may('setPace')),
        // The directory shows the public rooms that are open, by their names of today.
        any(
          "newData.child('kind').val() !== 'public'",
          all("newData.child('closedAt').exists()", `!${line}.exists()`),
          all(
            "!newData.child('closedAt').exists()",
            ...['name', 'topic'].map(
              (field) => `${line}.child('${field}').val() === newData.child('${field}').val()`,
            ),
          ),
        ),
      ),
    }),
  ];
}
