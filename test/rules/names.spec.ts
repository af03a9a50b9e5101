import { describe, expect, it } from 'vitest';
import { skeletonOf } from '@causerie/contract';
import {
  by,
  inTurn,
  type Operation,
  read,
  remove,
  set,
  setPriority,
  server,
  update,
  wait,
} from './operations.ts';
import { table, verdictOf } from './table.ts';
import { nobody, worldOfThisFile } from './world.ts';
import { claim, rename } from './writes.ts';

const world = worldOfThisFile();

describe('names/{skeleton}, reading', () => {
  table(world, [
    ['nia', 'asks whether a name is taken', 'allowed', read('names/ana')],
    ['nia', 'asks about a free one', 'allowed', read('names/nia')],
    [nobody, 'asks', 'denied', read('names/ana')],
    ['nia', 'lists all names', 'denied', read('names')],
  ]);
});

/** Nia takes a name while Eve is called Nova. */
const takenNova = (name: string): Operation =>
  inTurn(by('eve', update(rename('eve', 'eve', 'Nova'))), update(claim('nia', name)));

describe('names/{skeleton}, claiming', () => {
  const nia = claim('nia', 'Nia');

  table(world, [
    ['nia', 'claims a free name with her profile', 'allowed', update(nia)],
    ['nia', 'claims it without a profile', 'denied', set('names/nla', 'nia')],
    ['nia', 'claims one for another', 'denied', update({ ...nia, 'names/nla': 'ana' })],
    ['nia', 'claims one more beside it', 'denied', update({ ...nia, 'names/zoe': 'nia' })],
    ['ana', 'claims one that her profile does not use', 'denied', set('names/zoe', 'ana')],
    ['nia', 'claims one that is taken', 'denied', update(claim('nia', 'Ana'))],
    ['nia', 'claims a look-alike of one that is taken', 'denied', update(claim('nia', 'Ànä'))],
    ['nia', 'claims one of another alphabet that looks alike', 'denied', update(claim('nia', 'Вов'))],
    ['nia', 'claims one of another alphabet whose small letters look alike', 'denied', takenNova('ηονα')],
    ['nia', 'claims one that begins with a capital that does', 'denied', takenNova('Νονα')],
    ['nia', 'claims one whose capitals do not', 'allowed', takenNova('ΗΟΝΑ')],
    ['nia', 'claims one that looks like a name nobody has', 'allowed', update(claim('nia', 'ηονα'))],
    [
      'eve',
      'claims one that looks like the name she gives up',
      'allowed',
      inTurn(update(rename('eve', 'eve', 'Nova')), wait(600_000), update(rename('eve', 'Nova', 'ηονα'))),
    ],
    ['nia', 'claims one of another alphabet that does not', 'allowed', update(claim('nia', 'Ирина'))],
    ['nia', 'claims with something else than her uid', 'denied', update({ ...nia, 'names/nla': true })],
    ['nia', 'claims with an object', 'denied', update({ ...nia, 'names/nla': { uid: 'nia' } })],
    [
      'nia',
      'adds a priority',
      'denied',
      update({ ...nia, 'names/nla': { '.value': 'nia', '.priority': 'x' } }),
    ],
    ['ana', 'adds a priority later', 'denied', setPriority('names/ana', 1)],
    ['ana', 'claims hers again', 'allowed', set('names/ana', 'ana')],
  ]);

  table(world, [
    ['nia', 'is called Constructor, as somebody is', 'denied', update(claim('nia', 'Constructor'))],
    ['nia', 'is called toString', 'allowed', update(claim('nia', 'toString'))],
    ['nia', 'is called hasOwnProperty', 'allowed', update(claim('nia', 'hasOwnProperty'))],
  ]);

  // The claim goes with the profile, under names no client of ours would send.
  table(
    world,
    [
      'admin',
      'ADMIN',
      'Adm1n',
      'a.d.m.i.n',
      'Ädmïn',
      'αδmin',
      'Аdmin',
      'Moderator',
      'rnoderator',
      'Causerie',
      'null',
    ].map((name) => ['nia', `is called ${name}`, 'denied', update(claim('nia', name))] as const),
  );
});

describe('names/{skeleton}, giving up', () => {
  table(world, [
    ['ana', 'gives hers up for another', 'allowed', update(rename('ana', 'ana', 'Anna'))],
    ['ana', 'gives it up while she uses it', 'denied', remove('names/ana')],
    ['bob', 'gives it up for her', 'denied', remove('names/ana')],
    [
      'eve',
      'takes it over with a new name of hers',
      'denied',
      update({ ...rename('eve', 'eve', 'Eva'), 'names/ana': null }),
    ],
    [
      'ana',
      'gives up one that the server left to her',
      'allowed',
      inTurn(server('names/zoe', 'ana'), remove('names/zoe')),
    ],
    ['ana', 'gives hers to Bob', 'denied', update({ ...rename('ana', 'ana', 'Anna'), 'names/ana': 'bob' })],
    [
      'eve',
      'takes one after it was given up',
      'allowed',
      inTurn(by('ana', update(rename('ana', 'ana', 'Anna'))), update(rename('eve', 'eve', 'Ana'))),
    ],
  ]);
});

describe('a name that two people want', () => {
  it('goes to one of them', async () => {
    const claims = ['nia', 'mia', 'lia'].map((uid) =>
      verdictOf(update(claim(uid, 'Zoe'))({ world: world(), database: world().as(uid) })),
    );
    expect((await Promise.all(claims)).toSorted()).toEqual(['allowed', 'denied', 'denied']);
    expect(['nia', 'mia', 'lia']).toContain(await world().read(`names/${skeletonOf('Zoe')}`));
  });
});
