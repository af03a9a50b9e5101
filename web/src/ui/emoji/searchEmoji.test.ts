import { describe, expect, it } from 'vitest';
import { languages } from '../../strings/languages.ts';
import { loadEmoji } from './emojiTable.ts';
import { searchEmoji } from './searchEmoji.ts';

describe.each(languages)('emoji in %s', (language) => {
  it.each([
    ['tada', '🎉'],
    ['TADA', '🎉'],
    ['+1', '👍️'],
    ['heart', '❤️'],
    ['thumbsup', '👍️'],
  ])('are found by the short name %s', async (query, sign) => {
    expect(searchEmoji(await loadEmoji(language), query, 8).map((emoji) => emoji.sign)).toContain(sign);
  });

  it.each(['__proto__', 'constructor', '(', '\\', 'zzzzzz'])('answer %j with none or some', async (query) => {
    expect(searchEmoji(await loadEmoji(language), query, 8).length).toBeLessThanOrEqual(8);
  });

  it('come in the order of Unicode when nothing is asked', async () => {
    expect(searchEmoji(await loadEmoji(language), ' ', 1)[0]?.sign).toBe('😀');
  });
});

it.each([
  ['étoile', '⭐️'],
  ['etoile', '⭐️'],
  ['soleil', '☀️'],
])('finds %s in French', async (query, sign) => {
  expect(searchEmoji(await loadEmoji('fr'), query, 8).map((emoji) => emoji.sign)).toContain(sign);
});
