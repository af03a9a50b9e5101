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
import { claim, close, invite, inviteCode, join, knock, leave, now, redeem, without } from './writes.ts';

const world = worldOfThisFile();

const place = `invites/${den}/${inviteCode}`;
const otherCode = 'OtherOtherOtherOther01';
const evesRow = `mine/eve/${den}`;
/** Mo invites two people to the den, for a minute. */
const invited = (fields: object = {}): Operation => by('mo', update(invite('mo', den, fields)));
const then = (operation: Operation): Operation => inTurn(invited(), operation);
const knocks = (who: string, code = inviteCode, slot = 'a'): Operation =>
  by(who, update(knock(who, den, code, slot)));
/** Eve has knocked at the den with the code that Mo made, and then tries this. */
const knocked = (operation: Operation): Operation => inTurn(invited(), knocks('eve'), operation);
/** There are invites of one code to the den and to the vault, and Eve has knocked at both. */
const twoOfOneCode = (operation: Operation): Operation =>
  inTurn(
    invited(),
    server(`invites/vault/${inviteCode}`, {
      by: 'bob',
      at: beginningMs,
      until: beginningMs + 60_000,
      uses: 2,
    }),
    knocks('eve'),
    update(knock('eve', 'vault', inviteCode, 'b')),
    operation,
  );
const vaultUses = `invites/vault/${inviteCode}/uses`;
const comes = (who: string): Operation => inTurn(knocks(who), by(who, update(redeem(who, den))));

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
      update({
        [`invites/${den}/1`]: invite('mo', den)[place],
        'limits/mo/invites/a': { at: now, key: `${den}/1` },
      }),
    ],
    ['mo', 'invites without a slot', 'denied', update(without(invite('mo', den), 'limits/mo/invites/a'))],
    [
      'mo',
      'makes two invites by one slot',
      'denied',
      update({ ...invite('mo', den, {}, 'a', `${inviteCode.slice(0, -1)}x`), ...invite('mo', den) }),
    ],
    [
      'mo',
      'takes a slot for the same code elsewhere',
      'denied',
      update({ ...invite('mo', den), 'limits/mo/invites/a': { at: now, key: `club/${inviteCode}` } }),
    ],
    ['mo', 'invites half a person', 'denied', update(invite('mo', den, { uses: 0.5 }))],
    ['mo', 'invites without an end', 'denied', update(invite('mo', den, { until: null }))],
    ['mo', 'invites with more to it', 'denied', update(invite('mo', den, { role: 'owner' }))],
    [
      'mo',
      'invites to a closed room',
      'denied',
      inTurn(by('oz', update(close(den))), update(invite('mo', den))),
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
      inTurn(invited(), knocks('eve'), by('mo', remove(place)), update(redeem('eve', den))),
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
    ['mel', 'reads by which another came', 'denied', inTurn(invited(), comes('eve'), read(evesRow))],
    ['eve', 'reads by which she came', 'allowed', inTurn(invited(), comes('eve'), read(evesRow))],
  ]);
});

describe('coming by an invite', () => {
  table(world, [
    ['eve', 'comes', 'allowed', knocked(update(redeem('eve', den)))],
    [
      'eve',
      'comes to a public room',
      'allowed',
      inTurn(
        by('mo', update(invite('mo', 'club'))),
        update(knock('eve', 'club')),
        update(redeem('eve', 'club')),
      ),
    ],
    ['eve', 'comes without one', 'denied', knocked(update(join('eve', den)))],
    ['eve', 'comes by one that is not there', 'denied', comes('eve')],
    [
      'eve',
      'comes by another code',
      'denied',
      inTurn(invited(), knocks('eve', otherCode), update(redeem('eve', den, otherCode))),
    ],
    [
      'eve',
      'comes to another room',
      'denied',
      inTurn(invited(), update(knock('eve', 'vault')), update(redeem('eve', 'vault'))),
    ],
    [
      'eve',
      'comes to a room by the one of two that is for it',
      'allowed',
      twoOfOneCode(update(redeem('eve', 'vault'))),
    ],
    [
      'eve',
      'comes to it counted down by that of another room',
      'denied',
      twoOfOneCode(
        update({ ...without(redeem('eve', 'vault'), vaultUses), [`${place}/uses`]: increment(-1) }),
      ),
    ],
    [
      'eve',
      'comes to it counted down by both',
      'denied',
      twoOfOneCode(update({ ...redeem('eve', 'vault'), [`${place}/uses`]: increment(-1) })),
    ],
    ['eve', 'comes at the last moment', 'allowed', inTurn(invited(), wait(59_999), comes('eve'))],
    ['eve', 'comes too late', 'denied', inTurn(invited(), wait(60_000), comes('eve'))],
    [
      'eve',
      'comes after it closed',
      'denied',
      knocked(inTurn(by('oz', update(close(den))), update(redeem('eve', den)))),
    ],
    ['nia', 'comes without a profile', 'denied', then(comes('nia'))],
    [
      'nia',
      'comes with a profile',
      'allowed',
      inTurn(invited(), knocks('nia'), update({ ...claim('nia', 'Nia'), ...redeem('nia', den) })),
    ],
    [nobody, 'comes', 'denied', then(update(redeem('nobody', den)))],
    ['ana', 'sends another', 'denied', knocked(update(redeem('eve', den)))],
    [
      'eve',
      'does not count herself',
      'denied',
      knocked(update({ ...join('eve', den), [evesRow]: { joinedAt: now, code: inviteCode } })),
    ],
    [
      'eve',
      'counts herself as nobody',
      'denied',
      knocked(update(redeem('eve', den, inviteCode, increment(0)))),
    ],
    ['eve', 'counts herself twice', 'denied', knocked(update(redeem('eve', den, inviteCode, increment(-2))))],
    ['eve', 'counts up', 'denied', knocked(update(redeem('eve', den, inviteCode, increment(1))))],
    ['eve', 'uses it up for the others', 'denied', knocked(update(redeem('eve', den, inviteCode, 0)))],
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
      inTurn(invited(), comes('eve'), remove(`${evesRow}/code`)),
    ],
    [
      'eve',
      'comes as moderator',
      'denied',
      knocked(
        update({ ...redeem('eve', den), [`members/${den}/eve`]: { role: 'moderator', joinedAt: now } }),
      ),
    ],
    [
      'eve',
      'comes as owner',
      'denied',
      knocked(update({ ...redeem('eve', den), [`members/${den}/eve`]: { role: 'owner', joinedAt: now } })),
    ],
    [
      'eve',
      'removes it as she comes',
      'denied',
      knocked(update({ ...join('eve', den), [evesRow]: { joinedAt: now, code: inviteCode }, [place]: null })),
    ],
    [
      'eve',
      'comes by a code that is a path',
      'denied',
      knocked(
        update({
          ...join('eve', den),
          [evesRow]: { joinedAt: now, code: `${inviteCode}/uses` },
          [`${place}/uses`]: increment(-1),
        }),
      ),
    ],
    ['bob', 'comes twice', 'denied', then(comes('bob'))],
    [
      'eve',
      'comes again after leaving',
      'allowed',
      inTurn(
        invited(),
        comes('eve'),
        update(leave('eve', den)),
        update(redeem('eve', den, inviteCode, increment(-1), 'b')),
      ),
    ],
    ['eve', 'comes as the last', 'allowed', inTurn(invited({ uses: 1 }), comes('eve'))],
    ['ana', 'comes after the last', 'denied', inTurn(invited({ uses: 1 }), comes('eve'), comes('ana'))],
    [
      'eve',
      'comes after a ban',
      'denied',
      inTurn(
        invited(),
        knocks('eve'),
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

describe('knocking', () => {
  const comesIn = update(redeem('eve', den));

  table(world, [
    ['eve', 'comes without knocking', 'denied', then(comesIn)],
    ['eve', 'comes after knocking', 'allowed', knocked(comesIn)],
    [
      'eve',
      'knocks and comes in one update',
      'denied',
      then(update({ ...knock('eve', den), ...redeem('eve', den) })),
    ],
    [
      'eve',
      'knocks again as she comes',
      'allowed',
      knocked(update({ ...knock('eve', den, inviteCode, 'b'), ...redeem('eve', den) })),
    ],
    ['eve', 'comes after Ana knocked', 'denied', inTurn(invited(), knocks('ana'), comesIn)],
    ['eve', 'knocks for Ana', 'denied', update(knock('ana', den))],
    [
      'eve',
      'comes after knocking with another code',
      'denied',
      inTurn(invited(), knocks('eve', otherCode), comesIn),
    ],
    [
      'eve',
      'comes after knocking at another room',
      'denied',
      inTurn(invited(), update(knock('eve', 'vault')), comesIn),
    ],
    ['eve', 'knocks where there is no invite', 'allowed', update(knock('eve', den))],
    ['eve', 'knocks where there is no room', 'allowed', update(knock('eve', 'nowhere'))],
    ['eve', 'knocks with something else than a code', 'denied', update(knock('eve', den, 'Sesame'))],
    [
      'eve',
      'comes while her knock is fresh',
      'allowed',
      inTurn(invited({ until: beginningMs + 300_000 }), knocks('eve'), wait(60_000), comesIn),
    ],
    [
      'eve',
      'comes when it is stale',
      'denied',
      inTurn(invited({ until: beginningMs + 300_000 }), knocks('eve'), wait(60_001), comesIn),
    ],
    [
      'eve',
      'says she knocked a moment ago',
      'denied',
      inTurn(
        invited({ until: beginningMs + 300_000 }),
        knocks('eve'),
        wait(60_001),
        set('limits/eve/knocks/a/at', beginningMs + 60_000),
      ),
    ],
    [
      'eve',
      'guesses, and comes by the last slot',
      'allowed',
      inTurn(invited(), ...guesses('eve', ['a', 'b', 'c', 'd']), knocks('eve', inviteCode, 'e'), comesIn),
    ],
    [
      'eve',
      'guesses once more than there are slots',
      'denied',
      inTurn(invited(), ...guesses('eve', ['a', 'b', 'c', 'd', 'e']), knocks('eve', inviteCode, 'e')),
    ],
    [
      'eve',
      'guesses once more a minute later',
      'allowed',
      inTurn(...guesses('eve', ['a', 'b', 'c', 'd', 'e']), wait(60_000), knocks('eve')),
    ],
    [
      'gus',
      'guesses once more a minute later, being a guest',
      'denied',
      inTurn(...guesses('gus', ['a', 'b', 'c', 'd', 'e']), wait(60_000), knocks('gus')),
    ],
    [
      'gus',
      'guesses once more five minutes later',
      'allowed',
      inTurn(...guesses('gus', ['a', 'b', 'c', 'd', 'e']), wait(300_000), knocks('gus')),
    ],
  ]);
});

/** Tries of codes that lead nowhere, one from each slot. */
function guesses(who: string, slots: readonly string[]): readonly Operation[] {
  return slots.map((slot) => knocks(who, `${slot}${otherCode.slice(1)}`, slot));
}
