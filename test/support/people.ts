import { addresses } from './world.ts';

/** Somebody whom the Auth emulator knows. */
export interface Person {
  readonly uid: string;
  readonly token: string;
}

const authFetch = async (
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> => {
  const { host, ports } = addresses();
  return fetch(`http://${host}:${ports.auth}/identitytoolkit.googleapis.com/v1/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
};

let made = 0;

/** Signs somebody up, as a guest or with an address. */
export const signUp = async (kind: 'guest' | 'account'): Promise<Person> => {
  made += 1;
  const credentials =
    kind === 'guest' ? {} : { email: `person${made}-${process.pid}@example.org`, password: 'password' };
  const response = await authFetch('accounts:signUp?key=demo', { ...credentials, returnSecureToken: true });
  if (!response.ok) throw new Error(`Signing up: ${response.status} ${await response.text()}`);
  const { localId, idToken } = (await response.json()) as {
    readonly localId: string;
    readonly idToken: string;
  };
  return { uid: localId, token: idToken };
};

/** Whether Auth still knows somebody. */
export const isKnown = async (uid: string): Promise<boolean> => {
  const response = await authFetch(
    `projects/${addresses().projectId}/accounts:lookup`,
    { localId: [uid] },
    { Authorization: 'Bearer owner' },
  );
  return Object.hasOwn((await response.json()) as object, 'users');
};

/** Moves the earliest time from which on sessions of somebody hold, in seconds. */
export const holdSessionsSince = async (uid: string, seconds: number): Promise<void> => {
  const path = `projects/${addresses().projectId}/accounts:update`;
  await authFetch(path, { localId: uid, validSince: String(seconds) }, { Authorization: 'Bearer owner' });
};

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** The token with other claims. Emulators take tokens without a signature. */
export const withClaims = (token: string, claims: Readonly<Record<string, unknown>>): string => {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as object;
  return `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded({ ...payload, ...claims })}.`;
};

/** Writes as somebody, over REST. Says whether the rules allowed it. */
export const updateAs = async ({ token }: Person, changes: object): Promise<boolean> => {
  const { host, namespace, ports } = addresses();
  const response = await fetch(
    `http://${host}:${ports.database}/.json?ns=${namespace}&auth=${encodeURIComponent(token)}`,
    { method: 'PATCH', body: JSON.stringify(changes) },
  );
  await response.body?.cancel();
  return response.ok;
};
