import { changedChildren } from '../tree/diff.ts';
import { type Json, setOwn, toJson } from '../tree/json.ts';
import type { Node } from '../tree/node.ts';

/** Whether two nodes hold the same value. Functions do not see priorities, so these do not count. */
export const sameValue = (before: Node, after: Node): boolean => {
  if (before === after) return true;
  if (before.kind === 'leaf' && after.kind === 'leaf') return before.value === after.value;
  if (before.kind !== 'branch' || after.kind !== 'branch') return false;
  for (const [, old, young] of changedChildren(before, after)) if (!sameValue(old, young)) return false;
  return true;
};

/**
 * What a function merges into the old value to get the new one: of two objects the keys that changed, a removed one
 * as null; of anything else the new value whole. Numbered children stay objects, so that they merge key by key.
 */
export const deltaOf = (before: Node, after: Node): Json => {
  if (before.kind !== 'branch' || after.kind !== 'branch') return toJson(after, 'trigger');
  const delta: { [key: string]: Json } = {};
  for (const [key, old, young] of changedChildren(before, after)) {
    if (!sameValue(old, young)) setOwn(delta, key, deltaOf(old, young));
  }
  return delta;
};
