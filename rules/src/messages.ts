import { deletedMessage, idPatterns, limits, message, paths } from '@causerie/contract';
import { isLogged } from './audit.ts';
import { takesSlot } from './budgets.ts';
import { afterRoot, all, any, asksForAtMost, isHeard, isMember, matches, placeIn } from './predicates.ts';
import { may, mayOver } from './powers.ts';
import { type Rule, rule } from './rule.ts';

/** What people say in rooms. */
export function messages(): Rule[] {
  const thisMessage = "$roomId + '/' + $messageId";
  // The ring: a message names the slot it takes, and the slot, taken in the same update, names the message. The room is in
  // the name too, or one slot would do for the same key in every room.
  const slotTaken = placeIn(afterRoot(paths.message, 1), paths.messageSlot, {
    uid: 'auth.uid',
    slot: 'newData.val()',
  });

  const turn = placeIn(afterRoot(paths.message), paths.paceEntry, { uid: 'auth.uid', roomId: '$roomId' });
  // A retry of a message that arrived cannot make a second one, and nothing is put where one was deleted.
  const isNew = all(
    '!data.exists()',
    "newData.child('text').exists()",
    "!newData.child('editedAt').exists()",
    any(
      `!${placeIn('root', paths.room, { roomId: '$roomId' })}.child('slowMs').exists()`,
      may('ignorePace'),
      all(`${turn}.child('key').val() === $messageId`, `${turn}.child('at').val() === now`),
    ),
  );
  const isAlive = "data.child('text').exists()";
  const isOwn = "data.child('uid').val() === auth.uid";
  const isEdited = all(
    `now - data.child('at').val() <= ${limits.editWithinMs}`,
    "newData.child('editedAt').val() === now",
    // The server makes html of a text that is another than before. That of the old text would contradict the new one.
    "newData.child('text').val() !== data.child('text').val()",
    "!newData.child('html').exists()",
    "newData.child('replyTo').val() === data.child('replyTo').val()",
    takesSlot('edits', afterRoot(paths.message), thisMessage),
  );
  const mayRemove = mayOver('removeMessages', "data.child('uid').val()");
  const isRemovalLogged = isLogged(afterRoot(paths.message), ['removeMessage'], { messageId: '$messageId' });
  const isDeleted = "newData.child('deleted').val() === true";

  return [
    rule(paths.messages, {
      // Keys are the writers' choice; `at` is the server's clock. Readers who want the newest go by `at`, and those who want all
      // that answers one message by `replyTo`.
      read: all(
        isMember,
        any('query.orderByKey', "query.orderByChild === 'at'", "query.orderByChild === 'replyTo'"),
        asksForAtMost(limits.messagesPerRead),
      ),
      // By author only for functions: erasing somebody and handing them what they said.
      indexOn: ['at', 'replyTo', 'uid'],
    }),
    rule(paths.message, {
      read: isMember,
      write: all(
        isMember,
        any(
          all(isHeard, any(isNew, all(isAlive, isOwn, isEdited))),
          // Whoever may not speak may still take back.
          all(isAlive, isDeleted, any(isOwn, all(mayRemove, isRemovalLogged))),
        ),
      ),
      record: message,
      or: deletedMessage,
      validate: matches('$messageId', idPatterns.message),
      fields: {
        slot: any(
          'data.exists()',
          all(`${slotTaken}.child('key').val() === ${thisMessage}`, `${slotTaken}.child('at').val() === now`),
        ),
        replyTo: `${placeIn('root', paths.message, { roomId: '$roomId', messageId: 'newData.val()' })}.exists()`,
      },
    }),
  ];
}
