import { limits } from '@causerie/contract';
import type { DecodedIdToken } from 'firebase-admin/auth';
import { describe, expect, it } from 'vitest';
import type { Tree } from '../tree/tree.ts';
import { callerOf, hasJustSignedIn } from './caller.ts';

const signedInS = 1_800_000_000;
const header = 'Bearer a.b.c';

/** Asks who calls, of an Auth that answers so, and of a tree in which sessions that began before `revokedAt` are over. */
const ask = (authorization: string | undefined, revokedAt: unknown = null, refused?: string) =>
  callerOf(
    {
      verifyIdToken: async (token, checkRevoked) => {
        if (checkRevoked !== true) throw new Error('Nobody asked whether the session was ended.');
        if (refused !== undefined) throw Object.assign(new Error(token), { code: refused });
        return {
          uid: 'ana',
          auth_time: signedInS,
          firebase: { sign_in_provider: 'anonymous', identities: {} },
        } as unknown as DecodedIdToken;
      },
    },
    { read: async () => revokedAt } as Partial<Tree> as Tree,
    authorization,
  );

describe('callerOf', () => {
  it('knows who calls', async () => {
    expect(await ask(header)).toEqual({ uid: 'ana', isGuest: true, signedInAt: signedInS * 1000 });
  });

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic a.b.c', 'Bearer a b', `Bearer ${'a'.repeat(8193)}`])(
    'finds no token in %j',
    async (authorization) => {
      await expect(ask(authorization)).rejects.toMatchObject({ details: { reason: 'signedOut' } });
    },
  );

  it.each([
    'auth/id-token-revoked',
    'auth/id-token-expired',
    'auth/argument-error',
    'auth/user-disabled',
    'auth/user-not-found',
  ])('takes %s for the end of the session', async (code) => {
    await expect(ask(header, null, code)).rejects.toMatchObject({
      code: 'unauthenticated',
      details: { reason: 'sessionEnded' },
    });
  });

  it('does not blame the caller when Auth cannot be reached', async () => {
    await expect(ask(header, null, 'auth/internal-error')).rejects.toMatchObject({
      code: 'auth/internal-error',
    });
  });

  it.each([
    ['before they signed in', signedInS * 1000 - 1, true],
    ['as they signed in', signedInS * 1000, false],
    ['later', signedInS * 1000 + 1, false],
    ['at a time that is none', 'never', false],
  ])('compares with sessions that were ended %s, as rules do', async (_name, revokedAt, holds) => {
    const outcome = await ask(header, revokedAt).then(
      () => true,
      () => false,
    );
    expect(outcome).toBe(holds);
  });
});

describe('hasJustSignedIn', () => {
  const signedInAt = signedInS * 1000;
  const { eraseAfterSignInMs } = limits;

  it.each([
    ['with an account, at the limit', false, eraseAfterSignInMs, true],
    ['with an account, a moment later', false, eraseAfterSignInMs + 1, false],
    ['as a guest, an hour later', true, 3_600_000, true],
  ])('%s', (_name, isGuest, agoMs, expected) => {
    expect(hasJustSignedIn({ isGuest, signedInAt }, signedInAt + agoMs)).toBe(expected);
  });
});
