import { describe, expect, it } from 'vitest';
import { leaves } from '../leaves.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

describe.each([
  ['en', en],
  ['fr', fr],
] as const)('the words of the developer panel, %s', (_language, words) => {
  it('are at the same places as the English ones, and none is empty', () => {
    expect(leaves(words).map(([place]) => place)).toEqual(leaves(en).map(([place]) => place));
    expect(leaves(words).filter(([, value]) => typeof value === 'string' && value.trim() === '')).toEqual([]);
  });

  it.each(['refused', 'more', 'others'] as const)('counts one otherwise than several: %s', (name) => {
    expect(words.writes[name](1)).not.toBe(words.writes[name](2).replace('2', '1'));
  });
});

it('are translated', () => {
  const french = new Map(leaves(fr));
  const same = leaves(en).filter(
    ([place, value]) => typeof value === 'string' && french.get(place) === value,
  );
  // A word that is the same in both languages.
  expect(same.map(([, value]) => value)).toEqual(['Message']);
});
