import { dataLimits } from './dataLimits.ts';
import { DataProblem } from './dataProblem.ts';
import { setOwn } from './json.ts';
import { childOf, type Node, type Priority, type Scalar } from './node.ts';
import { priorityKey, type Path } from './path.ts';

/**
 * Replaces every `{".sv": …}` in a value that is about to be written: `timestamp` by `nowMs`, `{increment: n}` by the
 * number at the same place in `existing` plus n (n alone when there is no number). Works in priorities too.
 * A value without any comes back as the same object. Nothing else about the value is checked here.
 */
export const resolveServerValues = (value: unknown, existing: Node, nowMs: number): unknown =>
  resolve(value, existing, nowMs, []);

const resolve = (value: unknown, existing: Node, nowMs: number, trail: string[]): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  // Deeper values are refused wherever they stand; two more levels leave room for `.value` and `.sv` themselves.
  if (trail.length > dataLimits.depth + 2) {
    return new DataProblem(`it is nested deeper than ${dataLimits.depth} levels`, trail);
  }
  if (Object.hasOwn(value, '.sv')) return resolveHere(value, existing, nowMs, trail);
  let copy: { [key: string]: unknown } | undefined;
  for (const key of Object.keys(value)) {
    const inner = (value as { readonly [key: string]: unknown })[key];
    if (typeof inner !== 'object' || inner === null) continue;
    trail.push(key);
    const resolved =
      key === priorityKey
        ? resolvePriority(inner, existing, nowMs, trail)
        : resolve(inner, key === '.value' ? existing : childOf(existing, key), nowMs, trail);
    if (resolved instanceof DataProblem) return resolved;
    trail.pop();
    if (resolved === inner) continue;
    copy ??= ownCopy(value);
    setOwn(copy, key, resolved);
  }
  return copy ?? value;
};

/** Arrays become objects with the same keys, which read the same. */
const ownCopy = (value: object): { [key: string]: unknown } => {
  const copy: { [key: string]: unknown } = {};
  for (const [key, inner] of Object.entries(value)) setOwn(copy, key, inner);
  return copy;
};

/** A `.sv` object may carry a priority, as any leaf may; other company is a mistake. */
const resolveHere = (value: object, existing: Node, nowMs: number, at: Path): unknown => {
  let priority: unknown;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '.sv') continue;
    if (key !== priorityKey) return new DataProblem('".sv" stands beside other keys', at);
    priority = resolvePriority(inner, existing, nowMs, [...at, priorityKey]);
    if (priority instanceof DataProblem) return priority;
  }
  const current = existing.kind === 'leaf' ? existing.value : null;
  const scalar = serverValue((value as { readonly '.sv': unknown })['.sv'], current, nowMs, at);
  if (scalar instanceof DataProblem || priority === undefined) return scalar;
  return { '.value': scalar, [priorityKey]: priority };
};

const resolvePriority = (value: unknown, existing: Node, nowMs: number, at: Path): unknown => {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '.sv')) return value;
  const kind = (value as { readonly '.sv': unknown })['.sv'];
  return serverValue(kind, existing.priority, nowMs, at);
};

const serverValue = (
  kind: unknown,
  current: Scalar | Priority,
  nowMs: number,
  at: Path,
): number | DataProblem => {
  if (kind === 'timestamp') return nowMs;
  const increment =
    typeof kind === 'object' &&
    kind !== null &&
    Object.keys(kind).length === 1 &&
    Object.hasOwn(kind, 'increment')
      ? (kind as { readonly increment: unknown }).increment
      : undefined;
  if (typeof increment !== 'number' || !Number.isFinite(increment)) {
    return new DataProblem('".sv" must be "timestamp" or {"increment": <number>}', at);
  }
  const sum = typeof current === 'number' ? current + increment : increment;
  return Number.isFinite(sum)
    ? sum
    : new DataProblem(`the increment ends at ${sum}, not a finite number`, at);
};
