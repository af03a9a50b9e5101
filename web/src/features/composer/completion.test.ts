import { describe, expect, it } from 'vitest';
import { tokenAt, withCompletion } from './completion.ts';

describe('tokenAt', () => {
  it.each([
    ['@', 'person', ''],
    ['@an', 'person', 'an'],
    ['hello @Ana Mar', 'person', 'Ana Mar'],
    ['(@é', 'person', 'é'],
    ['hello\n@o', 'person', 'o'],
    [':sm', 'emoji', 'sm'],
    ['so :thumbs_u', 'emoji', 'thumbs_u'],
    ['/', 'command', ''],
    ['/to', 'command', 'to'],
  ])('sees in %j a beginning', (text, kind, query) => {
    expect(tokenAt(text, text.length)).toMatchObject({ kind, query, to: text.length });
  });

  it.each([
    'hello',
    '',
    'me@example',
    'at 10:30',
    ':)',
    ':s',
    'a/b',
    ' /topic',
    '/topic new',
    'https://example.org',
    'std::vec',
    `@${'a'.repeat(33)}`,
    '@Ana said that it',
  ])('sees none in %j', (text) => {
    expect(tokenAt(text, text.length)).toBeUndefined();
  });

  it('looks only at what stands before the caret', () => {
    expect(tokenAt('@an and @bo', 3)).toEqual({ kind: 'person', query: 'an', from: 0, to: 3 });
  });
});

const complete = (text: string, caret: number, replacement: string) => {
  const token = tokenAt(text, caret);
  if (token === undefined) throw new Error(`${text} has no token.`);
  return withCompletion(text, token, replacement);
};

describe('withCompletion', () => {
  it('puts the whole in place of the beginning, and a space after it', () => {
    expect(complete('hi @an', 6, '@Ana')).toEqual({ text: 'hi @Ana ', caret: 8 });
  });

  it('keeps what follows, with one space', () => {
    expect(complete('hi @an, you', 6, '@Ana')).toEqual({ text: 'hi @Ana , you', caret: 8 });
    expect(complete('hi @an you', 6, '@Ana')).toEqual({ text: 'hi @Ana you', caret: 8 });
  });

  it('counts emoji as the field does', () => {
    expect(complete('🎉 :ta', 6, '🎉')).toEqual({ text: '🎉 🎉 ', caret: 6 });
  });
});
