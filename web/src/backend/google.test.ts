import { describe, expect, it } from 'vitest';
import { emulatedIdToken, googleAddress, readGoogleAnswer } from './google.ts';

const tokenWith = (claims: unknown): string => `head.${btoa(JSON.stringify(claims))}.signature`;
const good = tokenWith({ nonce: 'n1', email: 'ana@example.org' });

describe('googleAddress', () => {
  it('asks for a statement, and to come back to the page itself', () => {
    const { origin, searchParams } = new URL(googleAddress('client', 'https://chat.example.org', 's1', 'n1'));
    expect(origin).toBe('https://accounts.google.com');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: 'client',
      redirect_uri: 'https://chat.example.org/',
      response_type: 'id_token',
      state: 's1',
      nonce: 'n1',
    });
  });
});

describe('readGoogleAnswer', () => {
  it.each([
    ['a statement', `#state=s1&id_token=${good}`, { idToken: good }],
    ['one for another question', `#state=s2&id_token=${good}`, 'unrelated'],
    ['one that names no question', `#id_token=${good}`, 'unrelated'],
    ['one that was made for another', `#state=s1&id_token=${tokenWith({ nonce: 'n2' })}`, 'declined'],
    ['a no', '#state=s1&error=access_denied', 'declined'],
    ['what is no token', '#state=s1&id_token=a.%%%.c', 'declined'],
    ['a token of nothing', `#state=s1&id_token=${tokenWith(null)}`, 'declined'],
    ['nothing', '', 'unrelated'],
  ])('of %s is right', (_what, hash, expected) => {
    expect(readGoogleAnswer(hash, 's1', 'n1')).toEqual(expected);
  });
});

const subOf = (email: string): unknown => (JSON.parse(emulatedIdToken(email)) as { sub: string }).sub;

describe('emulatedIdToken', () => {
  it('is of one person however they write their address', () => {
    expect(subOf('Ana@Example.org')).toBe(subOf('ana@example.org'));
  });
});
