import { onDisconnect, push, ref, serverTimestamp, update } from 'firebase/database';
import { firebase } from './firebase.ts';
import { writeUnderWay } from './kept.ts';
import { noteWrite } from './writeLog.ts';

/** Paths and what to store there; `null` removes. All or nothing. */
export type Changes = ReadonlyMap<string, unknown>;

/** `denied`: the rules refused. `failed`: anything else that the server or the SDK says. */
export type WriteOutcome = 'stored' | 'denied' | 'failed';

/** Stands for the server's clock at the moment of the write. */
export const serverTime = (): unknown => serverTimestamp();

/**
 * Stores all changes or none. Readers in this page see them at once; the outcome comes with the server's answer, which
 * without a connection means: not before there is one.
 */
export const write = async (changes: Changes): Promise<WriteOutcome> => {
  const answered = writeUnderWay();
  try {
    const answer = update(ref(firebase().database), Object.fromEntries(changes));
    if (import.meta.env.DEV) noteWrite('now', changes, answer);
    await answer;
    return 'stored';
  } catch (error) {
    return isDenial(error) ? 'denied' : 'failed';
  } finally {
    answered();
  }
};

/** A key that no other client makes, and that sorts after those made before it. */
export const newKey = (path: string): string => {
  const { key } = push(ref(firebase().database, path));
  if (key === null) throw new Error('push() returned the root, which has no key.');
  return key;
};

/**
 * Has the server remove a place when this connection ends, however it ends. Holds for one connection only, and the SDK
 * forgets to answer when that ends before the server has: nobody should wait for it. Writes sent later come after it.
 */
export const removeOnDisconnect = (path: string): void => {
  const answer = onDisconnect(ref(firebase().database, path)).remove();
  if (import.meta.env.DEV) noteWrite('leaving', new Map([[path, null]]), answer);
  answer.catch(() => undefined);
};

/** The same, to note there when that was. */
export const stampOnDisconnect = (path: string): void => {
  const answer = onDisconnect(ref(firebase().database, path)).set(serverTimestamp());
  if (import.meta.env.DEV) noteWrite('leaving', new Map([[path, serverTimestamp()]]), answer);
  answer.catch(() => undefined);
};

/** The SDK passes the wire's status on as an upper-case code. */
const isDenial = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'PERMISSION_DENIED';
