import { admin } from '../auth/identity.ts';
import { Databases } from '../engine/databases.ts';
import { defaultLimits, type EmulatorLimits } from '../limits.ts';
import { type Json, toJson } from '../tree/json.ts';
import { handle } from './handle.ts';
import type { RestResponse } from './response.ts';

/** Makers for tests of REST as a function: databases whose clock stands still, and requests in a line. */
export const nowMs = 1_700_000_000_123;

/** Databases of which one, `demo`, may begin with data and rules. */
export const databasesWith = (
  options: { data?: Json; rules?: object; limits?: Partial<EmulatorLimits> } = {},
): Databases => {
  const databases = new Databases({
    clock: { now: () => nowMs },
    limits: { ...defaultLimits, ...options.limits },
    log: () => {},
  });
  if (options.data === undefined && options.rules === undefined) return databases;
  const database = databases.open('demo');
  if ('problem' in database) throw new Error(database.problem);
  if (options.data !== undefined) database.set(admin, [], options.data);
  if (options.rules !== undefined) {
    const loaded = database.loadRules(JSON.stringify({ rules: options.rules }));
    if (!loaded.ok) throw new Error(loaded.problem);
  }
  return databases;
};

export const owner = { authorization: 'Bearer owner' };

export interface Ask {
  readonly body?: unknown;
  readonly text?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `GET /a.json?x=1` as the owner of the namespace `demo`, unless it says otherwise. */
export const ask = (
  databases: Databases,
  line: string,
  { body, text, headers = owner }: Ask = {},
): RestResponse => {
  const [method = '', path = ''] = line.split(' ');
  const url = /[?&]ns=/.test(path) ? path : `${path}${path.includes('?') ? '&' : '?'}ns=demo`;
  const sent = text ?? (body === undefined ? '' : JSON.stringify(body));
  return handle({ method, url, headers: { host: '127.0.0.1:9000', ...headers }, body: sent }, databases);
};

export const stored = (databases: Databases, namespace = 'demo'): Json => {
  const database = databases.open(namespace);
  if ('problem' in database) throw new Error(database.problem);
  return toJson(database.root, 'wire');
};

/** The body of an error, to the byte. */
export const errorText = (text: string): string => `{\n  "error" : ${JSON.stringify(text)}\n}\n`;

/** An unsigned token, as `mockUserToken` makes them. */
export const tokenOf = (claims: object): string =>
  ['{"alg":"none","type":"JWT"}', JSON.stringify(claims), '']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');

export const ana = tokenOf({
  iat: 0,
  exp: 3600,
  sub: 'ana',
  user_id: 'ana',
  firebase: { sign_in_provider: 'custom' },
});
