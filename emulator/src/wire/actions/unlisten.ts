import type { Handler } from '../handler.ts';
import { done } from '../message.ts';

export const unlisten: Handler<'unlisten'> = (caller, { path, query, tag }) => {
  caller.database.unlisten(caller, path, query, tag);
  return done;
};
