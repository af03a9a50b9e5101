import { limits, profile, type UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { colorOf, planClaim } from './planClaim.ts';

const ana = 'ana-uid' as UserId;

describe('planClaim', () => {
  it.each([
    ['Ana', 'names/ana'],
    ['Jean-Luc', 'names/jeanluc'],
    ['constructor', 'names/constructor'],
  ])('takes the name %s and the person in one update', (name, place) => {
    const plan = planClaim(ana, name, 'c');
    expect([...plan.keys()]).toEqual(['users/ana-uid', place, 'limits/ana-uid/profiles/c']);
    expect(plan.get(place)).toBe(ana);
    expect(plan.get('users/ana-uid')).toMatchObject({ name });
  });

  it('writes what readers recognise, once the server has put the time in', () => {
    const written = planClaim(ana, 'Ana', 'a').get('users/ana-uid') as object;
    expect(profile.read({ ...written, createdAt: 5 })).toMatchObject({ name: 'Ana', createdAt: 5 });
  });
});

describe('colorOf', () => {
  it.each(['Ana', 'ana', '', 'Ж', '__proto__', 'a'.repeat(24)])('gives %s one of the colours', (name) => {
    expect(limits.colors).toBeGreaterThan(colorOf(name));
    expect(colorOf(name)).toBeGreaterThanOrEqual(0);
    expect(Number.isInteger(colorOf(name))).toBe(true);
  });

  it('spreads names over all of them', () => {
    const colors = new Set(Array.from({ length: 200 }, (_, index) => colorOf(`person ${index}`)));
    expect(colors.size).toBe(limits.colors);
  });
});
