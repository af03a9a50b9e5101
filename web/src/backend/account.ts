import type { UserId } from '@causerie/contract';
import { onAuthStateChanged, signInAnonymously } from 'firebase/auth';
import { firebase } from './firebase.ts';

/** Calls back with the account of this browser profile, now and at each change; `undefined` when there is none. */
export const watchAccount = (listener: (uid: UserId | undefined) => void): (() => void) =>
  onAuthStateChanged(firebase().auth, (user) => listener(user === null ? undefined : (user.uid as UserId)));

/** Makes an account without a password, or returns the one that is already there. Rejects when the network fails. */
export const enterAsGuest = async (): Promise<UserId> => {
  const { user } = await signInAnonymously(firebase().auth);
  return user.uid as UserId;
};

/** Whether the person in front of the page has no account. Limits are tighter for them. */
export const isGuest = (): boolean => firebase().auth.currentUser?.isAnonymous === true;
