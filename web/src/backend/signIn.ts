import type { UserId } from '@causerie/contract';
// The same library as everywhere, in the build that comes as another file: what only signing in with an account needs stays out of
// what every page loads at first. All state is the other build's, which is handed over with `auth` and its user.
import {
  EmailAuthProvider,
  GoogleAuthProvider,
  linkWithCredential,
  sendPasswordResetEmail,
  signInWithCredential,
  type AuthCredential,
} from 'firebase/auth/web-extension';
import { signOutHere } from './account.ts';
import { firebase } from './firebase.ts';
import { takeLeave } from './leaving.ts';

/** What can be wrong with signing in. */
export type SignInProblem =
  | 'unreachable'
  | 'badEmail'
  | 'wrongPassword'
  | 'weakPassword'
  /** There is an account with this address, or of this Google person. */
  | 'taken'
  /** The person in front of the page has a way in of this kind. */
  | 'alreadyLinked'
  | 'tooManyTries'
  | 'disabled'
  /** The project does not offer this way in. */
  | 'notOffered'
  | 'sessionEnded'
  | 'unknown';

export type SignInOutcome = 'done' | SignInProblem;

const problems = new Map<string, SignInProblem>([
  ['auth/network-request-failed', 'unreachable'],
  ['auth/timeout', 'unreachable'],
  ['auth/invalid-email', 'badEmail'],
  ['auth/missing-email', 'badEmail'],
  ['auth/missing-password', 'wrongPassword'],
  ['auth/wrong-password', 'wrongPassword'],
  ['auth/user-not-found', 'wrongPassword'],
  ['auth/invalid-credential', 'wrongPassword'],
  ['auth/invalid-login-credentials', 'wrongPassword'],
  ['auth/weak-password', 'weakPassword'],
  ['auth/password-does-not-meet-requirements', 'weakPassword'],
  ['auth/email-already-in-use', 'taken'],
  ['auth/credential-already-in-use', 'taken'],
  ['auth/account-exists-with-different-credential', 'taken'],
  ['auth/provider-already-linked', 'alreadyLinked'],
  ['auth/too-many-requests', 'tooManyTries'],
  ['auth/quota-exceeded', 'tooManyTries'],
  ['auth/user-disabled', 'disabled'],
  ['auth/operation-not-allowed', 'notOffered'],
  ['auth/configuration-not-found', 'notOffered'],
  ['auth/user-token-expired', 'sessionEnded'],
  ['auth/invalid-user-token', 'sessionEnded'],
  ['auth/requires-recent-login', 'sessionEnded'],
]);

/** What a failure of the library comes to. */
export const problemOf = (error: unknown): SignInProblem => {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return (typeof code === 'string' ? problems.get(code) : undefined) ?? 'unknown';
};

const attempt = async (action: () => Promise<unknown>): Promise<SignInOutcome> => {
  try {
    await action();
    return 'done';
  } catch (error) {
    return problemOf(error);
  }
};

/** What somebody proves who they are with. */
export type Proof =
  | { readonly kind: 'password'; readonly email: string; readonly password: string }
  | { readonly kind: 'google'; readonly idToken: string };

const credentialOf = (proof: Proof): AuthCredential =>
  proof.kind === 'password'
    ? EmailAuthProvider.credential(proof.email, proof.password)
    : GoogleAuthProvider.credential(proof.idToken);

/** Becomes the person whose account it is, in place of whoever was here. */
export const signIn = (proof: Proof): Promise<SignInOutcome> =>
  attempt(() => signInWithCredential(firebase().auth, credentialOf(proof)));

/** Gives the person in front of the page this way in. They stay who they are: a guest becomes an account with all that is theirs. */
export const addWayIn = (proof: Proof): Promise<SignInOutcome> =>
  attempt(async () => {
    const user = firebase().auth.currentUser;
    if (user === null) throw new Error('Nobody is signed in to whom a way in could be added.');
    await linkWithCredential(user, credentialOf(proof));
    // Rules go by what the token says of how somebody signed in.
    await user.getIdToken(true);
  });

/** Has a link sent by which a new password can be chosen. Says `done` also when there is no such account: who has one is nobody's business. */
export const sendReset = async (email: string): Promise<SignInOutcome> => {
  const outcome = await attempt(() => sendPasswordResetEmail(firebase().auth, email));
  return outcome === 'wrongPassword' ? 'done' : outcome;
};

/** Who is signed in here, and by which ways they can come back. */
export interface Account {
  readonly uid: UserId;
  readonly isGuest: boolean;
  readonly email: string | undefined;
  readonly hasPassword: boolean;
  readonly hasGoogle: boolean;
}

export const currentAccount = (): Account | undefined => {
  const user = firebase().auth.currentUser;
  if (user === null) return undefined;
  const ways = user.providerData.map(({ providerId }) => providerId);
  return {
    uid: user.uid as UserId,
    isGuest: user.isAnonymous,
    email: user.email ?? undefined,
    hasPassword: ways.includes('password'),
    hasGoogle: ways.includes('google.com'),
  };
};

/** Ends the session in this browser. What the browser keeps of the person goes with it. */
export const signOut = (): Promise<void> => {
  takeLeave();
  return signOutHere();
};
