import { describe, expect, it } from 'vitest';
import { tokenLifeOf } from './tokenLife.ts';

const token = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;

const issued = 1_700_000_000;
const dayMs = 86_400_000;

describe('tokenLifeOf', () => {
  it.each([
    ['an ID token, until its end', { iat: issued, exp: issued + 3600 }, 0, (issued + 3600) * 1000],
    [
      'a token that begins later',
      { iat: issued, nbf: issued + 9, exp: issued + 60 },
      (issued + 9) * 1000,
      (issued + 60) * 1000,
    ],
    ['a token minted with a secret, a day', { v: 0, d: {}, iat: issued }, 0, issued * 1000 + dayMs],
    ['one that says its end', { v: 0, d: {}, iat: issued, exp: issued + 5 }, 0, (issued + 5) * 1000],
  ])('gives %s', (_which, claims, fromMs, untilMs) => {
    expect(tokenLifeOf(token(claims))).toEqual({ fromMs, untilMs });
  });

  it.each([
    ['a mock token, which ended in 1970', token({ iat: 0, exp: 3600 })],
    ['a token without an end', token({ iat: issued })],
    ['an end that is no number', token({ iat: issued, exp: 'soon' })],
    ['a token without a beginning', token({ exp: issued })],
    ['what is no token', 'owner'],
    ['claims that are no object', 'e30.W10.'],
  ])('knows nothing of %s', (_which, credential) => {
    expect(tokenLifeOf(credential)).toBeUndefined();
  });
});
