import type { Auth, UserRecord } from 'firebase-admin/auth';
import { describe, expect, it } from 'vitest';
import { accountsOf } from './accounts.ts';

const asked: string[] = [];
const people: ReadonlyMap<string, Partial<UserRecord>> = new Map([
  ['guest', { providerData: [] }],
  ['google', { providerData: [{ providerId: 'google.com' }] as unknown as UserRecord['providerData'] }],
  ['mail', { providerData: [], email: 'a@example.org' }],
  ['phone', { providerData: [], phoneNumber: '+331' }],
]);
const auth: Pick<Auth, 'getUser'> = {
  getUser: async (uid) => {
    asked.push(uid);
    const person = people.get(uid);
    if (uid === 'down') throw Object.assign(new Error('no answer'), { code: 'auth/internal-error' });
    if (person === undefined) throw Object.assign(new Error('nobody'), { code: 'auth/user-not-found' });
    return person as UserRecord;
  },
};

describe('accountsOf', () => {
  it.each([
    ['guest', false],
    ['google', true],
    ['mail', true],
    ['phone', true],
    ['nobody', false],
    ['constructor', false],
  ])('says whether %s has an account: %s', async (uid, expected) => {
    expect(await accountsOf(auth)(uid)).toBe(expected);
  });

  it('remembers for ten minutes', async () => {
    let nowMs = 0;
    const hasAccount = accountsOf(auth, () => nowMs);
    asked.splice(0);
    for (const atMs of [0, 599_999, 600_000]) {
      nowMs = atMs;
      await hasAccount('mail');
    }
    expect(asked).toEqual(['mail', 'mail']);
  });

  it('does not take an Auth that is down for an answer', async () => {
    await expect(accountsOf(auth)('down')).rejects.toThrow('no answer');
  });
});
