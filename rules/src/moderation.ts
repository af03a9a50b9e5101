import { type Act, limits, paths, restriction } from '@causerie/contract';
import { isLogged } from './audit.ts';
import { mayOver, may } from './powers.ts';
import {
  afterRoot,
  all,
  any,
  asksForAtMost,
  happensNow,
  isNotBannedHere,
  isSelf,
  isWelcome,
  placeIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** Who is kept from what. Each row is read by the person it is about, and by those who may make it. */
export function moderation(): Rule[] {
  // Both lists lie at the same depth.
  const after = afterRoot(paths.ban);
  const isGone = `!${placeIn(after, paths.member, { roomId: '$roomId', uid: '$uid' })}.exists()`;

  const logged = (act: Act): string => isLogged(after, [act], { about: '$uid' });

  // Or a moderator could fill the list with rows about nobody.
  const isPerson = `${placeIn('root', paths.user, { uid: '$uid' })}.exists()`;
  const isLifted = all('data.exists()', '!newData.exists()');

  // Said of the record, because who changes a single field would leave it in the name of another.
  const isOwn = all(happensNow, "newData.child('by').val() === auth.uid");

  return [
    rule(paths.bans, {
      read: all(isWelcome, isNotBannedHere, may('ban'), asksForAtMost(limits.membersPerRead)),
    }),
    rule(paths.ban, {
      read: isSelf,
      // Whoever is banned is put out in the same update.
      write: all(
        isWelcome,
        isNotBannedHere,
        mayOver('ban'),
        any(all('newData.exists()', isPerson, isGone, logged('ban')), all(isLifted, logged('liftBan'))),
      ),
      record: restriction,
      validate: isOwn,
    }),
    rule(paths.mutes, {
      read: all(isWelcome, isNotBannedHere, may('mute'), asksForAtMost(limits.membersPerRead)),
    }),
    rule(paths.mute, {
      read: isSelf,
      write: all(
        isWelcome,
        isNotBannedHere,
        mayOver('mute'),
        any(all('newData.exists()', isPerson, logged('mute')), all(isLifted, logged('liftMute'))),
      ),
      record: restriction,
      validate: isOwn,
    }),
    // Written by the server. Whoever may not speak should know until when.
    rule(paths.sanction, { read: isSelf }),
  ];
}
