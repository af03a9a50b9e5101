import { describe, expect, it } from 'vitest';
import { formatPlace, readPlace } from './place.ts';

describe('the address of the inspector', () => {
  it.each([
    ['', { view: 'data' }],
    ['#', { view: 'data' }],
    ['#denials/demo', { view: 'denials', ns: 'demo' }],
    ['#rules/demo/12', { view: 'rules', ns: 'demo', line: 12 }],
    ['#nothing/__proto__/-3', { view: 'data', ns: '__proto__' }],
    ['#constructor', { view: 'data' }],
    ['#data/%E0%A4%A', { view: 'data' }],
  ])('%j is %j', (hash, place) => {
    expect(readPlace(hash)).toEqual(place);
  });

  it('comes back as it was', () => {
    const place = { view: 'rules', ns: 'a/b é%', line: 3 } as const;
    expect(readPlace(formatPlace(place))).toEqual(place);
  });
});
