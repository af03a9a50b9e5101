import { describe, expect, it } from 'vitest';
import { plainLine } from './plainLine.ts';

describe('plainLine', () => {
  it.each([
    'Lobby',
    'Café du Nord, 2e étage',
    'Tiếng Việt',
    'Σαλόνι & Комната',
    '居間 (いま)',
    'غرفة',
    'C++ / <T> [x]',
    'Party 🎉 ❤️',
    'constructor',
  ])('takes %s', (text) => {
    expect(plainLine.test(text.normalize('NFC'))).toBe(true);
  });

  it.each([
    ['a direction override', 'a\u202Eb'],
    ['an isolate', 'a\u2066b'],
    ['an Arabic letter mark', 'a\u061Cb'],
    ['a zero-width space', 'Lob\u200Bby'],
    ['a joiner', 'Lob\u200Dby'],
    ['a word joiner', 'Lob\u2060by'],
    ['a soft hyphen', 'Lob\u00ADby'],
    ['a byte order mark', '\uFEFFLobby'],
    ['a Hangul filler', 'Lobby\u3164'],
    ['stacked marks', `L${'\u0301'.repeat(39)}`],
    ['an enclosing mark', 'a\u20DD'],
    ['a line end', 'a\nb'],
    ['a line separator', 'a\u2028b'],
    ['a tab', 'a\tb'],
    ['an escape', '\u001B[31mred'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(plainLine.test(text)).toBe(false);
  });
});
