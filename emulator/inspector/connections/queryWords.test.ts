import { describe, expect, it } from 'vitest';
import { en } from '../strings/en.ts';
import { fr } from '../strings/fr.ts';
import { queryWords } from './queryWords.ts';

describe('a query in words', () => {
  it.each([
    [{}, 'everything', 'tout'],
    [{ l: 50, vf: 'r', i: '.key' }, 'the last 50, by .key', 'les 50 derniers, par .key'],
    [{ l: 1, vf: 'l' }, 'the first 1', 'les 1 premiers'],
    [
      { i: 'at', sp: 5, sin: true, ep: 9, ein: false },
      'by at, from 5, before 9',
      'par at, à partir de 5, avant 9',
    ],
    [{ i: 'at', sp: 'a', sin: false }, 'by at, after "a"', 'par at, après "a"'],
    [
      { i: 'uid', sp: 'ana', sin: true, ep: 'ana', ein: true },
      'by uid, equal to "ana"',
      'par uid, égal à "ana"',
    ],
    [{ sp: null, sn: 'k', sin: true }, 'from null, "k"', 'à partir de null, "k"'],
  ])('%j is %j', (query, english, french) => {
    expect(en.connections.query(queryWords(query))).toBe(english);
    expect(fr.connections.query(queryWords(query))).toBe(french);
  });
});
