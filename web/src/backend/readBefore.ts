import { endBefore, get, limitToLast, orderByChild, query, ref } from 'firebase/database';
import { entriesOf, type Entry } from './entries.ts';
import { firebase } from './firebase.ts';
import type { Place } from './live.ts';

/** So many children of a list by `at`, oldest first, before a place or the end. Rejects when the rules refuse or the server cannot be reached. */
export const readBefore = async (
  path: string,
  before: Place | undefined,
  count: number,
): Promise<readonly Entry[]> => {
  const bounds = [...(before === undefined ? [] : [endBefore(before.at, before.key)]), limitToLast(count)];
  return entriesOf(await get(query(ref(firebase().database, path), orderByChild('at'), ...bounds)));
};
