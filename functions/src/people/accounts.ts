import type { Auth } from 'firebase-admin/auth';

const rememberMs = 10 * 60_000;
const mostRemembered = 1000;

/**
 * Says of people whether they have an account: something that they signed up with. Asked of Auth, because nothing that a client writes
 * could say so, and remembered for ten minutes.
 */
export const accountsOf = (
  auth: Pick<Auth, 'getUser'>,
  now = Date.now,
): ((uid: string) => Promise<boolean>) => {
  const known = new Map<string, { readonly has: boolean; readonly at: number }>();
  return async (uid) => {
    const remembered = known.get(uid);
    if (remembered !== undefined && now() - remembered.at < rememberMs) return remembered.has;
    const has = await askFor(auth, uid);
    // The map keeps the order in which people were asked about.
    const [oldest] = known.keys();
    if (known.size >= mostRemembered && oldest !== undefined) known.delete(oldest);
    known.delete(uid);
    known.set(uid, { has, at: now() });
    return has;
  };
};

const askFor = async (auth: Pick<Auth, 'getUser'>, uid: string): Promise<boolean> => {
  try {
    const { providerData, email, phoneNumber } = await auth.getUser(uid);
    return providerData.length > 0 || email !== undefined || phoneNumber !== undefined;
  } catch (error) {
    if (isUnknownUser(error)) return false;
    throw error;
  }
};

/** Auth knows nobody by this uid, or nobody any more. */
export const isUnknownUser = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['auth/user-not-found', 'auth/invalid-uid'].includes(String(error.code));
