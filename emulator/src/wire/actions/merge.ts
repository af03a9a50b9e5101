import { type Handler, refuse } from '../handler.ts';
import { done } from '../message.ts';

/** Writes several locations at and below a path, all or none. */
export const merge: Handler<'merge'> = (caller, { path, values }) => {
  const result = caller.database.update(caller.identity(), path, values);
  return result.ok ? done : refuse(result);
};
