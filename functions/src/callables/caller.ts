import { limits, paths } from '@causerie/contract';
import type { Auth, DecodedIdToken } from 'firebase-admin/auth';
import type { Tree } from '../tree/tree.ts';
import { refusal } from './refusal.ts';

/** Who calls, as their token says and Auth confirms. */
export interface Caller {
  readonly uid: string;
  readonly isGuest: boolean;
  /** When they signed in, in milliseconds. */
  readonly signedInAt: number;
}

const bearer = /^Bearer ([\w.-]{1,8192})$/;

/**
 * Reads who calls from the `Authorization` header. Asks Auth whether the account exists, is not disabled, and whether the session was not ended
 * meanwhile; and the tree, like rules do, because that is where sessions end at once. Throws the refusal.
 */
export const callerOf = async (
  auth: Pick<Auth, 'verifyIdToken'>,
  tree: Tree,
  authorization: string | undefined,
): Promise<Caller> => {
  const token = bearer.exec(authorization ?? '')?.[1];
  if (token === undefined) throw refusal('signedOut');
  const { uid, auth_time: signedInS, firebase } = await verified(auth, token);
  const signedInAt = signedInS * 1000;
  const revokedAt = await tree.read(paths.revoked.at({ uid }));
  if (revokedAt !== null && !(typeof revokedAt === 'number' && signedInAt > revokedAt))
    throw refusal('sessionEnded');
  return { uid, isGuest: firebase.sign_in_provider === 'anonymous', signedInAt };
};

const verified = async (auth: Pick<Auth, 'verifyIdToken'>, token: string): Promise<DecodedIdToken> => {
  try {
    return await auth.verifyIdToken(token, true);
  } catch (error) {
    // Everything that Auth says about a token or its person comes under this name; an Auth that cannot be reached does not.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw refusedCodes.has(code) ? refusal('sessionEnded') : error;
  }
};

const refusedCodes = new Set([
  'auth/argument-error',
  'auth/invalid-id-token',
  'auth/id-token-expired',
  'auth/id-token-revoked',
  'auth/user-disabled',
  'auth/user-not-found',
  'auth/invalid-uid',
]);

/** Whoever finds an open browser has not. Guests have no way to sign in again as themselves, so it is not asked of them. */
export const hasJustSignedIn = ({ isGuest, signedInAt }: Omit<Caller, 'uid'>, nowMs: number): boolean =>
  isGuest || nowMs - signedInAt <= limits.eraseAfterSignInMs;
