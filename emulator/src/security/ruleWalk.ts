import { childrenOf } from '../tree/node.ts';
import { priorityKey, type Path } from '../tree/path.ts';
import { governing, type Rule, type RuleNode } from './ruleTree.ts';
import type { Scope, Snapshot } from './scope.ts';

/**
 * Which rules are asked for a request, and in which order; how a rule is asked is the caller's affair. Verdicts and
 * explanations walk here both, so that what is explained is what was decided.
 */
export type Ask = (rule: Rule, scope: Scope) => boolean;

/** A priority has no rules of its own: those of the location it belongs to decide. */
const ownerOf = (path: Path): Path => (path.at(-1) === priorityKey ? path.slice(0, -1) : path);

/** A read is granted by the first `.read` on the way down that is true; what stands deeper cannot take it back. */
export const isReadGranted = (tree: RuleNode, scope: Scope, path: Path, ask: Ask): boolean => {
  const owner = ownerOf(path);
  let node: RuleNode | undefined = tree;
  let data = scope.root;
  for (let depth = 0; node !== undefined; depth += 1) {
    scope.moveTo(data, data, owner);
    if (node.read !== undefined && ask(node.read, scope)) return true;
    const key = owner[depth];
    if (key === undefined) return false;
    node = governing(node, key);
    data = data.child(key);
  }
  return false;
};

/**
 * A write needs, for every location it writes, a `.write` that is true there or above, and no `.validate` that is not
 * true there, above, or in the written value. `.write` below the location is not asked, nor any `.validate` where
 * nothing will be, nor those of neighbours that the write does not carry.
 */
export const isWriteAllowed = (tree: RuleNode, scope: Scope, writes: readonly Path[], ask: Ask): boolean => {
  const top = { node: tree, data: scope.root, newData: scope.newRoot };
  const ways = writes.map((path) => wayTo(top, ownerOf(path)));
  return ways.every((way) => isGranted(way, scope, ask)) && ways.every((way) => isValid(way, scope, ask));
};

interface Step {
  readonly node: RuleNode;
  readonly data: Snapshot;
  readonly newData: Snapshot;
}

/** The rules from the root to a location, with what is and will be at each; they may end before it. */
interface Way {
  readonly path: Path;
  readonly steps: readonly Step[];
}

const wayTo = (top: Step, path: Path): Way => {
  const steps = [top];
  let step: Step | undefined = top;
  for (const key of path) {
    step = below(step, key);
    if (step === undefined) break;
    steps.push(step);
  }
  return { path, steps };
};

const below = ({ node, data, newData }: Step, key: string): Step | undefined => {
  const next = governing(node, key);
  return next && { node: next, data: data.child(key), newData: newData.child(key) };
};

const isGranted = ({ path, steps }: Way, scope: Scope, ask: Ask): boolean =>
  steps.some(({ node, data, newData }) => {
    if (node.write === undefined) return false;
    scope.moveTo(data, newData, path);
    return ask(node.write, scope);
  });

const isValid = ({ path, steps }: Way, scope: Scope, ask: Ask): boolean => {
  const target = steps[path.length];
  return (
    steps.every((step) => isValidHere(step, scope, path, ask)) &&
    (target === undefined || isValidBelow(target, scope, path, ask))
  );
};

const isValidHere = ({ node, data, newData }: Step, scope: Scope, keys: Path, ask: Ask): boolean => {
  if (node.validate === undefined || newData.node.kind === 'empty') return true;
  scope.moveTo(data, newData, keys);
  return ask(node.validate, scope);
};

/** Every location inside the written value, unchanged ones included, whose rules have something to say. */
const isValidBelow = (step: Step, scope: Scope, keys: Path, ask: Ask): boolean => {
  for (const key of keysToValidate(step)) {
    const child = below(step, key);
    if (child === undefined || !child.node.validates) continue;
    const inner = [...keys, key];
    if (!isValidHere(child, scope, inner, ask) || !isValidBelow(child, scope, inner, ask)) return false;
  }
  return true;
};

/** With a wildcard all children count; else only those that are named, however many others there are. */
function* keysToValidate({ node, newData }: Step): Generator<string> {
  if (!node.validates || newData.node.kind !== 'branch') return;
  if (node.wildcard?.validates !== true) yield* node.children.keys();
  else for (const [key] of childrenOf(newData.node)) yield key;
}
