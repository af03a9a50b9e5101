import type { Profile, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { planProfile } from './planProfile.ts';

const before: Profile = { name: 'Ana', skeleton: 'ana', color: 3, createdAt: 1 };

describe('planProfile', () => {
  it.each([
    ['nothing', { name: 'Ana', color: 3 }, []],
    ['a colour', { name: 'Ana', color: 4 }, ['users/u/color']],
    ['the same name in capitals', { name: 'ANA', color: 3 }, ['users/u/name']],
    ['another name', { name: 'Bo', color: 3 }, ['users/u/name', 'users/u/skeleton', 'names/ana', 'names/bo']],
    [
      'a hostile name',
      { name: 'constructor', color: 3 },
      ['users/u/name', 'users/u/skeleton', 'names/ana', 'names/constructor'],
    ],
  ])('writes for %s what is new', (_what, after, places) => {
    expect([...planProfile('u' as UserId, before, after).keys()]).toEqual(places);
  });

  it('gives up the old name and claims the new one', () => {
    const plan = planProfile('u' as UserId, before, { name: 'Bo', color: 3 });
    expect([plan.get('names/ana'), plan.get('names/bo')]).toEqual([null, 'u']);
  });
});
