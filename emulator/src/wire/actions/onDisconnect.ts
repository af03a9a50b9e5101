import { type Handler, refuse } from '../handler.ts';
import { done } from '../message.ts';

/** Leaves a write for when this connection is gone. The rules are asked now, and again when it runs. */
export const onDisconnectPut: Handler<'onDisconnectPut'> = (caller, { path, value }) => {
  const result = caller.onDisconnect.set(caller.database, caller.identity(), path, value);
  return result.ok ? done : refuse(result);
};

export const onDisconnectMerge: Handler<'onDisconnectMerge'> = (caller, { path, values }) => {
  const result = caller.onDisconnect.update(caller.database, caller.identity(), path, values);
  return result.ok ? done : refuse(result);
};

export const onDisconnectCancel: Handler<'onDisconnectCancel'> = (caller, { path }) => {
  const result = caller.onDisconnect.cancel(path);
  return result.ok ? done : refuse(result);
};
