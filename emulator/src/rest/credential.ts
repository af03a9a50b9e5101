import { type Identity, parseCredential, signedOut } from '../auth/identity.ts';
import { expiredText, tokenLifeOf } from '../auth/tokenLife.ts';
import type { Json } from '../tree/json.ts';
import { headerOf, type RestRequest, type Target } from './request.ts';
import { respondError, type RestResponse } from './response.ts';

/**
 * Who a request speaks for. A Bearer header and `access_token=` may carry the owner's word or a user's token, `auth=`
 * a user's token. With none, nobody. The owner may act as somebody else with `auth_variable_override=`.
 *
 * @param nowMs where the life of a token counts; without it tokens last for ever
 */
export const identityOf = (
  request: RestRequest,
  { params }: Target,
  nowMs?: number,
): Identity | RestResponse => {
  const given = credentialIn(request, params);
  if (given === undefined) return signedOut;
  const { credential, via } = given;
  const identity = parseCredential(credential, via);
  if ('problem' in identity) return respondError(401, identity.problem);
  const life = nowMs === undefined ? undefined : tokenLifeOf(credential);
  if (life !== undefined && nowMs !== undefined && (nowMs < life.fromMs || nowMs >= life.untilMs)) {
    return respondError(401, expiredText);
  }
  const override = params.get('auth_variable_override');
  return override === undefined
    ? identity
    : actAs(override, identity, (authvar) => parseCredential(credential, via, { authvar }));
};

/** When the credential of a request ends, in ms since 1970, if it says so. */
export const expiryOf = (request: RestRequest, { params }: Target): number | undefined => {
  const given = credentialIn(request, params);
  return given === undefined ? undefined : tokenLifeOf(given.credential)?.untilMs;
};

const credentialIn = (
  request: RestRequest,
  params: Target['params'],
): { readonly credential: string; readonly via: 'rest' | 'auth' } | undefined => {
  const bearer = /^bearer +(\S+) *$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
  const token = bearer ?? params.get('access_token');
  if (token !== undefined) return { credential: token, via: 'rest' };
  const auth = params.get('auth');
  // The service knows no token named `owner`, but people try their emulator with `?auth=owner`.
  return auth === undefined ? undefined : { credential: auth, via: auth === 'owner' ? 'rest' : 'auth' };
};

const actAs = (
  override: string,
  identity: Identity,
  parse: (authvar: Json) => ReturnType<typeof parseCredential>,
): Identity | RestResponse => {
  if (identity.kind !== 'admin') {
    return respondError(401, 'auth_variable_override needs the credential of an owner, not of a user.');
  }
  const acting = parse(parsed(override));
  return 'problem' in acting ? respondError(400, acting.problem) : acting;
};

/** What is not JSON stays text, which no auth variable may be. */
const parsed = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
};
