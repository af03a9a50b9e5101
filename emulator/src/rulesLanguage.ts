/**
 * The rules language on its own, for tools that ask more of rules than a verdict: what is in them, how a request
 * walks through them, and what becomes of it with another expression in their place.
 */
export type { Expression } from './security/ast.ts';
export { type ReadRequest, scopeOfRead, scopeOfWrite, type WriteRequest } from './security/authorize.ts';
export { methods, type RuleKind } from './security/builtins.ts';
export { checkRule } from './security/check.ts';
export { compile } from './security/compile.ts';
export { partsOf } from './security/partsOf.ts';
export { parseExpression } from './security/parser.ts';
export { parseRules, type RuleSet } from './security/ruleSet.ts';
export type { Rule } from './security/rule.ts';
export type { RuleNode } from './security/ruleTree.ts';
export { isReadGranted, isWriteAllowed } from './security/ruleWalk.ts';
export type { Evaluate, Scope, Snapshot } from './security/scope.ts';
export { type Decision } from './engine/database.ts';
