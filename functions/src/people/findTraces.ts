import type { Tree } from '../tree/tree.ts';
import { isPermitted, type Keys, tracesIn } from './traces.ts';
import { walk } from './walk.ts';

/**
 * Looks through the tree for somebody, in keys and values, and says where they are found. A bounded piece at a time.
 *
 * @returns `next` is where to go on, undefined at the end
 */
export const findTraces = async (
  tree: Tree,
  uid: string,
  cursor?: string,
): Promise<{ readonly traces: readonly Keys[]; readonly next: string | undefined }> => {
  const traces: Keys[] = [];
  const next = await walk(tree, cursor, async ({ keys, value }) => {
    traces.push(...tracesIn(keys, value, uid).filter((trace) => !isPermitted(trace)));
  });
  return { traces, next };
};
