import { describe, expect, it } from 'vitest';
import { limits, type UserId } from '@causerie/contract';
import { isEditable } from './saveEdit.ts';

const me = 'me' as UserId;
const said = { uid: me, text: 'hello', atMs: 1_000_000 };

describe('isEditable', () => {
  it.each([
    ['one’s own', said, 0, true],
    ['one’s own, when there is hardly time', said, limits.editWithinMs, false],
    ['another’s', { ...said, uid: 'constructor' as UserId }, 0, false],
    ['a deleted one', { ...said, text: undefined }, 0, false],
  ])('%s', (_which, message, afterMs, expected) => {
    expect(isEditable(message, me, said.atMs + afterMs)).toBe(expected);
  });
});
