import type { UserId } from './id.ts';
import { describe, expect, it } from 'vitest';
import { mentionsIn } from './mentions.ts';

const ana = 'ana' as UserId;
const anaMaria = 'anaMaria' as UserId;
const elodie = 'elodie' as UserId;
const names = new Map([
  [ana, 'Ana'],
  [anaMaria, 'Ana Maria'],
  [elodie, 'Élodie'],
]);

describe('mentionsIn', () => {
  it.each([
    ['@Ana, look', [[ana, 0, 4]]],
    ['(@ana)', [[ana, 1, 5]]],
    [
      '@ANA MARIA and @ana',
      [
        [anaMaria, 0, 10],
        [ana, 15, 19],
      ],
    ],
    ['🎉 @élodie!', [[elodie, 3, 10]]],
    ['@@Ana', [[ana, 1, 5]]],
    ['@Ana-Lou', [[ana, 0, 4]]],
  ])('finds who is called in %j', (text, expected) => {
    expect(mentionsIn(text, names).map(({ uid, from, to }) => [uid, from, to])).toEqual(expected);
  });

  it.each(['Ana', 'me@Ana', '@Anabelle', '@Anaïs', '@ Ana', '', '@', 'İ @Ana', '@constructor', '@__proto__'])(
    'finds nobody in %j',
    (text) => {
      expect(mentionsIn(text, names)).toEqual([]);
    },
  );

  it('stops looking before it becomes work', () => {
    expect(mentionsIn('@ana '.repeat(800), names)).toHaveLength(20);
  });
});
