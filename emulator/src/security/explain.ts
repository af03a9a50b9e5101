import { formatPath, type Path } from '../tree/path.ts';
import type { Expression } from './ast.ts';
import { scopeOfRead, scopeOfWrite, type ReadRequest, type WriteRequest } from './authorize.ts';
import type { RuleKind } from './builtins.ts';
import { compile, type Watch } from './compile.ts';
import type { RuleSet } from './ruleSet.ts';
import type { Rule } from './rule.ts';
import { partsOf } from './partsOf.ts';
import { isReadGranted, isWriteAllowed, type Ask } from './ruleWalk.ts';
import { failed, Snapshot, type Evaluate, type Result } from './scope.ts';
import { cut, isSecret, shownValue, type Seen } from './secrecy.ts';
import type { Position } from './problem.ts';

/**
 * Says why a request was or was not allowed, by asking the same rules in the same order once more, with every part of
 * them watched. For people; requests are decided in `authorize.ts`, without any of this.
 */
export interface Explanation {
  /** One sentence. */
  readonly summary: string;
  /** Of the locations that were asked for, the one that was denied; else the first. */
  readonly path: string;
  /** The rules that were asked, in order: all that did not hold, and the first hundred that did. */
  readonly steps: readonly ExplanationStep[];
}

export interface ExplanationStep {
  /** The location as the rules name it: `/rooms/$roomId`. */
  readonly rulePath: string;
  readonly kind: RuleKind;
  /** Where the rule begins in the uploaded file, from 1. */
  readonly line: number;
  readonly column: number;
  readonly source: string;
  readonly outcome: 'true' | 'false' | 'error';
  /** The smallest part of the rule that made it false, or that failed. */
  readonly falsePart?: string;
  /** Where that part begins in the uploaded file. */
  readonly falseAt?: Position;
  /** What the variables and lookups in that part came to. */
  readonly values: readonly { readonly source: string; readonly value: string }[];
  /** What every part of a rule that did not hold came to, from the whole inwards; what could not matter is not taken apart. */
  readonly parts: readonly ExplainedPart[];
  readonly error?: string;
}

export interface ExplainedPart extends Position {
  readonly source: string;
  /** How many parts that are listed it stands inside of. */
  readonly depth: number;
  /** `true`, `null`, `12`, `"text"`, `(an object)`, `(at /rooms/lobby)`, `(hidden)`, or `(error)`. */
  readonly value: string;
}

/** A person reads this, and someone else may have sent what it is made of. */
const shown = { steps: 100, sourceUnits: 500, valueUnits: 200, values: 12, parts: 30 };

export const explainRead = (rules: RuleSet, request: ReadRequest): Explanation => {
  const steps: ExplanationStep[] = [];
  const allowed = isReadGranted(rules.tree, scopeOfRead(request), request.path, recordIn(steps));
  const path = placeOf(request.path);
  return { summary: summarize('read', path, allowed, steps), path, steps };
};

/** Each location is decided for itself, so a denial is explained by the first one that is denied, and by it alone. */
export const explainWrite = (rules: RuleSet, request: WriteRequest): Explanation => {
  const steps: ExplanationStep[] = [];
  for (const path of request.writes) {
    const own: ExplanationStep[] = [];
    if (!isWriteAllowed(rules.tree, scopeOfWrite(request), [path], recordIn(own))) {
      return { summary: summarize('write', placeOf(path), false, own), path: placeOf(path), steps: own };
    }
    steps.push(...own.slice(0, shown.steps - steps.length));
  }
  const [first] = request.writes;
  const others = request.writes.length > 1 ? ` and ${request.writes.length - 1} more` : '';
  const path = placeOf(first ?? []);
  return { summary: summarize('write', path + others, true, steps), path, steps };
};

const placeOf = (path: Path): string => cut(`/${formatPath(path)}`, shown.valueUnits);

/** Asks rules as `authorize.ts` does, and keeps what became of them: all that did not hold, and the first that did. */
const recordIn =
  (steps: ExplanationStep[]): Ask =>
  (rule, scope) => {
    const { evaluate, seen } = watched(rule);
    const outcome = evaluate(scope);
    const held = outcome === true;
    if (steps.length < shown.steps || !held) steps.push(stepOf(rule, outcome, seen, scope.failure));
    // What was seen holds on to all the data there was.
    seen.clear();
    return held;
  };

interface Watched {
  readonly evaluate: Evaluate;
  readonly seen: Map<Expression, Result>;
}

const watchedRules = new WeakMap<Rule, Watched>();

/** The rule with every part of it writing down what it came to. Made when first needed. */
const watched = (rule: Rule): Watched => {
  const known = watchedRules.get(rule);
  if (known !== undefined) return known;
  const seen = new Map<Expression, Result>();
  const watch: Watch = (part, evaluate) => (scope) => {
    const result = evaluate(scope);
    seen.set(part, result);
    return result;
  };
  const { expression, wildcards } = rule;
  // Not with the rule's own `evaluate`, which counts.
  const evaluate =
    expression === undefined ? () => rule.source === 'true' : compile(expression, wildcards, watch);
  const made = { evaluate, seen };
  watchedRules.set(rule, made);
  return made;
};

const stepOf = (rule: Rule, outcome: Result, seen: Seen, failure: string): ExplanationStep => {
  const { kind, pattern, position, source, expression } = rule;
  const what = outcome === failed ? 'error' : outcome === true ? 'true' : 'false';
  const step = {
    rulePath: pattern,
    kind,
    line: position.line,
    column: position.column,
    source: cut(source, shown.sourceUnits),
    outcome: what,
  } as const;
  if (what === 'true' || expression === undefined) return { ...step, values: [], parts: [] };
  const part = culprit(expression, seen);
  return {
    ...step,
    falsePart: cut(textOf(part, source), shown.sourceUnits),
    falseAt: rule.positionOf(part.start),
    values: valuesIn(part, source, seen),
    parts: partsIn(expression, rule, seen),
    ...(what === 'error' && { error: failure }),
  };
};

/** Follows the outcome down to where it came from: in `a && b` to the operand that was false, and so on. */
const culprit = (part: Expression, seen: Seen): Expression => {
  const outcome = seen.get(part);
  const suspects = outcome === failed ? partsOf(part) : passedOnBy(part);
  const from = suspects.find((inner) => seen.get(inner) === outcome);
  return from === undefined ? part : culprit(from, seen);
};

/** The parts whose outcome is that of the whole. Of a false `a || b` every operand is to blame, so it stays whole. */
const passedOnBy = (part: Expression): readonly Expression[] => {
  if (part.kind === 'conditional') return [part.whenTrue, part.whenFalse];
  return part.kind === 'logical' && part.operator === '&&' ? part.operands : [];
};

/** What the named things in a part came to, outermost first. Literals explain themselves, and snapshots have no text. */
const valuesIn = (whole: Expression, source: string, seen: Seen): ExplanationStep['values'] => {
  const values = new Map<string, string>();
  const collect = (part: Expression, isInsideMember: boolean): void => {
    const value = seen.get(part);
    const isNamed =
      part.kind === 'variable' || part.kind === 'member' || part.kind === 'index' || part.kind === 'call';
    const isTold = value !== undefined && value !== failed && !(value instanceof Snapshot);
    const isWorthIt = (part !== whole || part.kind === 'variable') && !(isInsideMember && isObject(value));
    if (isNamed && isTold && isWorthIt && values.size < shown.values) {
      values.set(cut(textOf(part, source), shown.sourceUnits), print(part, value, seen));
    }
    // Of `auth.token.name` the whole says enough, unless nothing was found; what is inside a call says where it looked.
    const isMember = part.kind === 'member';
    if (!isMember || !isTold || value === null) {
      for (const inner of partsOf(part)) collect(inner, isMember);
    }
  };
  collect(whole, false);
  return Array.from(values, ([name, value]) => ({ source: name, value }));
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Every part that was reached, each before those inside it. */
const partsIn = (whole: Expression, { source, positionOf }: Rule, seen: Seen): readonly ExplainedPart[] => {
  const parts: ExplainedPart[] = [];
  const add = (part: Expression, value: Result, depth: number): void => {
    if (parts.length >= shown.parts) return;
    const text = cut(textOf(part, source), shown.valueUnits);
    const told = value === failed ? '(error)' : print(part, value, seen);
    parts.push({ source: text, ...positionOf(part.start), depth, value: told });
  };
  const collect = (part: Expression, value: Result, depth: number): void => {
    add(part, value, depth);
    for (const inner of partsOf(part)) {
      const came = seen.get(inner);
      if (came === undefined || inner.kind === 'literal') continue;
      if (inner.kind === 'variable' && (came instanceof Snapshot || inner.name === 'query')) continue;
      // Of a location and of a claim the whole says enough, unless nothing was found.
      if (value instanceof Snapshot && came instanceof Snapshot) continue;
      if (part.kind === 'member' && value !== null && isObject(came)) continue;
      if (part.kind === 'logical' && came !== value) add(inner, came, depth + 1);
      else if (parts.length < shown.parts) collect(inner, came, depth + 1);
    }
  };
  const value = seen.get(whole);
  if (value !== undefined) collect(whole, value, 0);
  return parts;
};

const print = (part: Expression, value: Exclude<Result, typeof failed>, seen: Seen): string => {
  const told = shownValue(part, value, seen, shown.valueUnits);
  return typeof value === 'string' && !isSecret(part, seen) ? JSON.stringify(told) : String(told);
};

const textOf = (part: Expression, source: string): string => source.slice(part.start, part.end);

const summarize = (
  operation: 'read' | 'write',
  place: string,
  allowed: boolean,
  steps: readonly ExplanationStep[],
): string => {
  if (allowed) {
    const grant = steps.findLast(({ kind, outcome }) => kind !== '.validate' && outcome === 'true');
    return `${operation} of ${place} allowed by ${grant === undefined ? 'the rules' : nameOf(grant)}`;
  }
  const last = steps.at(-1);
  if (last === undefined) {
    return `${operation} of ${place} denied: no .${operation} rule stands there or above`;
  }
  const isInvalid = last.kind === '.validate';
  const why = isInvalid ? 'the data is not valid' : `no .${operation} rule there or above is true`;
  return `${operation} of ${place} denied: ${why}; ${reasonOf(last)}`;
};

const nameOf = ({ kind, rulePath, line, column }: ExplanationStep): string =>
  `${kind} of ${cut(rulePath, shown.valueUnits)} (${line}:${column})`;

const reasonOf = (step: ExplanationStep): string => {
  if (step.falsePart === undefined) return `${nameOf(step)} is always false`;
  const part = step.falsePart;
  const values = step.values.map(({ source, value }) => `${source} is ${value}`).join(', ');
  const withValues = values === '' ? '' : `, where ${cut(values, shown.sourceUnits)}`;
  const outcome = step.error === undefined ? `\`${part}\` is false` : `\`${part}\` fails: ${step.error}`;
  return `${nameOf(step)}: ${outcome}${withValues}`;
};
