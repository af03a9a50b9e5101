import { describe, expect, it } from 'vitest';
import { gist } from './gist.ts';

describe('gist', () => {
  it.each([
    ['hello', 'hello'],
    ['  a\n\n\tb ', 'a b'],
    ['/me waves\nat all', 'Ana waves at all'],
    ['/me', '/me'],
  ])('makes of %j %j', (text, line) => {
    expect(gist(text, 'Ana')).toBe(line);
  });

  it('cuts what no line holds, and no sign in half', () => {
    const cut = gist(`${'x'.repeat(159)}🎉🎉`, 'Ana');
    expect(cut).toBe(`${'x'.repeat(159)}…`);
    expect(gist('🎉'.repeat(2000), 'Ana').isWellFormed()).toBe(true);
  });
});
