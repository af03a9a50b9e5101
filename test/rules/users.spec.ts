import { describe } from 'vitest';
import { skeletonOf } from '@causerie/contract';
import { by, inTurn, read, set, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { claim, now, rename, restyle, takeSlot } from './writes.ts';

const world = worldOfThisFile();
const nia = { name: 'Nia', skeleton: skeletonOf('Nia'), color: 1, createdAt: now };
const slot = takeSlot('profiles', 'nia', 'a', nia.skeleton);
/** The first profile of Nia with some fields changed, and its claim. */
const firstProfile = (changes: object) =>
  update({ ...claim('nia', 'Nia'), 'users/nia': { ...nia, ...changes } });
/** A profile of Ana with one field changed or removed. */
const anas = (fields: object) => update(restyle('ana', fields));

describe('users/{uid}, reading', () => {
  table(world, [
    ['ana', 'reads her own profile', 'allowed', read('users/ana')],
    ['nia', 'reads that of another, without having one', 'allowed', read('users/ana')],
    [nobody, 'reads one', 'denied', read('users/ana')],
    ['ana', 'lists everybody', 'denied', read('users')],
  ]);
});

describe('users/{uid}, the first profile', () => {
  table(world, [
    ['nia', 'makes hers, with the claim of its name', 'allowed', update(claim('nia', 'Nia'))],
    ['nia', 'makes it without the claim', 'denied', update({ 'users/nia': nia, ...slot })],
    [
      'nia',
      'makes it without a slot',
      'denied',
      update({ 'users/nia': nia, [`names/${nia.skeleton}`]: 'nia' }),
    ],
    ['nia', 'makes that of another', 'denied', update(claim('mia', 'Mia'))],
    [
      'bob',
      'gives his own name to somebody who has none',
      'denied',
      update({
        'users/mia': { name: 'Bob', skeleton: 'bob', color: 1, createdAt: now },
        ...takeSlot('profiles', 'bob', 'a', 'bob'),
      }),
    ],
    [nobody, 'makes one', 'denied', update(claim('nia', 'Nia'))],
    [
      'constructor',
      'renames, being called so',
      'allowed',
      update(rename('constructor', 'constructor', 'Otto')),
    ],
    ['__proto__', 'makes one, being called so', 'allowed', update(claim('__proto__', 'Proto'))],
  ]);

  table(world, [
    ['nia', 'chooses the last colour', 'allowed', firstProfile({ color: 11 })],
    ['nia', 'chooses one more', 'denied', firstProfile({ color: 12 })],
    ['nia', 'chooses a colour below', 'denied', firstProfile({ color: -1 })],
    ['nia', 'chooses half a colour', 'denied', firstProfile({ color: 0.5 })],
    ['nia', 'chooses a colour by name', 'denied', firstProfile({ color: 'red' })],
    ['nia', 'leaves the colour out', 'denied', firstProfile({ color: null })],
    ['nia', 'says when it was made', 'denied', firstProfile({ createdAt: beginningMs - 1 })],
    ['nia', 'leaves out when it was made', 'denied', firstProfile({ createdAt: null })],
    ['nia', 'adds a field', 'denied', firstProfile({ admin: true })],
    ['nia', 'adds a field called constructor', 'denied', firstProfile({ constructor: 'x' })],
    ['nia', 'puts an object for the name', 'denied', firstProfile({ name: { first: 'Nia' } })],
    ['nia', 'adds a priority', 'denied', firstProfile({ '.priority': 'x'.repeat(1000) })],
    [
      'nia',
      'adds a priority to the name',
      'denied',
      firstProfile({ name: { '.value': 'Nia', '.priority': 1 } }),
    ],
  ]);
});

describe('users/{uid}, later', () => {
  table(world, [
    ['ana', 'changes her colour', 'allowed', anas({ color: 3 })],
    ['ana', 'changes it without a slot', 'denied', set('users/ana/color', 3)],
    [
      'ana',
      'changes it with the slot of another name',
      'denied',
      update({ 'users/ana/color': 3, ...takeSlot('profiles', 'ana', 'a', 'anna') }),
    ],
    [
      'bob',
      'changes it for her',
      'denied',
      update({ 'users/ana/color': 3, ...takeSlot('profiles', 'bob', 'a', 'ana') }),
    ],
    ['ana', 'writes the name differently', 'allowed', anas({ name: 'A-NA' })],
    [
      'ana',
      'takes another name without claiming it',
      'denied',
      update({ ...restyle('ana', { name: 'Anna', skeleton: skeletonOf('Anna') }, 'Anna') }),
    ],
    ['ana', 'says she was made earlier', 'denied', anas({ createdAt: 1 })],
    ['ana', 'says she was made now', 'denied', anas({ createdAt: now })],
    ['ana', 'removes when she was made', 'denied', anas({ createdAt: null })],
    [
      'ana',
      'removes her profile',
      'denied',
      update({ 'users/ana': null, ...takeSlot('profiles', 'ana', 'a', 'ana') }),
    ],
    ['ana', 'gives her profile a priority', 'denied', anas({ '.priority': 1 })],
    ['ana', 'gives her name a priority', 'denied', anas({ 'name/.priority': 1 })],
    ['ana', 'writes below her name', 'denied', anas({ 'name/first': 'Ana' })],
    ['ana', 'writes all profiles', 'denied', set('users', {})],
  ]);
});

describe('users/{uid}, another name', () => {
  const anna = rename('ana', 'ana', 'Anna');

  table(world, [
    ['ana', 'takes one and gives up the old one', 'allowed', update(anna)],
    ['ana', 'keeps the old one too', 'denied', update({ ...anna, 'names/ana': 'ana' })],
    [
      'ana',
      'stores the skeleton of another name',
      'denied',
      update({ ...anna, 'users/ana/skeleton': 'ana' }),
    ],
    ['ana', 'stores a skeleton that is a path', 'denied', update({ ...anna, 'users/ana/skeleton': 'an/na' })],
    ['ana', 'takes that of Bob', 'denied', update({ ...rename('ana', 'ana', 'Bob'), 'names/bob': 'ana' })],
    [
      'eve',
      'takes one that was given up',
      'allowed',
      inTurn(by('ana', update(anna)), update(rename('eve', 'eve', 'Ana'))),
    ],
  ]);
});
