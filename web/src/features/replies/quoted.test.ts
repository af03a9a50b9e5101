import { describe, expect, it } from 'vitest';
import { quoted } from './quoted.ts';

describe('quoted', () => {
  it.each([
    ['', 'hello', '> hello\n\n'],
    ['', 'one\n\ntwo\n', '> one\n>\n> two\n\n'],
    ['I think\n', 'hello', 'I think\n\n> hello\n\n'],
    ['', '> theirs', '> > theirs\n\n'],
  ])('puts into %j a quote of %j', (draft, text, expected) => {
    expect(quoted(draft, text)).toBe(expected);
  });

  it('cuts what is long between two characters', () => {
    const quote = quoted('', '👍'.repeat(1000));
    expect(quote).toBe(`> ${'👍'.repeat(300)}…\n\n`);
  });
});
