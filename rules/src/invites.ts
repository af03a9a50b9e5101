import { invite, idPatterns, limits, paths } from '@causerie/contract';
import { takesSlot, tookSlot } from './budgets.ts';
import { may } from './powers.ts';
import {
  afterRoot,
  all,
  any,
  asksForAtMost,
  isNotBannedHere,
  isOpen,
  isWelcome,
  matches,
  placeIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/**
 * Ways into rooms. Nobody reads an invite but those who may make one; whoever was told the code knocks with it, whether there is
 * one or not, and then names it in the update by which they join and count it down. Every failure is the same refusal.
 */
export function invites(): Rule[] {
  const own = { roomId: '$roomId', uid: 'auth.uid' };
  const after = afterRoot(paths.invite);
  const isCountedDown = all(
    "newData.child('uses').val() === data.child('uses').val() - 1",
    `!${placeIn('root', paths.member, own)}.exists()`,
    // Rows of this kind are there only together with a membership.
    `${placeIn(after, paths.mineEntry, own)}.child('code').val() === $code`,
  );

  return [
    rule(paths.invites, {
      read: all(isWelcome, isNotBannedHere, may('invite'), asksForAtMost(limits.invitesPerRead)),
    }),
    rule(paths.invite, {
      write: all(
        isWelcome,
        any(
          // Made, and taken back.
          all(
            isNotBannedHere,
            may('invite'),
            any(
              all(
                '!data.exists()',
                "newData.child('uses').val() > 0",
                isOpen('root'),
                // Or a room of one's own could be filled with them.
                takesSlot('invites', after, "$roomId + '/' + $code"),
              ),
              all('data.exists()', '!newData.exists()'),
            ),
          ),
          all('data.exists()', 'newData.exists()', isCountedDown),
        ),
      ),
      record: invite,
      validate: matches('$code', idPatterns.inviteCode),
    }),
  ];
}

/**
 * Somebody joins by an invite that their own list names, for which they have knocked, and that is counted down in the same update.
 * `after` is the root after the write.
 */
export const comesByInvite = (after: string): string => {
  const code = `${placeIn(after, paths.mineEntry, { uid: '$uid', roomId: '$roomId' })}.child('code').val()`;
  const invited = { roomId: '$roomId', code };
  const before = placeIn('root', paths.invite, invited);
  return all(
    // A code of another form could lead elsewhere.
    matches(code, idPatterns.inviteCode),
    // Asked of the tree before the update: a knock in a refused update would cost nothing.
    tookSlot('knocks', `$roomId + '/' + ${code}`, limits.knockFreshMs),
    `${before}.child('until').val() > now`,
    `${placeIn(after, paths.invite, invited)}.child('uses').val() === ${before}.child('uses').val() - 1`,
  );
};
