import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { fr } from './fr.ts';

describe.each([
  ['en', en, 'you', 'more'],
  ['fr', fr, 'vous', 'autre'],
] as const)('what can be done with messages, in words, %s', (_language, words, you, more) => {
  it('names who put a sign, in one sentence', () => {
    expect(words.reaction('👍', ['Ana', 'Bo'], 0, false)).toMatch(/^👍 Ana \S+ Bo$/);
    expect(words.reaction('👍', ['Ana'], 0, true)).toMatch(new RegExp(`^👍 ${you} \\S+ Ana$`));
    expect(words.reaction('👍', ['Ana'], 2, false)).toMatch(new RegExp(`Ana .*2 .*${more}`));
    expect(words.reaction('👍', [], 1, false)).toContain(`1 ${more}`);
    expect(words.reaction('👍', [], 0, true)).toBe(`👍 ${you}`);
  });

  it('counts one reply otherwise than two', () => {
    expect(words.replies(1)).not.toBe(words.replies(2).replace('2', '1'));
  });

  it('says in each language what the other says', () => {
    const all = Object.entries(words);
    expect(all.map(([key]) => key)).toEqual(Object.keys(en));
    expect(all.filter(([, value]) => typeof value === 'string' && value.trim() === '')).toEqual([]);
  });
});

it('are translated', () => {
  const french = new Map<string, unknown>(Object.entries(fr));
  const same = Object.entries(en).filter(
    ([key, value]) => typeof value === 'string' && value === french.get(key),
  );
  expect(same).toEqual([]);
});
