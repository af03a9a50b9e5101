import { type Handler, refuse } from '../handler.ts';
import { listenReply } from '../message.ts';

/** The initial data is pushed before the reply: a reply without data before it means that there is none. */
export const listen: Handler<'listen'> = (caller, { path, query, tag, hash }) => {
  const result = caller.database.listen(caller, path, query, tag, hash);
  return result.ok ? listenReply(result.warnings) : refuse(result);
};
