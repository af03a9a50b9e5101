import { limits, member, mineEntry, paths } from '@causerie/contract';
import { isLogged } from './audit.ts';
import { takesSlot } from './budgets.ts';
import { isDirectId, isOneOfTwo } from './directRooms.ts';
import { comesByInvite } from './invites.ts';
import { may, mayOver } from './powers.ts';
import {
  afterRoot,
  all,
  any,
  asksForAtMost,
  isMember,
  isNotBanned,
  isNotBannedHere,
  isOpen,
  isSelf,
  placeIn,
  signedIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** Who is in a room, and as what. A membership and its owner's own list change in one update: each asks for the other. */
export function members(): Rule[] {
  const here = { roomId: '$roomId' };
  const both = { uid: '$uid', roomId: '$roomId' };
  const after = afterRoot(paths.member);
  const before = placeIn('root', paths.room, here);
  const isNewRoom = `!${before}.exists()`;
  const hasProfile = `${placeIn(after, paths.user, { uid: '$uid' })}.child('name').exists()`;
  const isListedAsMine = `${placeIn(after, paths.mineEntry, both)}.exists()`;

  const role = "data.child('role').val()";
  const newRole = "newData.child('role').val()";

  const wasMember = placeIn('root', paths.member, both);
  const isMemberAfter = `${placeIn(afterRoot(paths.mineEntry), paths.member, both)}.exists()`;
  const ownerAfter = `${placeIn(afterRoot(paths.member, 1), paths.room, here)}.child('owner').val()`;

  return [
    rule(paths.members, { read: all(isMember, asksForAtMost(limits.membersPerRead)) }),
    rule(paths.member, {
      read: isSelf,
      write: all(
        signedIn,
        any(
          // Leaving. To leave twice is no harm, and a client that lost its connection may well do so.
          all(
            '$uid === auth.uid',
            '!newData.exists()',
            `!${isListedAsMine}`,
            any(`${role} !== 'owner'`, `!(${isOpen(after)})`),
          ),
          all(
            isNotBanned,
            isNotBannedHere,
            any(
              // Joining, or beginning a room. Everybody in a room has a claimed name.
              all(
                '!data.exists()',
                'newData.exists()',
                hasProfile,
                isListedAsMine,
                any(
                  all('$uid === auth.uid', `${newRole} === 'owner'`, isNewRoom),
                  // Who left a direct room is not put into it again by the other, because that is not new.
                  all(
                    isNewRoom,
                    `${placeIn(after, paths.room, here)}.child('kind').val() === 'direct'`,
                    isOneOfTwo('$uid'),
                    `${newRole} === 'member'`,
                  ),
                  all(
                    '$uid === auth.uid',
                    `${newRole} === 'member'`,
                    isOpen('root'),
                    takesSlot('joins', after, '$roomId'),
                    any(
                      `${before}.child('kind').val() === 'public'`,
                      all(`${before}.child('kind').val() === 'direct'`, isOneOfTwo('$uid')),
                      comesByInvite(after),
                    ),
                  ),
                ),
              ),
              // Being put out.
              all(
                '$uid !== auth.uid',
                'data.exists()',
                '!newData.exists()',
                `!${isListedAsMine}`,
                mayOver('kick'),
                // Who is banned is put out too.
                isLogged(after, ['kick', 'ban'], { about: '$uid' }),
              ),
              // Another role for another. Who becomes owner is the room's to say, below.
              all(
                '$uid !== auth.uid',
                'data.exists()',
                'newData.exists()',
                any(
                  all(
                    `${newRole} !== 'owner'`,
                    mayOver('promote'),
                    isLogged(after, ['changeRole'], { about: '$uid' }),
                  ),
                  all(`${newRole} === 'owner'`, may('handOver')),
                ),
              ),
              // Who hands over a room stays in it.
              all('$uid === auth.uid', `${role} === 'owner'`, `${newRole} === 'moderator'`),
            ),
          ),
        ),
      ),
      record: member,
      fields: { role: `(newData.val() === 'owner') === (${ownerAfter} === $uid)` },
    }),
    rule(paths.mine, { read: all(isSelf, asksForAtMost(limits.roomsPerRead)) }),
    rule(paths.mineEntry, {
      read: isSelf,
      // Says of the row both when it may be there and when it may go: whom the server removed can clear it away. Whoever puts
      // somebody out of a room takes it off their list.
      write: all(
        signedIn,
        `newData.exists() === ${isMemberAfter}`,
        any(
          '$uid === auth.uid',
          all('!newData.exists()', `${wasMember}.exists()`),
          // Whoever begins a direct room lists it for both.
          all(
            '!data.exists()',
            isDirectId,
            isNewRoom,
            "!newData.child('code').exists()",
            "!newData.child('lastRead').exists()",
          ),
        ),
        any(
          '!newData.exists()',
          "!data.child('lastRead').exists()",
          "newData.child('lastRead').val() >= data.child('lastRead').val()",
        ),
      ),
      record: mineEntry,
      // Which invite it was is said on joining and never after.
      validate: any('!data.exists()', "newData.child('code').val() === data.child('code').val()"),
    }),
  ];
}
