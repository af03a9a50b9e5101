import { limits } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { gate, maxMarks } from './gate.ts';

describe('gate', () => {
  it.each([
    ['the longest message', 'a'.repeat(limits.messageText)],
    ['as many marks as it takes', '*'.repeat(maxMarks)],
    ['dense code', 'f(a[b[c]],`${d}`,*e,g<h,_i);'.repeat(100).slice(0, limits.messageText)],
    ['nothing', ''],
  ])('lets %s through', (_name, text) => {
    expect(gate(text)).toBeUndefined();
  });

  it.each<readonly [string, string, string]>([
    ['one unit too many', 'a'.repeat(limits.messageText + 1), 'too_long'],
    ['a megabyte', 'a'.repeat(1_000_000), 'too_long'],
    ['one mark too many', '*'.repeat(maxMarks + 1), 'too_dense'],
    ...['[', ']', '`', '<', '\\', '~', '_', '('].map(
      (mark) => [`${mark} and nothing else`, mark.repeat(limits.messageText), 'too_dense'] as const,
    ),
  ])('turns away %s', (_name, text, reason) => {
    expect(gate(text)).toBe(reason);
  });
});
