import { parseCredential } from '../../auth/identity.ts';
import type { Handler } from '../handler.ts';
import { authReply } from '../message.ts';

/** What production grants. Nothing ends here when it is over, and the clients do not look. */
const grantedSeconds = 3600;

/**
 * Signs the connection in. A refusal makes the client close the socket, fetch a new token and come back, so only
 * a credential that cannot be read is refused.
 */
export const auth: Handler<'auth'> = (caller, { credential, via, authvar, noauth }) => {
  const identity = parseCredential(credential, via, {
    ...(authvar === undefined ? {} : { authvar }),
    noauth,
  });
  if ('problem' in identity) return { status: 'invalid_token', data: identity.problem };
  caller.become(identity);
  const expiresSeconds = Math.floor(caller.clock.now() / 1000) + grantedSeconds;
  return authReply(identity.kind === 'admin' ? null : identity.auth, expiresSeconds);
};
