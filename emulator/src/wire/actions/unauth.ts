import { signedOut } from '../../auth/identity.ts';
import type { Handler } from '../handler.ts';

/** Signs out. The onDisconnect work left so far stays, and will run as nobody. */
export const unauth: Handler<'unauth'> = (caller) => {
  caller.become(signedOut);
  return { status: 'ok', data: 'unauthenticated' };
};
