import { claimsOf } from './claims.ts';

/** When a token counts, in ms since 1970. */
export interface TokenLife {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What the service says of a token whose time is over. */
export const expiredText = 'Auth token is expired.';

/** A token minted with a database secret lives as long as this when it says nothing of its end. */
const secretTokenMs = 24 * 60 * 60 * 1000;

/**
 * How long a token counts by its own claims, or nothing when they say nothing that is meant. The tokens of
 * `mockUserToken` are issued at the zero of time and end an hour after it, which nobody means.
 */
export const tokenLifeOf = (credential: string): TokenLife | undefined => {
  const claims = claimsOf(credential);
  const issued = claims?.['iat'];
  if (claims === undefined || typeof issued !== 'number' || issued <= 0) return undefined;
  const { exp, nbf } = { exp: claims['exp'], nbf: claims['nbf'] };
  const isOfSecret = claims['v'] === 0;
  if (typeof exp !== 'number' && !isOfSecret) return undefined;
  return {
    fromMs: typeof nbf === 'number' ? nbf * 1000 : 0,
    untilMs: typeof exp === 'number' ? exp * 1000 : issued * 1000 + secretTokenMs,
  };
};
