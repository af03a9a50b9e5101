import { createHash, hash as hashOnce, type Hash } from 'node:crypto';

import { childrenInPriorityOrder, type Node, type Scalar } from './node.ts';

/** Branches are hashed once: those that a write did not touch keep their object, and with it their hash. */
const known = new WeakMap<Node, string>();

/** The hash that clients keep of their data, to skip what they already hold and to guard transactions. '' when empty. */
export const hashOf = (node: Node): string => {
  if (node.kind === 'empty') return '';
  if (node.kind === 'leaf') return sha1(priorityPart(node) + scalarText(node.value));
  const memo = known.get(node);
  if (memo !== undefined) return memo;
  // A wide node is fed piece by piece: a room of a million messages would otherwise be one string of sixty megabytes.
  let begun: Hash | undefined;
  let text = priorityPart(node);
  for (const [key, child] of childrenInPriorityOrder(node)) {
    text += `:${key}:${hashOf(child)}`;
    if (text.length < 65_536) continue;
    begun ??= createHash('sha1');
    begun.update(text, 'utf8');
    text = '';
  }
  const result = begun === undefined ? sha1(text) : begun.update(text, 'utf8').digest('base64');
  known.set(node, result);
  return result;
};

const priorityPart = (node: Node): string =>
  node.priority === null ? '' : `priority:${scalarText(node.priority)}:`;

const scalarText = (value: Scalar): string => {
  if (typeof value !== 'number') return `${typeof value}:${value}`;
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return `number:${bytes.toString('hex')}`;
};

/** One call costs a third of a hash object, and nearly every node is a leaf. */
const sha1 = (text: string): string => hashOnce('sha1', text, 'base64');
