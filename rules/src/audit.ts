import { type Act, actNames, auditEntry, idPatterns, limits, paths } from '@causerie/contract';
import { may } from './powers.ts';
import {
  afterRoot,
  all,
  any,
  asksForAtMost,
  type Expression,
  isNotBannedHere,
  isWelcome,
  matches,
  placeIn,
} from './predicates.ts';
import { type Rule, rule } from './rule.ts';

/**
 * What those who rule a room have done in it. An act and its entry are made in one update, and each asks for the other: so nothing
 * is done without a trace, and nothing is there that was not done. `limits/{uid}/act` names the entry, one a person at a time.
 */
export function audit(): Rule[] {
  const after = afterRoot(paths.auditEntry);
  const slot = placeIn(after, paths.actSlot, { uid: 'auth.uid' });
  const happened = actsIn(after);

  return [
    rule(paths.audit, {
      // Keys are the writers' choice; `at` is the server's clock.
      read: all(
        isWelcome,
        isNotBannedHere,
        may('seeAudit'),
        any('query.orderByKey', "query.orderByChild === 'at'"),
        asksForAtMost(limits.auditPerRead),
      ),
      indexOn: ['at'],
    }),
    rule(paths.auditEntry, {
      write: all(isWelcome, '!data.exists()', 'newData.exists()'),
      record: auditEntry,
      validate: all(
        matches('$entryId', idPatterns.auditEntry),
        `${slot}.child('key').val() === $roomId + '/' + $entryId`,
        `${slot}.child('at').val() === now`,
        says(
          'about',
          actNames.filter((act) => act !== 'close'),
        ),
        says('messageId', ['removeMessage']),
        says('role', ['changeRole']),
        any(...actNames.map((act) => all(`newData.child('act').val() === '${act}'`, happened[act]))),
      ),
    }),
  ];
}

/** The entry has this field for these acts, and for no others. */
const says = (field: string, acts: readonly Act[]): Expression =>
  `newData.child('${field}').exists() === (${any(...acts.map((act) => `newData.child('act').val() === '${act}'`))})`;

/** What makes each act true: how the tree was, and how it is after the update. */
const actsIn = (after: Expression): Readonly<Record<Act, Expression>> => {
  const about = "newData.child('about').val()";
  const them = { roomId: '$roomId', uid: about };
  const room = { roomId: '$roomId' };
  const spoken = { roomId: '$roomId', messageId: "newData.child('messageId').val()" };

  const wasMember = placeIn('root', paths.member, them);
  const isMember = placeIn(after, paths.member, them);
  const wasRoom = placeIn('root', paths.room, room);
  const isRoom = placeIn(after, paths.room, room);
  const wasMessage = placeIn('root', paths.message, spoken);
  const isAnother = `${about} !== auth.uid`;
  const isLifted = (place: typeof paths.ban | typeof paths.mute): Expression =>
    all(`${placeIn('root', place, them)}.exists()`, `!${placeIn(after, place, them)}.exists()`);

  return {
    // Who leaves goes too.
    kick: all(isAnother, `${wasMember}.exists()`, `!${isMember}.exists()`),
    ban: `${placeIn(after, paths.ban, them)}.child('at').val() === now`,
    liftBan: isLifted(paths.ban),
    mute: `${placeIn(after, paths.mute, them)}.child('at').val() === now`,
    liftMute: isLifted(paths.mute),
    removeMessage: all(
      isAnother,
      `${wasMessage}.child('uid').val() === ${about}`,
      `${wasMessage}.child('text').exists()`,
      `!${placeIn(after, paths.message, spoken)}.child('text').exists()`,
    ),
    changeRole: all(
      `${wasMember}.exists()`,
      `${wasMember}.child('role').val() !== newData.child('role').val()`,
      `${isMember}.child('role').val() === newData.child('role').val()`,
    ),
    // Who opens a room becomes its owner too.
    handOver: all(
      isAnother,
      `${wasRoom}.child('owner').val() === auth.uid`,
      `${isRoom}.child('owner').val() === ${about}`,
    ),
    close: all(`!${wasRoom}.child('closedAt').exists()`, `${isRoom}.child('closedAt').exists()`),
  };
};

/** This update enters one of these acts in the log of `$roomId`, and the entry says this. `after` is the root after the write. */
export const isLogged = (
  after: Expression,
  acts: readonly Act[],
  said: { readonly about?: Expression; readonly messageId?: Expression } = {},
): Expression => {
  const key = `${placeIn(after, paths.actSlot, { uid: 'auth.uid' })}.child('key').val()`;
  // The key is a room's and an entry's, which is where the entry is.
  const entry = placeIn(after, paths.audit, { roomId: key });
  return all(
    `${key}.beginsWith($roomId + '/')`,
    `${entry}.child('at').val() === now`,
    any(...acts.map((act) => `${entry}.child('act').val() === '${act}'`)),
    ...Object.entries(said).map(([field, value]) => `${entry}.child('${field}').val() === ${value}`),
  );
};
