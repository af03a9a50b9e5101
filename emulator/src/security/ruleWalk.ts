import { childCount, childOf, childrenOf, type Node } from '../tree/node.ts';
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
export const isReadGranted = (tree: RuleNode, scope: Scope, path: Path, ask: Ask): boolean =>
  isGranted(tree, 'read', scope, ownerOf(path), ask);

/**
 * A write needs, for every location it writes, a `.write` that is true there or above, and no `.validate` that is not
 * true there, above, or in the written value. `.write` below the location is not asked, nor any `.validate` where
 * nothing will be, nor those of neighbours that the write does not carry.
 */
export const isWriteAllowed = (tree: RuleNode, scope: Scope, writes: readonly Path[], ask: Ask): boolean => {
  for (const path of writes) if (!isGranted(tree, 'write', scope, ownerOf(path), ask)) return false;
  for (const path of writes) if (!isValid(tree, scope, ownerOf(path), ask)) return false;
  return true;
};

const isGranted = (tree: RuleNode, kind: 'read' | 'write', scope: Scope, path: Path, ask: Ask): boolean => {
  let node: RuleNode | undefined = tree;
  let at = scope.newRoot;
  for (let depth = 0; ; depth += 1) {
    const rule = kind === 'read' ? node.read : node.write;
    if (rule !== undefined) {
      scope.moveTo(at);
      if (ask(rule, scope)) return true;
    }
    const key = path[depth];
    node = key === undefined ? undefined : governing(node, key);
    if (key === undefined || node === undefined) return false;
    at = at.child(key);
  }
};

const isValid = (tree: RuleNode, scope: Scope, path: Path, ask: Ask): boolean => {
  let node = tree;
  let at = scope.newRoot;
  for (const key of path) {
    if (!node.validates) return true;
    if (!isValidHere(node, at, scope, ask)) return false;
    const next = governing(node, key);
    if (next === undefined) return true;
    node = next;
    at = at.child(key);
  }
  return isValidHere(node, at, scope, ask) && isValidBelow(node, at, scope, ask);
};

const isValidHere = ({ validate }: RuleNode, at: Snapshot, scope: Scope, ask: Ask): boolean => {
  if (validate === undefined || at.node.kind === 'empty') return true;
  scope.moveTo(at);
  return ask(validate, scope);
};

/** Every location inside the written value, unchanged ones included, whose rules have something to say. */
const isValidBelow = (node: RuleNode, at: Snapshot, scope: Scope, ask: Ask): boolean => {
  if (!node.validates || at.node.kind !== 'branch') return true;
  const wildcard = node.wildcard?.validates === true ? node.wildcard : undefined;
  let named = 0;
  for (const { key, rules } of node.named) {
    if (wildcard === undefined && !rules.validates) continue;
    const child = childOf(at.node, key);
    if (child.kind === 'empty') continue;
    named += 1;
    if (rules.validates && !isValidChild(rules, child, at, key, scope, ask)) return false;
  }
  // All other children are the wildcard's. Mostly there are none, and nobody needs to look for them.
  if (wildcard === undefined || named === childCount(at.node)) return true;
  for (const [key, child] of childrenOf(at.node)) {
    if (!node.children.has(key) && !isValidChild(wildcard, child, at, key, scope, ask)) return false;
  }
  return true;
};

const isValidChild = (
  rules: RuleNode,
  child: Node,
  parent: Snapshot,
  key: string,
  scope: Scope,
  ask: Ask,
): boolean => {
  const at = new Snapshot(child, parent, key);
  return isValidHere(rules, at, scope, ask) && isValidBelow(rules, at, scope, ask);
};
