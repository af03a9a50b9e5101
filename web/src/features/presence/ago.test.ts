import { describe, expect, it } from 'vitest';
import { ago } from './ago.ts';

describe('ago', () => {
  it.each([
    ['en', -5000, '1 minute ago'],
    ['en', 0, '1 minute ago'],
    ['en', 5 * 60_000, '5 minutes ago'],
    ['en', 3_600_000 - 1, '59 minutes ago'],
    ['en', 3_600_000, '1 hour ago'],
    ['en', 86_400_000 - 1, '23 hours ago'],
    ['en', 86_400_000, 'yesterday'],
    ['en', 40 * 86_400_000, '40 days ago'],
    ['fr', 5 * 60_000, 'il y a 5 minutes'],
    ['fr-CA', 86_400_000, 'hier'],
  ])('%s: %d ms are %s', (tag, ms, expected) => {
    expect(ago(tag, ms)).toBe(expected);
  });
});
