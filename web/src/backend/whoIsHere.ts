import type { UserId } from '@causerie/contract';
import { onAuthStateChanged } from 'firebase/auth';
import { firebase } from './firebase.ts';
import type { Source } from './source.ts';

/** Whom the server takes this page for: whom the sign-in library has named, and not whom the browser remembers. */
export const whoIsHere: Source<UserId | undefined> = {
  current: () => (firebase().auth.currentUser?.uid ?? undefined) as UserId | undefined,
  subscribe: (listener) => onAuthStateChanged(firebase().auth, () => listener()),
};
