import { describe, expect, it } from 'vitest';
import { patternMutants } from './patternMutants.ts';

const mistakesIn = (source: string): readonly string[] =>
  patternMutants(source).map(
    ({ what, start, end, text }) => `${what}: ${source.slice(0, start)}${text}${source.slice(end)}`,
  );

describe('the mutants of a pattern', () => {
  it.each([
    ['^a$', ['unanchor: a$', 'any character: ^[\\s\\S]$', 'unanchor: ^a']],
    // Of a word, the first letter stands for the others.
    ['abc', ['any character: [\\s\\S]bc']],
    ['\\/', ['any character: [\\s\\S]']],
    ['[ab]', ['open set: [\\s\\S]', 'drop from set: [b]', 'drop from set: [a]']],
    ['[b-y]', ['open set: [\\s\\S]', 'widen range: [a-y]', 'widen range: [b-z]']],
    [
      '[0-9A-Z]',
      [
        'open set: [\\s\\S]',
        'drop from set: [A-Z]',
        'widen range: [\\/-9A-Z]',
        'widen range: [0-:A-Z]',
        'drop from set: [0-9]',
        'widen range: [0-9@-Z]',
        'widen range: [0-9A-\\[]',
      ],
    ],
    ['[a]*', ['open set: [\\s\\S]*', 'count: [a]+']],
    ['[a]+', ['open set: [\\s\\S]+', 'count: [a]*']],
    ['[a]?', ['open set: [\\s\\S]?', 'count: [a]']],
    [
      '[a]{2}',
      ['open set: [\\s\\S]{2}', 'count: [a]{1}', 'count: [a]{3}', 'count: [a]{1,2}', 'count: [a]{2,3}'],
    ],
    ['[a]{0,2}', ['open set: [\\s\\S]{0,2}', 'count: [a]{1,2}', 'count: [a]{0,1}', 'count: [a]{0,3}']],
    ['[a]{1,}', ['open set: [\\s\\S]{1,}', 'count: [a]{0,}', 'count: [a]{2,}']],
  ])('%s', (source, mistakes) => {
    expect([...mistakesIn(source)].toSorted()).toEqual([...mistakes].toSorted());
  });

  it.each([
    ['^(a|b)$', ['^(b)$', '^(a)$']],
    ['a|b|c', ['b|c', 'a|c', 'a|b']],
  ])('%s lacks one alternative each', (source, lacking) => {
    const found = mistakesIn(source).flatMap((mistake) =>
      mistake.startsWith('drop alternative: ') ? [mistake.slice('drop alternative: '.length)] : [],
    );
    expect(found).toEqual(lacking);
  });

  it('leave out what matches the same', () => {
    // What stands before 0-9 belongs to the set already.
    expect(mistakesIn('[\\/0-9]')).not.toContain('widen range: [\\/\\/-9]');
  });
});
