import { appCheck } from './actions/appCheck.ts';
import { auth } from './actions/auth.ts';
import { get } from './actions/get.ts';
import { listen } from './actions/listen.ts';
import { merge } from './actions/merge.ts';
import { onDisconnectCancel, onDisconnectMerge, onDisconnectPut } from './actions/onDisconnect.ts';
import { put } from './actions/put.ts';
import { stats } from './actions/stats.ts';
import { unauth } from './actions/unauth.ts';
import { unlisten } from './actions/unlisten.ts';
import type { Caller, Handler } from './handler.ts';
import type { Action, Reply, RequestFor } from './message.ts';

/** One handler for each action: an action without one does not compile. */
const handlers: { readonly [A in Action]: Handler<A> } = {
  stats,
  listen,
  unlisten,
  get,
  put,
  merge,
  onDisconnectPut,
  onDisconnectMerge,
  onDisconnectCancel,
  auth,
  unauth,
  appCheck,
};

export const respond = <A extends Action>(caller: Caller, request: RequestFor<A>): Reply => {
  // The request's own action picks the handler, which the compiler cannot follow through a union.
  const handler = handlers[request.action] as Handler<A>;
  return handler(caller, request);
};
