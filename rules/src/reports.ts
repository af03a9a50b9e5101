import { idPatterns, paths, report } from '@causerie/contract';
import { takesSlot } from './budgets.ts';
import { afterRoot, all, isNotBannedIn, isWelcome, matches, placeIn } from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/** What people complain about. Nobody reads it but the server: whom a report is about must not learn who made it. */
export function reports(): Rule[] {
  const roomId = "newData.child('roomId').val()";
  const reported = placeIn('root', paths.message, { roomId, messageId: "newData.child('messageId').val()" });
  const membership = placeIn('root', paths.member, { roomId, uid: 'auth.uid' });

  return [
    rule(paths.report, {
      write: all(isWelcome, '!data.exists()', 'newData.exists()'),
      record: report,
      validate: all(
        matches('$reportId', idPatterns.report),
        `${membership}.child('role').exists()`,
        isNotBannedIn(roomId),
        `newData.child('about').val() === ${reported}.child('uid').val()`,
        `newData.child('text').val() === ${reported}.child('text').val()`,
        takesSlot('reports', afterRoot(paths.report), '$reportId'),
      ),
    }),
  ];
}
