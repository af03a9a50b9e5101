import { nodeAt } from '../../tree/node.ts';
import { isPriorityPath } from '../../engine/write.ts';
import { type Handler, refuse } from '../handler.ts';
import { done } from '../message.ts';

/** Overwrites a location; with a hash, only while the location still has it (a transaction). */
export const put: Handler<'put'> = (caller, { path, value, ifHash }) => {
  const { database } = caller;
  const result = database.set(caller.identity(), path, value, ifHash === undefined ? {} : { ifHash });
  if (!result.ok) return refuse(result);
  // Nothing was written, and the client shows the priority until it hears that there is none. The words are the service's.
  if (isPriorityPath(path) && value !== null && nodeAt(database.root, path.slice(0, -1)).kind === 'empty') {
    return refuse({ ok: false, status: 'invalid', message: 'could not set priority on non-existent node' });
  }
  return done;
};
