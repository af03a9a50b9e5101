import type { Commit } from '../engine/database.ts';
import { sameValue } from '../engine/delta.ts';
import { type Json, setOwn, toJson } from '../tree/json.ts';
import { nodeAt } from '../tree/node.ts';
import { formatPath, isPrefix, type Path } from '../tree/path.ts';

/** An event of a stream: `put` replaces the value at a path, `patch` those of the children it names. */
export const printEvent = (event: 'put' | 'patch', path: string, data: Json): string =>
  `event: ${event}\ndata: ${JSON.stringify({ path, data })}\n\n`;

/**
 * What a stream of `root` says of a write, in the words of that write: a set is a `put` where it wrote, an update a
 * `patch` where it was made. Undefined when no value there changed.
 */
export const printCommit = ({ before, after, writes, updateAt }: Commit, root: Path): string | undefined => {
  if (sameValue(nodeAt(before, root), nodeAt(after, root))) return undefined;
  const valueAt = (path: Path): Json => toJson(nodeAt(after, path), 'plain');
  const put = (path: Path): string => printEvent('put', relative(root, path), valueAt(path));
  if (writes.some((path) => isPrefix(path, root))) return put(root);
  const inside = writes.filter((path) => isPrefix(root, path));
  const [first] = inside;
  if (updateAt === undefined) return first === undefined ? undefined : put(first);
  const base = isPrefix(root, updateAt) ? updateAt : root;
  if (inside.some((path) => path.length === base.length)) return put(base);
  const patch: { [key: string]: Json } = {};
  for (const path of inside) setOwn(patch, formatPath(path.slice(base.length)), valueAt(path));
  return printEvent('patch', relative(root, base), patch);
};

const relative = (root: Path, path: Path): string => `/${formatPath(path.slice(root.length))}`;
