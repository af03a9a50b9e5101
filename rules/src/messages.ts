import { idPatterns, limits, message, paths } from '@causerie/contract';
import { afterRoot, all, any, asksForAtMost, isMember, matches, placeIn } from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** What people say in rooms. */
export function messages(): Rule[] {
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
  ];
}
