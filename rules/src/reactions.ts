import { idPatterns, limits, paths } from '@causerie/contract';
import { takesSlot } from './budgets.ts';
import {
  afterRoot,
  all,
  any,
  asksForAtMost,
  isHeard,
  isMember,
  matches,
  noPriority,
  placeIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** What people answer messages with. The value of a reaction is when it was made. */
export function reactions(): Rule[] {
  const after = afterRoot(paths.reaction);
  const text = `${placeIn(after, paths.message, { roomId: '$roomId', messageId: '$messageId' })}.child('text')`;

  return [
    rule(paths.reactions, { read: all(isMember, asksForAtMost(limits.reactorsPerRead)) }),
    rule(paths.reaction, {
      // To take one back needs no slot: it had to be made first.
      write: all(
        isMember,
        '$uid === auth.uid',
        any(
          '!newData.exists()',
          all(isHeard, takesSlot('reactions', after, "$roomId + '/' + $messageId + '/' + $emoji")),
        ),
      ),
      // A message that was deleted, even in this update, has no text.
      validate: all(
        'newData.val() === now',
        noPriority,
        matches('$emoji', idPatterns.reaction),
        `${text}.exists()`,
      ),
    }),
  ];
}
