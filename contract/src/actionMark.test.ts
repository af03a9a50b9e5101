import { describe, expect, it } from 'vitest';
import { actionIn } from './actionMark.ts';

describe('actionIn', () => {
  it.each([
    ['/me waves', 'waves'],
    ['/me  waves\nand goes', 'waves\nand goes'],
    ['/me ', undefined],
    ['/me', undefined],
    ['/mexico', undefined],
    [' /me waves', undefined],
    ['/ME waves', undefined],
    ['she said /me waves', undefined],
  ])('finds in %j %j', (text, action) => {
    expect(actionIn(text)).toBe(action);
  });
});
