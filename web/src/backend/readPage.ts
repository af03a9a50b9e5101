import { get, limitToFirst, orderByKey, query, ref, startAfter } from 'firebase/database';
import { entriesOf, type Entry } from './entries.ts';
import { firebase } from './firebase.ts';

/** So many children of a list, by key, behind one of them or from the beginning. Rejects when the rules refuse or the server cannot be reached. */
export const readPage = async (
  path: string,
  after: string | undefined,
  count: number,
): Promise<readonly Entry[]> => {
  const bounds = [...(after === undefined ? [] : [startAfter(after)]), limitToFirst(count)];
  return entriesOf(await get(query(ref(firebase().database, path), orderByKey(), ...bounds)));
};
