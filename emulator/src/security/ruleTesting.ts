import { fromJson } from '../tree/json.ts';
import { emptyNode, withNodeAt, type Node } from '../tree/node.ts';
import { isPathProblem, parsePath, type Path } from '../tree/path.ts';
import { isDataProblem } from '../tree/dataProblem.ts';
import { wholeNode, type QuerySpec } from '../tree/query.ts';
import {
  authorizeRead,
  authorizeWrite,
  type AuthValue,
  type Verdict,
  type WriteRequest,
} from './authorize.ts';
import type { RuleKind } from './builtins.ts';
import { checkRule } from './check.ts';
import { compile } from './compile.ts';
import { parseExpression } from './parser.ts';
import { queryValuesOf } from './queryValues.ts';
import { parseRules, type RuleSet } from './ruleSet.ts';
import { failed, Scope } from './scope.ts';

/** What the tests of this folder have in common: rules, data and requests from plain values. */
export const nodeOf = (value: unknown): Node => {
  const node = fromJson(value);
  if (isDataProblem(node)) throw new Error(node.problem);
  return node;
};

export const pathOf = (text: string): Path => {
  const path = parsePath(text);
  if (isPathProblem(path)) throw new Error(path.problem);
  return path;
};

/** Rules from what stands below `rules`, or from the text of a file. */
export const rulesOf = (rules: object | string): RuleSet => {
  const parsed = parseRules(typeof rules === 'string' ? rules : JSON.stringify({ rules }));
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
};

/** What is said about a file that is refused; '' when it is not. */
export const problemOf = (text: string): string => {
  const parsed = parseRules(text);
  return 'problem' in parsed ? parsed.problem : '';
};

export const nowMs = 1_700_000_000_000;

export interface Setting {
  readonly auth?: AuthValue;
  /** The whole database before. */
  readonly data?: unknown;
  /** The whole database after; the same when left out. */
  readonly newData?: unknown;
  /** Where the rule stands; each key is bound to the variable of the same position in `wildcards`. */
  readonly at?: string;
  readonly wildcards?: readonly string[];
  readonly query?: QuerySpec;
  readonly viaRest?: boolean;
  readonly kind?: RuleKind;
}

/** The message of the checker, 'fails at run time', or the value: the three verdicts on an expression. */
export type Outcome = { refused: string } | 'fails' | boolean;

export const outcomeOf = (expression: string, setting: Setting = {}): Outcome => {
  const wildcards = new Map((setting.wildcards ?? []).map((name, depth) => [name, depth]));
  const parsed = parseExpression(expression);
  if (!parsed.ok) return { refused: parsed.problem.message };
  const problem = checkRule(parsed.value, { kind: setting.kind ?? '.write', wildcards });
  if (problem !== undefined) return { refused: problem.message };
  const before = setting.data === undefined ? emptyNode : nodeOf(setting.data);
  const after = setting.newData === undefined ? before : nodeOf(setting.newData);
  const query = queryValuesOf(setting.query ?? wholeNode, setting.viaRest ?? false);
  const scope = new Scope({ auth: setting.auth ?? null, nowMs, query }, before, after);
  const path = pathOf(setting.at ?? '');
  let at = scope.newRoot;
  for (const key of path) at = at.child(key);
  scope.moveTo(at);
  const result = compile(parsed.value, wildcards)(scope);
  if (result === failed) return 'fails';
  if (typeof result !== 'boolean') throw new Error(`A rule gave a ${typeof result}`);
  return result;
};

/** A request to write values at paths, each replacing what was there. */
export const writeOf = (
  stored: unknown,
  values: Readonly<Record<string, unknown>>,
  auth: AuthValue = { uid: 'ana' },
): WriteRequest => {
  const before = nodeOf(stored);
  let after = before;
  for (const [path, value] of Object.entries(values)) after = withNodeAt(after, pathOf(path), nodeOf(value));
  return { before, after, writes: Object.keys(values).map(pathOf), auth, nowMs };
};

export const mayWrite = (rules: RuleSet, ...request: Parameters<typeof writeOf>): boolean =>
  authorizeWrite(rules, writeOf(...request)).allowed;

export const readVerdict = (
  rules: RuleSet,
  path: string,
  { data = null, auth = { uid: 'ana' }, query = wholeNode, viaRest = false }: Setting = {},
): Verdict => authorizeRead(rules, { root: nodeOf(data), path: pathOf(path), query, viaRest, auth, nowMs });

export const mayRead = (...request: Parameters<typeof readVerdict>): boolean =>
  readVerdict(...request).allowed;
