import { limitToFirst, limitToLast } from 'firebase/database';
import { describe } from 'vitest';
import { den, messageId } from './inhabitants.ts';
import { by, inTurn, read, remove, server, set, setPriority, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { claim, close, join, newRoom, now, open, post, relabel, takeSlot, without } from './writes.ts';

const world = worldOfThisFile();

const hidden = `p-${'h'.repeat(25)}`;
const evesShed = open('eve', 'shed');

describe('opening a room', () => {
  table(world, [
    ['eve', 'opens a public room', 'allowed', update(evesShed)],
    ['eve', 'opens a private room', 'allowed', update(open('eve', hidden, { kind: 'private' }))],
    ['eve', 'opens one called constructor, which there is', 'denied', update(open('eve', 'constructor'))],
    ['eve', 'opens one called tostring', 'allowed', update(open('eve', 'tostring'))],
    [nobody, 'opens one', 'denied', update(open('nobody', 'shed'))],
    [
      'ana',
      'opens one for another',
      'denied',
      update({ ...without(evesShed, 'limits/eve/rooms/a'), ...takeSlot('rooms', 'ana', 'a', 'shed') }),
    ],
    ['nia', 'opens one without a profile', 'denied', update(open('nia', 'shed'))],
    [
      'nia',
      'opens one with a profile',
      'allowed',
      update({ ...claim('nia', 'Nia'), ...open('nia', 'shed') }),
    ],
    ['eve', 'opens one and is no member', 'denied', update(without(evesShed, 'members/shed/eve'))],
    ['eve', 'opens one and does not list it', 'denied', update(without(evesShed, 'mine/eve/shed'))],
    ['eve', 'opens one that the directory lacks', 'denied', update(without(evesShed, 'directory/shed'))],
    ['eve', 'is owner of no room', 'denied', update(without(evesShed, 'rooms/shed'))],
    [
      'eve',
      'lists a room that is not there',
      'denied',
      set('directory/shed', { name: 'Shed', topic: 'Tools' }),
    ],
    [
      'eve',
      'opens one as a member',
      'denied',
      update({ ...evesShed, 'members/shed/eve': { role: 'member', joinedAt: now } }),
    ],
    [
      'eve',
      'brings another in with her',
      'denied',
      update({
        ...evesShed,
        'members/shed/bob': { role: 'member', joinedAt: now },
        'mine/bob/shed': { joinedAt: now },
      }),
    ],
    ['eve', 'opens one that is owned by another', 'denied', update(open('eve', 'shed', { owner: 'ana' }))],
    [
      'eve',
      'opens one without an owner',
      'denied',
      update({ ...evesShed, 'rooms/shed': { ...newRoom, createdAt: now } }),
    ],
    ['eve', 'opens a closed one', 'denied', update(open('eve', 'shed', { closedAt: now }))],
    ['eve', 'opens one of yesterday', 'denied', update(open('eve', 'shed', { createdAt: beginningMs - 1 }))],
    ['eve', 'opens one of another kind', 'denied', update(open('eve', 'shed', { kind: 'royal' }))],
    ['eve', 'opens one with more to it', 'denied', update(open('eve', 'shed', { html: '<b>' }))],
    ['eve', 'opens one with a priority', 'denied', update(open('eve', 'shed', { '.priority': 1 }))],
    [
      'eve',
      'lists it with another name',
      'denied',
      update({ ...evesShed, 'directory/shed': { name: 'Lobby', topic: 'Tools' } }),
    ],
    [
      'eve',
      'lists it with another topic',
      'denied',
      update({ ...evesShed, 'directory/shed': { name: 'Shed', topic: 'Official' } }),
    ],
    [
      'eve',
      'lists it with more to it',
      'denied',
      update({ ...evesShed, 'directory/shed': { name: 'Shed', topic: 'Tools', members: 1e9 } }),
    ],
    [
      'eve',
      'lists it with a priority',
      'denied',
      update({ ...evesShed, 'directory/shed': { name: 'Shed', topic: 'Tools', '.priority': 1 } }),
    ],
    [
      'eve',
      'opens a private room that can be guessed',
      'denied',
      update(open('eve', 'plans', { kind: 'private' })),
    ],
    ['eve', 'opens a public one under an id for private ones', 'denied', update(open('eve', hidden))],
    [
      'eve',
      'lists a private room',
      'denied',
      update({
        ...open('eve', hidden, { kind: 'private' }),
        [`directory/${hidden}`]: { name: 'Shed', topic: 'Tools' },
      }),
    ],
  ]);
});

describe('taking a room over', () => {
  table(world, [
    ['eve', 'opens one that there is', 'denied', update(open('eve', 'lobby'))],
    ['eve', 'opens one that has an owner', 'denied', update(open('eve', 'club'))],
    ['oz', 'opens his own again', 'denied', update(open('oz', 'club'))],
    [
      'eve',
      'opens one of which members are left',
      'denied',
      inTurn(server('rooms/club', null), update(open('eve', 'club'))),
    ],
    [
      'eve',
      'opens one of which messages are left',
      'denied',
      inTurn(
        server('rooms/club', null),
        server('members/club', null),
        server('messages/club', { [messageId(1)]: { uid: 'oz', text: 'x', at: beginningMs, slot: 'a' } }),
        update(open('eve', 'club')),
      ),
    ],
    [
      'eve',
      'opens one of which nothing is left',
      'allowed',
      inTurn(server('rooms/club', null), server('members/club', null), update(open('eve', 'club'))),
    ],
    [
      'eve',
      'opens the one where everybody arrives, of which there is nothing',
      'denied',
      inTurn(
        server('rooms/lobby', null),
        server('members/lobby', null),
        server('messages/lobby', null),
        update(open('eve', 'lobby')),
      ),
    ],
    [
      'oz',
      'opens one again that he closed',
      'denied',
      inTurn(update(close('club')), update(open('oz', 'club'))),
    ],
    ['oz', 'removes his room', 'denied', remove('rooms/club')],
    ['oz', 'removes its owner', 'denied', remove('rooms/club/owner')],
    ['eve', 'names herself its owner', 'denied', set('rooms/club/owner', 'eve')],
    ['mo', 'names himself its owner', 'denied', set('rooms/club/owner', 'mo')],
    ['ana', 'names herself owner of one without', 'denied', set('rooms/lobby/owner', 'ana')],
  ]);
});

describe('a room that there is', () => {
  table(world, [
    ['oz', 'renames it in the room only', 'denied', set('rooms/club/name', 'Circle')],
    ['oz', 'renames it in the directory only', 'denied', set('directory/club/name', 'Circle')],
    ['oz', 'renames a private one', 'allowed', set(`rooms/${den}/name`, 'Circle')],
    ['mo', 'renames a private one', 'denied', set(`rooms/${den}/name`, 'Circle')],
    ['oz', 'calls it something with accents', 'allowed', set(`rooms/${den}/name`, 'Café 🎉')],
    ['oz', 'calls it backwards', 'denied', set(`rooms/${den}/name`, '\u202Eelcri\u2066C')],
    ['oz', 'hides a space in its name', 'denied', set(`rooms/${den}/name`, 'Cir\u200Bcle')],
    ['oz', 'stacks marks on its name', 'denied', set(`rooms/${den}/name`, `C${'\u0301'.repeat(39)}`)],
    ['oz', 'gives it a name of two lines', 'denied', set(`rooms/${den}/name`, 'Cir\ncle')],
    ['oz', 'gives it a topic of two lines', 'denied', set(`rooms/${den}/topic`, 'More\nplans')],
    ['mo', 'gives a private one a topic', 'allowed', set(`rooms/${den}/topic`, 'More plans')],
    ['mel', 'gives a private one a topic', 'denied', set(`rooms/${den}/topic`, 'More plans')],
    ['oz', 'makes it private', 'denied', update({ 'rooms/club/kind': 'private', 'directory/club': null })],
    ['oz', 'makes a private one public', 'denied', set(`rooms/${den}/kind`, 'public')],
    ['oz', 'changes its birthday', 'denied', set('rooms/club/createdAt', now)],
    ['oz', 'takes it off the directory', 'denied', remove('directory/club')],
    [
      'oz',
      'closes it and leaves it in the directory',
      'denied',
      update(without(close('club'), 'directory/club')),
    ],
    [
      'oz',
      'closed it yesterday',
      'denied',
      update({ ...close('club'), 'rooms/club/closedAt': beginningMs - 1 }),
    ],
    ['oz', 'closes a private one', 'allowed', update(close(den))],
    ['mo', 'closes a private one', 'denied', update(close(den, 'mo'))],
    [
      'oz',
      'opens again what he closed',
      'denied',
      inTurn(update(close('club')), remove('rooms/club/closedAt')),
    ],
    ['oz', 'renames what he closed', 'denied', inTurn(update(close(den)), set(`rooms/${den}/name`, 'X'))],
    [
      'oz',
      'lists again what he closed',
      'denied',
      inTurn(update(close('club')), set('directory/club', { name: 'Club', topic: 'Chess' })),
    ],
    ['eve', 'joins one that is open', 'allowed', update(join('eve', 'club'))],
    [
      'eve',
      'joins one that was closed',
      'denied',
      inTurn(by('oz', update(close('club'))), update(join('eve', 'club'))),
    ],
    ['oz', 'gives it a priority', 'denied', setPriority('rooms/club', 1)],
    ['oz', 'gives its name a priority', 'denied', setPriority('rooms/club/name', 1)],
    ['oz', 'gives the directory a priority', 'denied', setPriority('directory/club', 1)],
    [
      'oz',
      'gives its topic and another name at once',
      'allowed',
      update({ ...relabel('club', 'name', 'Go'), ...relabel('club', 'topic', 'Go') }),
    ],
    [
      'mo',
      'gives its topic and another name at once',
      'denied',
      update({ ...relabel('club', 'name', 'Go'), ...relabel('club', 'topic', 'Go') }),
    ],
  ]);
});

describe('a private room, from outside', () => {
  const writes = post({ uid: 'eve', roomId: den, messageId: messageId(1), slot: 'a' });
  table(world, [
    ['mel', 'reads it', 'allowed', read(`rooms/${den}`)],
    ['eve', 'reads it', 'denied', read(`rooms/${den}`)],
    ['eve', 'reads its name', 'denied', read(`rooms/${den}/name`)],
    ['eve', 'reads its kind', 'denied', read(`rooms/${den}/kind`)],
    ['eve', 'reads one that is not there', 'denied', read(`rooms/${hidden}`)],
    ['mel', 'lists its members', 'allowed', read(`members/${den}`, limitToFirst(10))],
    ['eve', 'lists its members', 'denied', read(`members/${den}`, limitToFirst(10))],
    ['eve', 'reads the row of one', 'denied', read(`members/${den}/mel`)],
    ['eve', 'reads its messages', 'denied', read(`messages/${den}`, limitToLast(10))],
    ['eve', 'reads who types there', 'denied', read(`typing/${den}`, limitToLast(10))],
    ['eve', 'joins it', 'denied', update(join('eve', den))],
    ['eve', 'joins one that is not there', 'denied', update(join('eve', hidden))],
    ['eve', 'writes there', 'denied', update(writes)],
    [
      'mel',
      'writes there',
      'allowed',
      update(post({ uid: 'mel', roomId: den, messageId: messageId(1), slot: 'a' })),
    ],
    ['eve', 'opens it for herself', 'denied', update(open('eve', den, { kind: 'private' }))],
  ]);
});
