import { limitToFirst, limitToLast, orderByChild } from 'firebase/database';
import { describe } from 'vitest';
import { messageId } from './inhabitants.ts';
import { by, inTurn, type Operation, read, remove, server, set, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import {
  claim,
  close,
  direct,
  giveRole,
  invite,
  join,
  kick,
  leave,
  now,
  openDirect,
  post,
  restrict,
  without,
} from './writes.ts';

const world = worldOfThisFile();

const room = direct('ana', 'eve');
const hers = openDirect('ana', 'eve');
const begun = by('ana', update(hers));
const then = (operation: Operation): Operation => inTurn(begun, operation);
const says = (uid: string): Operation =>
  update(post({ uid, roomId: room, messageId: messageId(1), slot: 'a' }));
const asked = [orderByChild('at'), limitToLast(10)] as const;

describe('beginning a direct room', () => {
  table(world, [
    ['ana', 'begins one, being the first', 'allowed', update(hers)],
    ['eve', 'begins one, being the second', 'allowed', update(openDirect('ana', 'eve', room, {}, 'eve'))],
    ['bob', 'begins one for two others', 'denied', update(openDirect('ana', 'eve', room, {}, 'bob'))],
    [nobody, 'begins one', 'denied', update(hers)],
    ['eve', 'begins one that there is', 'denied', then(update(openDirect('ana', 'eve', room, {}, 'eve')))],
    [
      'ana',
      'begins it the other way round',
      'denied',
      update(openDirect('eve', 'ana', direct('eve', 'ana'), {}, 'ana')),
    ],
    ['eve', 'begins it the other way round', 'denied', update(openDirect('eve', 'ana'))],
    ['ana', 'begins one with herself', 'denied', update(openDirect('ana', 'ana'))],
    ['ana', 'begins one with somebody who has no profile', 'denied', update(openDirect('ana', 'nia'))],
    [
      'nia',
      'begins one without a profile',
      'denied',
      update(openDirect('ana', 'nia', direct('ana', 'nia'), {}, 'nia')),
    ],
    [
      'nia',
      'begins one with a profile',
      'allowed',
      update({ ...claim('nia', 'Nia'), ...openDirect('ana', 'nia', direct('ana', 'nia'), {}, 'nia') }),
    ],
    ['ana', 'begins one without the other', 'denied', update(without(hers, `members/${room}/eve`))],
    ['ana', 'begins one without herself', 'denied', update(without(hers, `members/${room}/ana`))],
    ['ana', 'leaves it off the list of the other', 'denied', update(without(hers, `mine/eve/${room}`))],
    ['ana', 'leaves it off her list', 'denied', update(without(hers, `mine/ana/${room}`))],
    ['ana', 'only lists it for the other', 'denied', set(`mine/eve/${room}`, { joinedAt: now })],
    [
      'ana',
      'lists it with an invite',
      'denied',
      update({ ...hers, [`mine/eve/${room}`]: { joinedAt: now, code: 'a'.repeat(22) } }),
    ],
    ['ana', 'brings in a third', 'denied', update({ ...hers, ...join('bob', room) })],
    [
      'ana',
      'brings in another instead',
      'denied',
      update({ ...without(hers, `members/${room}/eve`), ...join('bob', room) }),
    ],
    [
      'ana',
      'makes the other its owner',
      'denied',
      update({ ...hers, [`members/${room}/eve`]: { role: 'owner', joinedAt: now } }),
    ],
    [
      'ana',
      'makes herself its owner',
      'denied',
      update({ ...hers, [`members/${room}/ana`]: { role: 'owner', joinedAt: now } }),
    ],
    [
      'ana',
      'makes the other a moderator',
      'denied',
      update({ ...hers, [`members/${room}/eve`]: { role: 'moderator', joinedAt: now } }),
    ],
    [
      'ana',
      'makes herself a moderator',
      'denied',
      update({ ...hers, [`members/${room}/ana`]: { role: 'moderator', joinedAt: now } }),
    ],
    ['ana', 'owns it', 'denied', update(openDirect('ana', 'eve', room, { owner: 'ana' }))],
    ['ana', 'gives it a name', 'denied', update(openDirect('ana', 'eve', room, { name: 'Support' }))],
    ['ana', 'gives it a topic', 'denied', update(openDirect('ana', 'eve', room, { topic: 'Passwords' }))],
    ['ana', 'begins it closed', 'denied', update(openDirect('ana', 'eve', room, { closedAt: now }))],
    [
      'ana',
      'began it yesterday',
      'denied',
      update(openDirect('ana', 'eve', room, { createdAt: beginningMs - 1 })),
    ],
    [
      'ana',
      'begins it as a private room',
      'denied',
      update(openDirect('ana', 'eve', room, { kind: 'private' })),
    ],
    ['ana', 'begins it under another id', 'denied', update(openDirect('ana', 'eve', 'anaeve'))],
    [
      'ana',
      'lists it in the directory',
      'denied',
      update({ ...hers, [`directory/${room}`]: { name: 'A', topic: 'B' } }),
    ],
    [
      'ana',
      'begins one of which messages are left',
      'denied',
      inTurn(server(`messages/${room}/x`, 1), update(hers)),
    ],
    [
      'ana',
      'begins one of which members are left',
      'denied',
      inTurn(server(`members/${room}/eve`, { role: 'member', joinedAt: 1 }), update(hers)),
    ],
    ['a_b', 'begins one with an underscore', 'denied', update(openDirect('a_b', 'eve'))],
    ['ana/role', 'begins one, being called so', 'denied', update(hers)],
  ]);
});

describe('a direct room', () => {
  table(world, [
    ['eve', 'reads it', 'allowed', then(read(`rooms/${room}`))],
    ['bob', 'reads it', 'denied', then(read(`rooms/${room}`))],
    ['bob', 'reads one that is not there', 'denied', read(`rooms/${direct('ana', 'oz')}`)],
    ['eve', 'writes there', 'allowed', then(says('eve'))],
    ['ana', 'writes there', 'allowed', then(says('ana'))],
    ['bob', 'writes there', 'denied', then(says('bob'))],
    ['eve', 'reads messages', 'allowed', then(read(`messages/${room}`, ...asked))],
    ['bob', 'reads messages', 'denied', then(read(`messages/${room}`, ...asked))],
    ['bob', 'lists its members', 'denied', then(read(`members/${room}`, limitToFirst(2)))],
    ['bob', 'joins', 'denied', then(update(join('bob', room)))],
    ['eve', 'leaves', 'allowed', then(update(leave('eve', room)))],
    [
      'eve',
      'leaves and comes back',
      'allowed',
      inTurn(begun, update(leave('eve', room)), update(join('eve', room))),
    ],
    [
      'eve',
      'reads it after leaving',
      'denied',
      inTurn(begun, update(leave('eve', room)), read(`rooms/${room}`)),
    ],
    [
      'ana',
      'puts back who left',
      'denied',
      inTurn(begun, by('eve', update(leave('eve', room))), update(join('eve', room))),
    ],
    [
      'ana',
      'lists it again for who left',
      'denied',
      inTurn(begun, by('eve', update(leave('eve', room))), set(`mine/eve/${room}`, { joinedAt: now })),
    ],
    [
      'ana',
      'begins it again when who left',
      'denied',
      inTurn(begun, by('eve', update(leave('eve', room))), update(hers)),
    ],
    [
      'bob',
      'joins in place of who left',
      'denied',
      inTurn(begun, by('eve', update(leave('eve', room))), update(join('bob', room))),
    ],
    ['ana', 'puts the other out', 'denied', then(update(kick('ana', room, 'eve')))],
    ['ana', 'bans the other', 'denied', then(update(restrict('ana', 'bans', room, 'eve', beginningMs + 1)))],
    [
      'ana',
      'mutes the other',
      'denied',
      then(update(restrict('ana', 'mutes', room, 'eve', beginningMs + 1))),
    ],
    ['ana', 'invites to it', 'denied', then(update(invite('ana', room)))],
    [
      'ana',
      'becomes its owner',
      'denied',
      then(update({ [`rooms/${room}/owner`]: 'ana', ...giveRole(room, 'ana', 'owner', 'ana') })),
    ],
    ['ana', 'gives it a name', 'denied', then(set(`rooms/${room}/name`, 'Support'))],
    ['ana', 'closes it', 'denied', then(update(without(close(room, 'ana'), `directory/${room}`)))],
    ['ana', 'removes it', 'denied', then(remove(`rooms/${room}`))],
  ]);
});
