import { type Handler, refuse } from '../handler.ts';
import { done } from '../message.ts';

/** Overwrites a location; with a hash, only while the location still has it (a transaction). */
export const put: Handler<'put'> = (caller, { path, value, ifHash }) => {
  const result = caller.database.set(caller.identity(), path, value, ifHash === undefined ? {} : { ifHash });
  return result.ok ? done : refuse(result);
};
