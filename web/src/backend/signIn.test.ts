import { describe, expect, it } from 'vitest';
import { problemOf } from './signIn.ts';

describe('problemOf', () => {
  it.each([
    [{ code: 'auth/network-request-failed' }, 'unreachable'],
    [{ code: 'auth/invalid-credential' }, 'wrongPassword'],
    [{ code: 'auth/email-already-in-use' }, 'taken'],
    [{ code: 'auth/something-new' }, 'unknown'],
    [{ code: 'constructor' }, 'unknown'],
    [{ code: '__proto__' }, 'unknown'],
    [{ code: 7 }, 'unknown'],
    [new Error('plain'), 'unknown'],
    [null, 'unknown'],
    ['auth/invalid-credential', 'unknown'],
  ])('of %j is %s', (error, expected) => {
    expect(problemOf(error)).toBe(expected);
  });
});
