import { type CallableName, limits, serverPaths } from '@causerie/contract';
import { childrenOf, type Tree, unchanged } from '../tree/tree.ts';
import { refusal } from './refusal.ts';

/** Counts a call, or throws the refusal with the time to wait. The calls of one person are counted in one place, whichever instance they reach. */
export const takeTurn = async (tree: Tree, uid: string, name: CallableName, nowMs: number): Promise<void> => {
  let retryAfterMs = 0;
  await tree.change(serverPaths.calls.at({ uid, name }), (current) => {
    const row = childrenOf(current);
    const since = Number(row.get('since') ?? 0);
    const isOver = nowMs - since >= limits.calls.windowMs;
    const count = isOver ? 0 : Number(row.get('count') ?? 0);
    retryAfterMs = count < limits.calls[name] ? 0 : since + limits.calls.windowMs - nowMs;
    return retryAfterMs > 0 ? unchanged : { since: isOver ? nowMs : since, count: count + 1 };
  });
  if (retryAfterMs > 0) throw refusal('tooManyCalls', { retryAfterMs });
};
