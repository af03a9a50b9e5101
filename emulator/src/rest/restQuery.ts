import type { Json } from '../tree/json.ts';
import { maxKey, minKey } from '../tree/order.ts';
import { isPathProblem, parsePath } from '../tree/path.ts';
import { boundKeyProblem, parseWireQuery, type QuerySpec, wholeNode } from '../tree/query.ts';

type Params = ReadonlyMap<string, string>;

export interface QueryProblem {
  readonly problem: string;
}

const boundNames = ['startAt', 'startAfter', 'endAt', 'endBefore', 'equalTo'] as const;
const limitNames = ['limitToFirst', 'limitToLast'] as const;
export const queryNames: readonly string[] = ['orderBy', ...boundNames, ...limitNames];

/** Reads `orderBy`, bounds and limits. Without any of them it is the whole location. */
export const parseRestQuery = (params: Params): QuerySpec | QueryProblem => {
  if (!queryNames.some((name) => params.has(name))) return wholeNode;
  const orderBy = params.get('orderBy');
  if (orderBy === undefined) {
    return { problem: 'orderBy must be defined when other query parameters are defined' };
  }
  const index = indexOf(orderBy);
  if (index === undefined) return { problem: 'orderBy must be a valid JSON encoded path' };
  const bounds = boundsOf(params, index === '.key', parseJsonBound);
  if ('problem' in bounds) return bounds;
  const limit = limitOf(params);
  if ('problem' in limit) return limit;
  return parseWireQuery({ ...(index === '.priority' ? {} : { i: index }), ...bounds, ...limit });
};

/**
 * Reads the query of a shallow request, which is always by key: firebase-tools and its UI page through keys with a
 * limit and a bound alone, and write the key without quotes.
 */
export const parseShallowQuery = (params: Params): QuerySpec | QueryProblem => {
  const bounds = boundsOf(params, true, parseKeyBound);
  if ('problem' in bounds) return bounds;
  const limit = limitOf(params);
  if ('problem' in limit) return limit;
  return parseWireQuery({ i: '.key', ...bounds, ...limit });
};

/** The index as the wire names it. */
const indexOf = (orderBy: string): string | undefined => {
  const name = parseJson(orderBy);
  if (typeof name !== 'string') return undefined;
  const special = new Map([
    ['$key', '.key'],
    ['$value', '.value'],
    ['$priority', '.priority'],
  ]).get(name);
  if (special !== undefined) return special;
  const path = parsePath(name);
  return isPathProblem(path) || path.length === 0 || path.at(-1) === '.priority' ? undefined : name;
};

interface Constraint {
  readonly value: Json;
  readonly key?: string;
}

/** Part of a query as the wire writes it. */
interface WireFields {
  readonly sp?: Json;
  readonly sn?: string;
  readonly sin?: boolean;
  readonly ep?: Json;
  readonly en?: string;
  readonly ein?: boolean;
  readonly l?: number;
  readonly vf?: 'l' | 'r';
}

const boundsOf = (
  params: Params,
  isByKey: boolean,
  parse: (text: string) => Constraint | QueryProblem,
): WireFields | QueryProblem => {
  const given = boundNames.filter((name) => params.has(name));
  if (given.includes('equalTo') && given.length > 1) {
    return { problem: 'equalTo cannot be specified in addition to startAt or endAt' };
  }
  for (const [at, past] of [
    ['startAt', 'startAfter'],
    ['endAt', 'endBefore'],
  ] as const) {
    if (given.includes(at) && given.includes(past)) {
      return { problem: `Only one of ${at} and ${past} may be specified` };
    }
  }
  let fields: WireFields = {};
  for (const name of given) {
    const constraint = parse(params.get(name) ?? '');
    if ('problem' in constraint) return constraint;
    if (isByKey && typeof constraint.value !== 'string') {
      return { problem: 'Provided key index type is invalid, must be string' };
    }
    if (isByKey && constraint.key !== undefined) {
      return {
        problem: `${name} takes no second key when orderBy is "$key": the key is all there is to compare`,
      };
    }
    fields = { ...fields, ...wireBound(name, constraint, isByKey) };
  }
  return fields;
};

/** A bound without a key takes in all keys of its value or none; the sentinels say so where the wire has no default. */
const wireBound = (
  name: (typeof boundNames)[number],
  { value, key }: Constraint,
  isByKey: boolean,
): WireFields => {
  const startKey = key ?? (name === 'startAfter' ? maxKey : undefined);
  const endKey = key ?? (name === 'endBefore' ? minKey : undefined);
  const start = {
    sp: value,
    sin: name !== 'startAfter',
    ...(isByKey || startKey === undefined ? {} : { sn: startKey }),
  };
  const end = {
    ep: value,
    ein: name !== 'endBefore',
    ...(isByKey || endKey === undefined ? {} : { en: endKey }),
  };
  if (name === 'equalTo') return { ...start, ...end };
  return name.startsWith('start') ? start : end;
};

const limitOf = (params: Params): WireFields | QueryProblem => {
  const given = limitNames.filter((name) => params.has(name));
  const [name] = given;
  if (name === undefined) return {};
  if (given.length > 1) return { problem: 'Only one of limitToFirst and limitToLast may be specified' };
  const text = params.get(name) ?? '';
  const [, digits] = /^"?(-?\d{1,15})"?$/.exec(text) ?? [];
  if (digits === undefined) return { problem: `${name} must be an integer` };
  const count = Number(digits);
  if (count < 1) return { problem: `${name} must be positive` };
  return { l: count, vf: name === 'limitToFirst' ? 'l' : 'r' };
};

/** A JSON scalar, and after a comma the JSON text of a key. */
const parseJsonBound = (text: string): Constraint | QueryProblem => {
  const list = parseJson(`[${text}]`);
  const [value, key] = Array.isArray(list) && list.length <= 2 ? (list as readonly Json[]) : [];
  if (value === undefined || (typeof value === 'object' && value !== null)) {
    return { problem: 'Constraint index field must be a JSON primitive' };
  }
  if (key === undefined) return { value };
  return typeof key === 'string' && boundKeyProblem(key) === undefined
    ? { value, key }
    : { problem: 'Constraint key field must be a valid key name' };
};

const parseKeyBound = (text: string): Constraint => {
  const value = parseJson(text);
  return { value: typeof value === 'string' ? value : text };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
