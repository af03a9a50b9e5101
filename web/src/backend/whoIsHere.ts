import type { UserId } from '@causerie/contract';
import { onAuthStateChanged } from 'firebase/auth';
import { firebase } from './firebase.ts';
import type { Source } from './source.ts';

/** Whom the server takes this page for. Only a page that is served for developing asks. */
export const whoIsHere: Source<UserId | undefined> = {
  current: () => (firebase().auth.currentUser?.uid ?? undefined) as UserId | undefined,
  subscribe: (listener) => onAuthStateChanged(firebase().auth, () => listener()),
};
