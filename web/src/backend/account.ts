import type { UserId } from '@causerie/contract';
import { onAuthStateChanged, signInAnonymously } from 'firebase/auth';
import { firebase } from './firebase.ts';
import { keepFor } from './kept.ts';
import { retryDenied } from './live.ts';
import { rememberAccount, rememberedAccount } from './rememberedAccount.ts';

/**
 * Calls back with the account of this browser profile, now and at each change; `undefined` when there is none. At first that is
 * whom the browser remembers, if anybody. What is kept here of somebody else is deleted before anybody is named.
 */
export const watchAccount = (listener: (uid: UserId | undefined) => void): (() => void) => {
  const remembered = rememberedAccount();
  if (remembered !== undefined) listener(remembered);
  let latest: UserId | undefined;
  return onAuthStateChanged(firebase().auth, (user) => {
    const uid = user === null ? undefined : (user.uid as UserId);
    latest = uid;
    rememberAccount(uid);
    void keepFor(uid).then(() => {
      if (latest !== uid) return;
      listener(uid);
      // What was refused to whoever was here before, or to nobody.
      retryDenied();
    });
  });
};

/** Makes an account without a password, or returns the one that is already there, of whatever kind. Rejects when the network fails. */
export const enterAsGuest = async (): Promise<UserId> => {
  const { auth } = firebase();
  // The library would sign out anybody who is no guest.
  const user = auth.currentUser ?? (await signInAnonymously(auth)).user;
  return user.uid as UserId;
};

/** Whether the person in front of the page has no account. Limits are tighter for them. */
export const isGuest = (): boolean => firebase().auth.currentUser?.isAnonymous === true;

/** Whether this is who the server takes this page for: whom the browser remembers may turn out to be gone, or somebody else to be here. */
export const isSignedIn = (uid: UserId): boolean => firebase().auth.currentUser?.uid === uid;

/** Forgets the account in this browser, and with it all that is kept here of it. */
export const signOutHere = (): Promise<void> => {
  // First, so that a page which is closed before the library is done shows nothing of them when it is opened again.
  rememberAccount(undefined);
  return firebase().auth.signOut();
};

/** Asks whether the session still holds. One that was ended elsewhere ends here too, which {@link watchAccount} then tells. */
export const renewSession = (): void => {
  firebase()
    .auth.currentUser?.getIdToken(true)
    .catch(() => undefined);
};
