import { describe, expect, it } from 'vitest';
import type { Role } from '@causerie/contract';
import { mayRemove } from './mayRemove.ts';

describe('mayRemove', () => {
  it.each<[Role | undefined, Role | undefined, boolean]>([
    ['owner', 'moderator', true],
    ['owner', 'member', true],
    ['owner', undefined, true],
    ['moderator', 'member', true],
    ['moderator', undefined, true],
    ['moderator', 'moderator', false],
    ['moderator', 'owner', false],
    ['member', 'member', false],
    ['member', undefined, false],
    [undefined, 'member', false],
  ])('%s over %s: %s', (mine, theirs, expected) => {
    expect(mayRemove(mine, theirs)).toBe(expected);
  });
});
