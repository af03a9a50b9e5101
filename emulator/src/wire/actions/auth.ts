import { parseCredential } from '../../auth/identity.ts';
import { expiredText, tokenLifeOf } from '../../auth/tokenLife.ts';
import type { Handler } from '../handler.ts';
import { authReply } from '../message.ts';

/** What the service grants. Unless told to, nothing ends here when it is over, and the clients do not look. */
const grantedMs = 3_600_000;

/**
 * Signs the connection in. A refusal makes the client close the socket, fetch a new token and come back, so only
 * a credential that cannot be read is refused, and one whose time is over where that is asked for.
 */
export const auth: Handler<'auth'> = (caller, { credential, via, authvar, noauth }) => {
  const identity = parseCredential(credential, via, {
    ...(authvar === undefined ? {} : { authvar }),
    noauth,
  });
  if ('problem' in identity) return { status: 'invalid_token', data: identity.problem };
  // Whoever acts as somebody else needs the owner's rights for it.
  const bearer = authvar === undefined && !noauth ? identity : parseCredential(credential, via);
  if (caller.refusalOfOwner !== undefined && 'kind' in bearer && bearer.kind === 'admin') {
    return { status: 'permission_denied', data: caller.refusalOfOwner };
  }
  const nowMs = caller.clock.now();
  const life = caller.enforceTokenExpiry && via === 'auth' ? tokenLifeOf(credential) : undefined;
  if (life !== undefined && nowMs >= life.untilMs) return { status: 'expired_token', data: expiredText };
  if (life !== undefined && nowMs < life.fromMs) {
    return { status: 'invalid_token', data: 'Auth token is not valid yet.' };
  }
  caller.become(identity, life?.untilMs);
  const expiresSeconds = Math.floor((life?.untilMs ?? nowMs + grantedMs) / 1000);
  return authReply(identity.kind === 'admin' ? null : identity.auth, expiresSeconds);
};
