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
  const bearer = /^bearer +(\S+) *$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
  const token = bearer ?? params.get('access_token');
  const auth = params.get('auth');
  if (token === undefined && auth === undefined) return signedOut;
  // The service knows no token named `owner`, but people try their emulator with `?auth=owner`.
  const [credential, via] =
    token !== undefined
      ? ([token, 'rest'] as const)
      : ([auth ?? '', auth === 'owner' ? 'rest' : 'auth'] as const);
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
