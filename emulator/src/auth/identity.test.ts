import { describe, expect, it } from 'vitest';
import { admin, parseCredential, signedOut } from './identity.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: unknown): string => `${encode({ alg: 'none', type: 'JWT' })}.${encode(claims)}.`;

const mockClaims = {
  iss: 'https://securetoken.google.com/demo',
  aud: 'demo',
  iat: 0,
  exp: 3600,
  sub: 'alice',
  user_id: 'alice',
  firebase: { sign_in_provider: 'custom', identities: {} },
};
const alice = { kind: 'ruled', auth: { uid: 'alice', provider: 'custom', token: mockClaims } };
const unreadable = { problem: 'Could not parse auth token.' };

describe('parseCredential', () => {
  it.each([
    ['a mock user token that expired in 1970', token(mockClaims), alice],
    ['a signature nobody checks', `${token(mockClaims)}c2lnbmF0dXJl`, alice],
    [
      'a token with only a subject',
      token({ iat: 1, sub: 'bob' }),
      { kind: 'ruled', auth: { uid: 'bob', token: { iat: 1, sub: 'bob' } } },
    ],
    ['a token without a user', token({ iat: 1 }), { kind: 'ruled', auth: { token: { iat: 1 } } }],
    ['a legacy token', token({ v: 0, iat: 1, d: { uid: 'old' } }), { kind: 'ruled', auth: { uid: 'old' } }],
    ['a legacy admin token', token({ v: 0, iat: 1, admin: true, d: { uid: 'old' } }), admin],
    [
      'a custom claim of being admin, which only rules may honour',
      token({ iat: 1, admin: true }),
      { kind: 'ruled', auth: { token: { iat: 1, admin: true } } },
    ],
    [
      'claims named like inherited members',
      token({ sub: 'constructor', constructor: 1 }),
      { kind: 'ruled', auth: { uid: 'constructor', token: { sub: 'constructor', constructor: 1 } } },
    ],
  ])('reads %s', (_case, cred, expected) => {
    expect(parseCredential(cred, 'auth')).toEqual(expected);
    expect(parseCredential(cred, 'rest')).toEqual(expected);
  });

  it.each([
    ['nothing', ''],
    ['one word', 'owner'],
    ['two parts', 'a.b'],
    ['a payload that is not base64 of JSON', 'a.%%%.c'],
    ['a payload that is JSON but no object', `${encode({})}.${encode([1])}.`],
    ['a payload of null', `${encode({})}.${encode(null)}.`],
  ])('refuses %s as a token, and takes it as the owner over REST or as gauth', (_case, cred) => {
    expect(parseCredential(cred, 'auth')).toEqual(unreadable);
    expect(parseCredential(cred, 'rest')).toEqual(admin);
    expect(parseCredential(cred, 'gauth')).toEqual(admin);
  });

  it.each([
    ['an override', { authvar: { uid: 'bob' } }, { kind: 'ruled', auth: { uid: 'bob' } }],
    ['an override of null', { authvar: null }, signedOut],
    ['noauth', { noauth: true }, signedOut],
    ['noauth beside an override', { noauth: true, authvar: { uid: 'bob' } }, signedOut],
    ['noauth that is false', { noauth: false }, admin],
  ])('gives up admin rights for %s', (_case, actingAs, expected) => {
    expect(parseCredential('owner', 'gauth', actingAs)).toEqual(expected);
  });

  it('refuses claims nested without end', () => {
    const levels = 100_000;
    const payload = Buffer.from(`{"sub":${'['.repeat(levels)}${']'.repeat(levels)}}`).toString('base64url');
    expect(parseCredential(`a.${payload}.`, 'auth')).toEqual({
      problem: expect.stringContaining('32 levels'),
    });
  });

  it.each([
    ['text', 'bob'],
    ['a number', 3],
    ['a list', ['bob']],
  ])('refuses an override that is %s', (_case, authvar) => {
    expect(parseCredential('owner', 'gauth', { authvar })).toEqual({
      problem: expect.stringContaining('it must be an object or null'),
    });
  });
});
