import type { AuthValue } from '../security/authorize.ts';
import type { Json } from '../tree/json.ts';
import { claimsOf, isObject, type JsonObject } from './claims.ts';

/** Who a request speaks for: past all rules, or under them as `auth` (null is signed out). */
export type Identity = { readonly kind: 'admin' } | { readonly kind: 'ruled'; readonly auth: AuthValue };

export const admin: Identity = { kind: 'admin' };
export const signedOut: Identity = { kind: 'ruled', auth: null };

export type CredentialProblem = { readonly problem: string };

/**
 * How a credential came:
 * - `auth`: the wire's `auth` message and REST's `auth=` parameter. Must be a token.
 * - `gauth`: the wire's message for `owner` and OAuth tokens. Anything is the owner's.
 * - `rest`: a Bearer header or `access_token=`. A user's token is that user, anything else is the owner's.
 */
export type CredentialVia = 'auth' | 'gauth' | 'rest';

/** What an admin connection adds to act as somebody (`authvar`) or as nobody (`noauth`). */
export interface ActingAs {
  readonly authvar?: Json;
  readonly noauth?: boolean;
}

/**
 * Reads a credential without checking signature, audience, issuer or expiry (which `tokenLifeOf` tells): the tokens of the Auth emulator and of
 * `mockUserToken` are unsigned, and the latter expired in 1970.
 */
export const parseCredential = (
  cred: string,
  via: CredentialVia,
  actingAs: ActingAs = {},
): Identity | CredentialProblem => {
  const identity = via === 'gauth' ? admin : identityOfToken(cred, via);
  if ('problem' in identity) return identity;
  if (actingAs.noauth === true) return signedOut;
  if (actingAs.authvar === undefined) return identity;
  if (actingAs.authvar === null) return signedOut;
  if (isObject(actingAs.authvar)) {
    return isDeeperThan(actingAs.authvar, claimLevels) ? tooDeep : { kind: 'ruled', auth: actingAs.authvar };
  }
  return {
    problem: 'Invalid auth variable: it must be an object or null.',
  };
};

const unreadable: CredentialProblem = { problem: 'Could not parse auth token.' };

/** As deep as data may be. Without a bound, printing claims could overflow the stack. */
const claimLevels = 32;
const tooDeep: CredentialProblem = {
  problem: `Invalid auth token or variable: it is nested more than ${claimLevels} levels deep.`,
};

const identityOfToken = (token: string, via: 'auth' | 'rest'): Identity | CredentialProblem => {
  const claims = claimsOf(token);
  if (claims === undefined) return via === 'rest' ? admin : unreadable;
  if (isDeeperThan(claims, claimLevels)) return tooDeep;
  const data = claims['d'];
  // A token minted with a database secret carries its whole `auth` in `d`, and may be the owner's. On any other
  // token `admin` is a custom claim, which is for the rules to judge.
  if (claims['v'] === 0 && isObject(data)) {
    return claims['admin'] === true ? admin : { kind: 'ruled', auth: data };
  }
  return { kind: 'ruled', auth: authOfClaims(claims) };
};

const authOfClaims = (claims: JsonObject): NonNullable<AuthValue> => {
  const firebase = claims['firebase'];
  const provider = isObject(firebase) ? firebase['sign_in_provider'] : undefined;
  const uid = claims['user_id'] ?? claims['sub'];
  return {
    ...(uid === undefined ? {} : { uid }),
    ...(provider === undefined ? {} : { provider }),
    token: claims,
  };
};

const isDeeperThan = (value: Json, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((child) => isDeeperThan(child, levels - 1)));
