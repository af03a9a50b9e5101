import {
  childCount,
  childOf,
  emptyNode,
  nodeAt,
  sameNode,
  withChild,
  withNodeAt,
  withPriority,
  type Node,
} from '../tree/node.ts';
import { comparePositions, positionOf } from '../tree/orderedIndex.ts';
import { parsePath, isPathProblem, isPrefix, type Path } from '../tree/path.ts';
import { isInRange, isWholeNode, select, windowEntries, type QuerySpec } from '../tree/query.ts';
import { nodeOf } from '../tree/treeArbitraries.ts';
import type { Push } from './push.ts';

/**
 * For tests: keeps the data of one listen as the web SDK keeps it, from nothing but the text of its pushes, with the
 * SDK's blind spots. Deep news of a child it does not hold are dropped; a child that comes while the window is full
 * pushes another one out or is not taken; what leaves is not replaced by anything.
 */
export class SimulatedClient {
  readonly path: Path;
  readonly query: QuerySpec;
  readonly tag: number | undefined;
  data: Node = emptyNode;
  /** Each push as the client saw it. */
  readonly frames: string[] = [];

  constructor(path: Path, query: QuerySpec, tag: number | undefined) {
    this.path = path;
    this.query = query;
    this.tag = tag;
  }

  receive(push: Push, tag: number | undefined): void {
    const frame = push.message(tag).text;
    this.frames.push(frame);
    const message = JSON.parse(frame) as {
      readonly t: string;
      readonly d: {
        readonly a: string;
        readonly b: { readonly p: string; readonly d: unknown; readonly t?: number };
      };
    };
    const { a: kind, b: body } = message.d;
    if (message.t !== 'd' || body.t !== this.tag) throw new Error(`Not a push for tag ${this.tag}: ${frame}`);
    const at = pathOf(body.p);
    if (!isPrefix(this.path, at)) throw new Error(`A push for ${body.p} is not below the listen`);
    const relative = at.slice(this.path.length);
    if (kind === 'd') this.#overwrite(relative, nodeOf(body.d));
    else if (kind === 'm') this.#merge(relative, body.d as object);
    else throw new Error(`Unknown push ${kind}`);
  }

  /** What a listener that came just now would hold. */
  static expected(root: Node, path: Path, query: QuerySpec): Node {
    return select(nodeAt(root, path), query);
  }

  #merge(at: Path, values: object): void {
    const changes = Object.entries(values).map(([key, value]) => ({
      path: [...at, ...pathOf(key)],
      node: nodeOf(value),
    }));
    const keys = [...new Set(changes.map(({ path }) => path[0] ?? ''))].toSorted();
    const held = keys.filter((key) => childOf(this.data, key).kind !== 'empty');
    for (const key of [...held, ...keys.filter((other) => !held.includes(other))]) {
      const own = changes.filter(({ path }) => path[0] === key);
      const isDeep = own.every(({ path }) => path.length > 1);
      if (isDeep && !held.includes(key) && !isWholeNode(this.query)) continue;
      if (key === '.priority') {
        this.#overwrite([key], own[0]?.node ?? emptyNode);
        continue;
      }
      const child = own.reduce(
        (node, { path, node: value }) => overwritten(node, path.slice(1), value),
        childOf(this.data, key),
      );
      this.#putChild(key, child);
    }
  }

  #overwrite(at: Path, value: Node): void {
    const [key, ...rest] = at;
    if (key === undefined) {
      this.data = select(value, this.query);
    } else if (isWholeNode(this.query)) {
      this.data = overwritten(this.data, at, value);
    } else if (key !== '.priority') {
      const held = childOf(this.data, key);
      if (rest.length > 0 && held.kind === 'empty') return;
      this.#putChild(key, overwritten(held, rest, value));
    }
  }

  #putChild(key: string, value: Node): void {
    const { limit } = this.query;
    const child = isWholeNode(this.query) || isInRange(this.query, key, value) ? value : emptyNode;
    const held = childOf(this.data, key);
    if (sameNode(held, child)) return;
    const isFull = limit !== undefined && childCount(this.data) >= limit.count;
    if (!isFull || held.kind !== 'empty') {
      this.data = withChild(this.data, key, child);
    } else if (child.kind !== 'empty') {
      const all = windowEntries(this.data, this.query);
      const edge = limit.from === 'left' ? all.at(-1) : all[0];
      if (edge === undefined) throw new Error('A full window has an edge');
      const order = comparePositions(
        positionOf(this.query.index, ...edge),
        positionOf(this.query.index, key, child),
      );
      if (limit.from === 'left' ? order < 0 : order > 0) return;
      this.data = withChild(withChild(this.data, key, child), edge[0], emptyNode);
    }
  }
}

const overwritten = (node: Node, path: Path, value: Node): Node => {
  if (path.at(-1) !== '.priority') return withNodeAt(node, path, value);
  const owner = path.slice(0, -1);
  return withNodeAt(
    node,
    owner,
    withPriority(
      nodeAt(node, owner),
      value.kind === 'leaf' && typeof value.value !== 'boolean' ? value.value : null,
    ),
  );
};

const pathOf = (text: string): Path => {
  const path = parsePath(text);
  if (isPathProblem(path)) throw new Error(path.problem);
  return path;
};
