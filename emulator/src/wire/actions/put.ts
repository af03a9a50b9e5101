import { nodeAt } from '../../tree/node.ts';
import { formatPath } from '../../tree/path.ts';
import { isPriorityPath } from '../../engine/write.ts';
import { type Handler, refuse } from '../handler.ts';
import { done } from '../message.ts';

/** Overwrites a location; with a hash, only while the location still has it (a transaction). */
export const put: Handler<'put'> = (caller, { path, value, ifHash }) => {
  const { database } = caller;
  const result = database.set(caller.identity(), path, value, ifHash === undefined ? {} : { ifHash });
  if (!result.ok) return refuse(result);
  // Nothing was written. The clients show the priority until they hear that there is none.
  if (isPriorityPath(path) && value !== null && nodeAt(database.root, path.slice(0, -1)).kind === 'empty') {
    const message = `There is nothing at "/${formatPath(path.slice(0, -1))}" that could have a priority. Write its value first, or both at once.`;
    return refuse({ ok: false, status: 'invalid', message });
  }
  return done;
};
