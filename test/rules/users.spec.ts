import { describe } from 'vitest';
import { skeletonOf } from '@causerie/contract';
import { by, inTurn, read, remove, set, setPriority, update } from './operations.ts';
import { table } from './table.ts';
import { beginningMs, nobody, worldOfThisFile } from './world.ts';
import { claim, now, rename } from './writes.ts';

const world = worldOfThisFile();
const nia = { name: 'Nia', skeleton: skeletonOf('Nia'), color: 1, createdAt: now };
/** The first profile of Nia with some fields changed, and its claim. */
const firstProfile = (changes: object) =>
  update({ 'users/nia': { ...nia, ...changes }, [`names/${nia.skeleton}`]: 'nia' });

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
    ['nia', 'makes it without the claim', 'denied', set('users/nia', nia)],
    ['nia', 'makes that of another', 'denied', update(claim('mia', 'Mia'))],
    [
      'bob',
      'gives his own name to somebody who has none',
      'denied',
      set('users/mia', { name: 'Bob', skeleton: 'bob', color: 1, createdAt: now }),
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
    ['ana', 'changes her colour', 'allowed', set('users/ana/color', 3)],
    ['bob', 'changes it for her', 'denied', set('users/ana/color', 3)],
    ['ana', 'writes the name differently', 'allowed', set('users/ana/name', 'A-NA')],
    ['ana', 'takes another name without claiming it', 'denied', set('users/ana/name', 'Anna')],
    ['ana', 'says she was made earlier', 'denied', set('users/ana/createdAt', 1)],
    ['ana', 'says she was made now', 'denied', set('users/ana/createdAt', now)],
    ['ana', 'removes when she was made', 'denied', remove('users/ana/createdAt')],
    ['ana', 'removes her profile', 'denied', remove('users/ana')],
    ['ana', 'gives her profile a priority', 'denied', setPriority('users/ana', 1)],
    ['ana', 'gives her name a priority', 'denied', setPriority('users/ana/name', 1)],
    ['ana', 'writes below her name', 'denied', set('users/ana/name/first', 'Ana')],
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
