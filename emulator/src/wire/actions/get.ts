import { toJson } from '../../tree/json.ts';
import { type Handler, refuse } from '../handler.ts';

export const get: Handler<'get'> = (caller, { path, query }) => {
  const result = caller.database.get(caller.identity(), path, query, 'wire');
  return result.ok ? { status: 'ok', data: toJson(result.node, 'wire') } : refuse(result);
};
