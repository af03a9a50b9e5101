import { childOf, childrenOf, type Node } from '../tree/node.ts';
import { priorityKey, type Path } from '../tree/path.ts';
import type { Rule } from './rule.ts';
import { governing, type RuleNode } from './ruleTree.ts';
import { Snapshot, type Scope } from './scope.ts';

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
  for (let depth = 0; ; depth += 1) {
    if (node.read !== undefined) {
      scope.moveTo(data, data);
      if (ask(node.read, scope)) return true;
    }
    const key = owner[depth];
    node = key === undefined ? undefined : governing(node, key);
    if (key === undefined || node === undefined) return false;
    data = data.child(key);
  }
};

/**
 * A write needs, for every location it writes, a `.write` that is true there or above, and no `.validate` that is not
 * true there, above, or in the written value. `.write` below the location is not asked, nor any `.validate` where
 * nothing will be, nor those of neighbours that the write does not carry.
 */
export const isWriteAllowed = (tree: RuleNode, scope: Scope, writes: readonly Path[], ask: Ask): boolean => {
  for (const path of writes) if (!isGranted(tree, scope, ownerOf(path), ask)) return false;
  for (const path of writes) if (!isValid(tree, scope, ownerOf(path), ask)) return false;
  return true;
};

const isGranted = (tree: RuleNode, scope: Scope, path: Path, ask: Ask): boolean => {
  let node: RuleNode | undefined = tree;
  let data = scope.root;
  let newData = scope.newRoot;
  for (let depth = 0; ; depth += 1) {
    if (node.write !== undefined) {
      scope.moveTo(data, newData);
      if (ask(node.write, scope)) return true;
    }
    const key = path[depth];
    node = key === undefined ? undefined : governing(node, key);
    if (key === undefined || node === undefined) return false;
    data = data.child(key);
    newData = newData.child(key);
  }
};

const isValid = (tree: RuleNode, scope: Scope, path: Path, ask: Ask): boolean => {
  let node = tree;
  let data = scope.root;
  let newData = scope.newRoot;
  for (const key of path) {
    if (!node.validates) return true;
    if (!isValidHere(node, data, newData, scope, ask)) return false;
    const next = governing(node, key);
    if (next === undefined) return true;
    node = next;
    data = data.child(key);
    newData = newData.child(key);
  }
  return isValidHere(node, data, newData, scope, ask) && isValidBelow(node, data, newData, scope, ask);
};

const isValidHere = (
  { validate }: RuleNode,
  data: Snapshot,
  newData: Snapshot,
  scope: Scope,
  ask: Ask,
): boolean => {
  if (validate === undefined || newData.node.kind === 'empty') return true;
  scope.moveTo(data, newData);
  return ask(validate, scope);
};

/** Every location inside the written value, unchanged ones included, whose rules have something to say. */
const isValidBelow = (node: RuleNode, data: Snapshot, newData: Snapshot, scope: Scope, ask: Ask): boolean => {
  if (!node.validates || newData.node.kind !== 'branch') return true;
  const isValidChild = (rules: RuleNode, key: string, child: Node): boolean => {
    const old = new Snapshot(childOf(data.node, key), data, key);
    const young = new Snapshot(child, newData, key);
    return isValidHere(rules, old, young, scope, ask) && isValidBelow(rules, old, young, scope, ask);
  };
  // With a wildcard all children count; else only those that are named, however many others there are.
  if (node.wildcard?.validates === true) {
    for (const [key, child] of childrenOf(newData.node)) {
      const rules = governing(node, key);
      if (rules?.validates === true && !isValidChild(rules, key, child)) return false;
    }
    return true;
  }
  for (const [key, rules] of node.children) {
    if (!rules.validates) continue;
    const child = childOf(newData.node, key);
    if (child.kind !== 'empty' && !isValidChild(rules, key, child)) return false;
  }
  return true;
};
