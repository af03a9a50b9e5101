import { increment, limitToFirst } from 'firebase/database';
import { describe } from 'vitest';
import { den } from './inhabitants.ts';
import {
  by,
  inTurn,
  type Operation,
  read,
  remove,
  server,
  set,
  setPriority,
  update,
  wait,
} from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { claim, close, invite, inviteCode, join, leave, now, redeem } from './writes.ts';

const world = worldOfThisFile();

const place = `invites/${den}/${inviteCode}`;
const otherCode = 'OtherOtherOtherOther01';
const evesRow = `mine/eve/${den}`;
/** Mo invites two people to the den, for a minute. */
const invited = (fields: object = {}): Operation => by('mo', update(invite('mo', den, fields)));
const then = (operation: Operation): Operation => inTurn(invited(), operation);

describe('making invites', () => {
  table(world, [
    ['mo', 'invites to a private room', 'allowed', update(invite('mo', den))],
    ['mel', 'invites to it', 'denied', update(invite('mel', den))],
    ['eve', 'invites to it', 'denied', update(invite('eve', den))],
    ['mo', 'invites to a room that is not his', 'denied', update(invite('mo', 'lobby'))],
    ['mo', 'invites in the name of another', 'denied', update(invite('oz', den))],
    [
      'mo',
      'invites under a code that can be guessed',
      'denied',
      set(`invites/${den}/1`, invite('mo', den)[place]),
    ],
    ['mo', 'invites half a person', 'denied', update(invite('mo', den, { uses: 0.5 }))],
    ['mo', 'invites without an end', 'denied', update(invite('mo', den, { until: null }))],
    ['mo', 'invites with more to it', 'denied', update(invite('mo', den, { role: 'owner' }))],
    [
      'mo',
      'invites to a closed room',
      'denied',
      inTurn(by('oz', set(`rooms/${den}/closedAt`, now)), update(invite('mo', den))),
    ],
    ['mo', 'makes the same again', 'denied', then(update(invite('mo', den)))],
    ['mo', 'lets more people in by it', 'denied', then(set(`${place}/uses`, 50))],
    ['mo', 'counts it down without joining', 'denied', then(set(`${place}/uses`, increment(-1)))],
    ['mo', 'makes it hold longer', 'denied', then(set(`${place}/until`, beginningMs + 70_000))],
    ['mo', 'gives it a priority', 'denied', then(setPriority(place, 1))],
  ]);
});

describe('taking invites back', () => {
  table(world, [
    ['mo', 'takes his back', 'allowed', then(remove(place))],
    ['may', 'takes back that of another', 'allowed', then(remove(place))],
    ['mel', 'takes it back', 'denied', then(remove(place))],
    ['eve', 'takes it back', 'denied', then(remove(place))],
    ['mo', 'takes back what is not there', 'denied', remove(place)],
    ['mo', 'takes all back at once', 'denied', then(remove(`invites/${den}`))],
    ['mo', 'takes back a part', 'denied', then(remove(`${place}/until`))],
    [
      'eve',
      'comes by what was taken back',
      'denied',
      inTurn(invited(), by('mo', remove(place)), update(redeem('eve', den))),
    ],
  ]);
});

describe('reading invites', () => {
  table(world, [
    ['mo', 'lists them', 'allowed', then(read(`invites/${den}`, limitToFirst(10)))],
    ['mo', 'lists them without a limit', 'denied', then(read(`invites/${den}`))],
    ['mel', 'lists them', 'denied', then(read(`invites/${den}`, limitToFirst(10)))],
    ['eve', 'lists them', 'denied', then(read(`invites/${den}`, limitToFirst(10)))],
    [nobody, 'lists them', 'denied', then(read(`invites/${den}`, limitToFirst(10)))],
    ['mo', 'lists those of a room that is not his', 'denied', read('invites/lobby', limitToFirst(10))],
    ['mo', 'lists those of all rooms', 'denied', read('invites', limitToFirst(10))],
    ['eve', 'reads one whose code she knows', 'denied', then(read(place))],
    ['eve', 'reads one that is not there', 'denied', read(place)],
    [
      'mel',
      'reads by which another came',
      'denied',
      inTurn(invited(), by('eve', update(redeem('eve', den))), read(evesRow)),
    ],
    [
      'eve',
      'reads by which she came',
      'allowed',
      inTurn(invited(), update(redeem('eve', den)), read(evesRow)),
    ],
  ]);
});

describe('coming by an invite', () => {
  table(world, [
    ['eve', 'comes', 'allowed', then(update(redeem('eve', den)))],
    [
      'eve',
      'comes to a public room',
      'allowed',
      inTurn(by('mo', update(invite('mo', 'club'))), update(redeem('eve', 'club'))),
    ],
    ['eve', 'comes without one', 'denied', then(update(join('eve', den)))],
    ['eve', 'comes by one that is not there', 'denied', update(redeem('eve', den))],
    ['eve', 'comes by another code', 'denied', then(update(redeem('eve', den, otherCode)))],
    ['eve', 'comes to another room', 'denied', then(update(redeem('eve', 'vault')))],
    [
      'eve',
      'comes by that of another room',
      'denied',
      inTurn(invited(), update({ ...redeem('eve', den), ...redeem('eve', 'vault') })),
    ],
    [
      'eve',
      'comes at the last moment',
      'allowed',
      inTurn(invited(), wait(59_999), update(redeem('eve', den))),
    ],
    ['eve', 'comes too late', 'denied', inTurn(invited(), wait(60_000), update(redeem('eve', den)))],
    [
      'eve',
      'comes after it closed',
      'denied',
      inTurn(invited(), by('oz', set(`rooms/${den}/closedAt`, now)), update(redeem('eve', den))),
    ],
    ['nia', 'comes without a profile', 'denied', then(update(redeem('nia', den)))],
    [
      'nia',
      'comes with a profile',
      'allowed',
      then(update({ ...claim('nia', 'Nia'), ...redeem('nia', den) })),
    ],
    [nobody, 'comes', 'denied', then(update(redeem('nobody', den)))],
    ['ana', 'sends another', 'denied', then(update(redeem('eve', den)))],
    [
      'eve',
      'does not count herself',
      'denied',
      then(update({ ...join('eve', den), [evesRow]: { joinedAt: now, code: inviteCode } })),
    ],
    ['eve', 'counts herself as nobody', 'denied', then(update(redeem('eve', den, inviteCode, increment(0))))],
    ['eve', 'counts herself twice', 'denied', then(update(redeem('eve', den, inviteCode, increment(-2))))],
    ['eve', 'counts up', 'denied', then(update(redeem('eve', den, inviteCode, increment(1))))],
    ['eve', 'uses it up for the others', 'denied', then(update(redeem('eve', den, inviteCode, 0)))],
    ['eve', 'counts it down and stays outside', 'denied', then(set(`${place}/uses`, increment(-1)))],
    [
      'mel',
      'counts it down from inside',
      'denied',
      then(update({ [`mine/mel/${den}/code`]: inviteCode, [`${place}/uses`]: increment(-1) })),
    ],
    ['mel', 'says afterwards by which she came', 'denied', set(`mine/mel/${den}/code`, inviteCode)],
    [
      'eve',
      'forgets by which she came',
      'denied',
      inTurn(invited(), update(redeem('eve', den)), remove(`${evesRow}/code`)),
    ],
    [
      'eve',
      'comes as moderator',
      'denied',
      then(update({ ...redeem('eve', den), [`members/${den}/eve`]: { role: 'moderator', joinedAt: now } })),
    ],
    [
      'eve',
      'comes as owner',
      'denied',
      then(update({ ...redeem('eve', den), [`members/${den}/eve`]: { role: 'owner', joinedAt: now } })),
    ],
    [
      'eve',
      'removes it as she comes',
      'denied',
      then(update({ ...join('eve', den), [evesRow]: { joinedAt: now, code: inviteCode }, [place]: null })),
    ],
    [
      'eve',
      'comes by a code that is a path',
      'denied',
      then(
        update({
          ...join('eve', den),
          [evesRow]: { joinedAt: now, code: `${inviteCode}/uses` },
          [`${place}/uses`]: increment(-1),
        }),
      ),
    ],
    ['bob', 'comes twice', 'denied', then(update(redeem('bob', den)))],
    [
      'eve',
      'comes again after leaving',
      'allowed',
      inTurn(
        invited(),
        update(redeem('eve', den)),
        update(leave('eve', den)),
        update(redeem('eve', den, inviteCode, increment(-1), 'b')),
      ),
    ],
    ['eve', 'comes as the last', 'allowed', inTurn(invited({ uses: 1 }), update(redeem('eve', den)))],
    [
      'ana',
      'comes after the last',
      'denied',
      inTurn(invited({ uses: 1 }), by('eve', update(redeem('eve', den))), update(redeem('ana', den))),
    ],
    [
      'eve',
      'comes after a ban',
      'denied',
      inTurn(
        invited(),
        server(`bans/${den}/eve`, { by: 'oz', at: beginningMs, until: beginningMs + 1 }),
        update(redeem('eve', den)),
      ),
    ],
    [
      'eve',
      'lists an invite that there is not with a public room',
      'denied',
      update({ ...redeem('eve', 'club') }),
    ],
    [
      'oz',
      'closes a room that people are invited to',
      'allowed',
      inTurn(by('mo', update(invite('mo', 'club'))), update(close('club'))),
    ],
  ]);
});
