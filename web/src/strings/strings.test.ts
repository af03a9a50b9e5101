import { describe, expect, it } from 'vitest';
import { chooseLanguage, languages, loadStrings } from './languages.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { leaves } from './leaves.ts';
import { showCharacters } from './showCharacters.ts';

describe('chooseLanguage', () => {
  it.each([
    [['fr'], 'fr', 'fr'],
    [['fr-CA', 'en'], 'fr', 'fr-CA'],
    [['FR-be'], 'fr', 'FR-be'],
    [['de-DE', 'fr'], 'fr', 'fr'],
    [['en-GB', 'fr'], 'en', 'en-GB'],
    [['de', 'ja'], 'en', 'en'],
    [['en-US@posix'], 'en', 'en'],
    [[], 'en', 'en'],
    [['constructor', '__proto__', ''], 'en', 'en'],
  ])('answers %j with the first language it speaks', (preferred, language, tag) => {
    expect(chooseLanguage(preferred)).toEqual({ language, tag });
  });
});

describe.each(languages)('loadStrings', (language) => {
  it(`brings the table ${language}, under the tag that was asked for`, async () => {
    const strings = await loadStrings({ language, tag: `${language}-CA` });
    expect(strings).toEqual({ ...(language === 'fr' ? fr : en), tag: `${language}-CA` });
  });
});

describe('showCharacters', () => {
  it.each([
    ['<>', '\u2068<\u2069 \u2068>\u2069'],
    ['\u202E!', 'U+202E \u2068!\u2069'],
    ['\u200B\u2066\u2069', 'U+200B U+2066 U+2069'],
    ['\u0000\n\t', 'U+0000 U+000A U+0009'],
    ['\u00AD\u3164\u2800\uFE0F', 'U+00AD U+3164 U+2800 U+FE0F'],
    ['\u{E0041}', 'U+E0041'],
    ['\uD800', 'U+D800'],
    ['\u0301', '\u2068\u25CC\u0301\u2069'],
    ['👍א', '\u2068👍\u2069 \u2068א\u2069'],
    ['', ''],
  ])('shows %j as %j', (characters, expected) => {
    expect(showCharacters(characters)).toBe(expected);
  });
});

describe.each([en, fr].map((strings) => [strings.tag, strings] as const))('the table %s', (_tag, strings) => {
  it('says the same things as the English one', () => {
    expect(leaves(strings).map(([place]) => place)).toEqual(leaves(en).map(([place]) => place));
  });

  it('leaves nothing empty', () => {
    const empty = leaves(strings).filter(([, value]) => typeof value === 'string' && value.trim() === '');
    expect(empty).toEqual([]);
  });

  it('has a sentence for every problem a nickname can have', () => {
    const sentences = [
      strings.session.problem({ code: 'too_short', min: 2 }),
      strings.session.problem({ code: 'too_long', length: 25, max: 24 }),
      strings.session.problem({ code: 'characters', found: '<>' }),
      strings.session.problem({ code: 'edge', found: '-' }),
      strings.session.problem({ code: 'mixed_alphabets' }),
      strings.session.problem({ code: 'reserved' }),
      strings.session.taken('Ana', undefined),
      strings.session.taken('Ana', 'Ana'),
      strings.session.taken('Аna', 'Ana'),
    ];
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences[1]).toContain('25');
    expect(sentences[2]).toContain(showCharacters('<>'));
  });

  it.each([1, 2, 59, 60, 3599])('counts %i in words that differ from zero', (count) => {
    for (const say of [strings.messages.newMessages, strings.connection.retryIn, strings.connection.heard]) {
      expect(say(count)).not.toBe(say(0));
    }
  });

  it('names those who write', () => {
    expect(strings.typing.names(['Ana', 'Bo'])).toMatch(/Ana.*Bo/);
  });
});

it('translates every sentence', () => {
  const french = new Map(leaves(fr));
  // Words that happen to be the same in both languages would be listed here.
  const same = leaves(en).filter(
    ([place, value]) => typeof value === 'string' && french.get(place) === value,
  );
  expect(same).toEqual([]);
});
