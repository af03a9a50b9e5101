import { dataLimits } from './dataLimits.ts';
import { DataProblem } from './dataProblem.ts';
import {
  branchOf,
  childCount,
  childrenOf,
  emptyNode,
  leaf,
  withPriority,
  type Node,
  type Priority,
  type Scalar,
} from './node.ts';
import type { Entry } from './orderedMap.ts';
import { keyProblem, priorityKey, rootPath, type Path } from './path.ts';

export type Json = null | Scalar | readonly Json[] | { readonly [key: string]: Json };

/**
 * How a node is printed.
 * plain: REST, arrays where the keys look like one, no priorities. export: the same with `.value` and `.priority`.
 * wire: priorities, never arrays. trigger: neither, so that a delta can be merged key by key.
 */
export type JsonForm = 'plain' | 'export' | 'wire' | 'trigger';

export const valueKey = '.value';
export const serverValueKey = '.sv';

/**
 * Reads a JSON value as a node. `depthAbove` is how deep in the database it will stand. Null, `{}` and `[]` are absent;
 * arrays become numbered children. Anything else than plain JSON data is a problem, never an exception.
 */
export const fromJson = (value: unknown, depthAbove = 0): Node | DataProblem =>
  readNode(value, depthAbove, []);

/** `trail` is where in the value we are: pushed and popped, as most values have no problem that needs it. */
const readNode = (value: unknown, depthAbove: number, trail: string[]): Node | DataProblem => {
  if (value === null) return emptyNode;
  if (typeof value !== 'object') return readScalar(value, trail);
  // This also bounds the recursion: a hundred thousand nested arrays end here.
  if (
    trail.length + depthAbove >= dataLimits.depth &&
    Object.keys(value).some((key) => !key.startsWith('.'))
  ) {
    return new DataProblem(
      `it is nested deeper than ${dataLimits.depth} levels from the root of the database`,
      trail,
    );
  }
  const entries: Entry<string, Node>[] = [];
  let priority: Priority = null;
  let wrapped: unknown = null;
  for (const key of Object.keys(value)) {
    const inner = (value as { readonly [key: string]: unknown })[key];
    if (key === priorityKey) {
      const given = readPriority(inner, trail);
      if (given instanceof DataProblem) return given;
      priority = given;
    } else if (key === valueKey) {
      wrapped = inner;
    } else {
      const problem = key === serverValueKey ? 'a server value is out of place' : keyProblem(key);
      if (problem !== undefined) return new DataProblem(problem, trail);
      trail.push(key);
      const child = readNode(inner, depthAbove, trail);
      if (child instanceof DataProblem) return child;
      trail.pop();
      if (child.kind !== 'empty') entries.push([key, child]);
    }
  }
  if (wrapped === null) return branchOf(entries, priority);
  if (entries.length > 0)
    return new DataProblem('".value" stands beside children: a location has either', trail);
  const scalar = readScalar(wrapped, [...trail, valueKey]);
  return scalar instanceof DataProblem ? scalar : withPriority(scalar, priority);
};

const readScalar = (value: unknown, at: Path): Node | DataProblem => {
  if (typeof value === 'boolean') return leaf(value);
  if (typeof value === 'number') {
    // JSON text cannot carry -0 back to a client, whose hash of the value would then never match ours.
    if (Number.isFinite(value)) return leaf(value === 0 ? 0 : value);
    return new DataProblem(`${value} is not a finite number`, at);
  }
  if (typeof value === 'string') {
    const problem = stringProblem(value);
    return problem === undefined ? leaf(asStored(value)) : new DataProblem(problem, at);
  }
  const kind = Array.isArray(value) ? 'array' : typeof value;
  return new DataProblem(`a value of type ${kind} is not a boolean, number or string`, at);
};

/**
 * Text is kept as UTF-8, which has no halves of surrogate pairs. Kept as they came they would hash differently here and in
 * the SDKs, and no transaction could ever change them.
 */
const asStored = (text: string): string => text.toWellFormed();

const stringProblem = (text: string): string | undefined => {
  if (text.length * 3 <= dataLimits.stringBytes) return undefined;
  const bytes = Buffer.byteLength(text);
  return bytes <= dataLimits.stringBytes
    ? undefined
    : `a string has ${bytes} bytes: at most ${dataLimits.stringBytes} bytes of UTF-8 are allowed`;
};

/** Reads a priority on its own, as a write to `…/.priority` sends it. */
export const readPriority = (value: unknown, at: Path = rootPath): Priority | DataProblem => {
  if (value === null) return null;
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value;
  if (typeof value !== 'string') {
    return new DataProblem('a priority is not a string, a finite number or null', [...at, priorityKey]);
  }
  const problem = stringProblem(value);
  return problem === undefined ? asStored(value) : new DataProblem(problem, [...at, priorityKey]);
};

/** Prints a node; see `JsonForm`. The empty node is null. */
export const toJson = (node: Node, form: JsonForm): Json => {
  if (node.kind === 'empty') return null;
  const priority = form === 'export' || form === 'wire' ? node.priority : null;
  if (node.kind === 'leaf') {
    return priority === null ? node.value : { [valueKey]: node.value, [priorityKey]: priority };
  }
  if ((form === 'plain' || form === 'export') && priority === null) {
    const length = arrayLength(node);
    if (length !== undefined) {
      const items: Json[] = Array.from({ length }, () => null);
      for (const [key, child] of childrenOf(node)) items[Number(key)] = toJson(child, form);
      return items;
    }
  }
  const object: { [key: string]: Json } = {};
  for (const [key, child] of childrenOf(node)) setOwn(object, key, toJson(child, form));
  if (priority !== null) object[priorityKey] = priority;
  return object;
};

/** The text of more children than this is made piece by piece: one added up of millions of parts takes more room than they do. */
const joinedAtOnce = 512;

/** Prints a node in wire form; the same text as that of `toJson`, without the object. */
export const wireText = (node: Node): string => {
  if (node.kind === 'empty') return 'null';
  if (node.kind === 'leaf') {
    const text = scalarText(node.value);
    return node.priority === null
      ? text
      : `{"${valueKey}":${text},"${priorityKey}":${scalarText(node.priority)}}`;
  }
  const pieces: string[] = [];
  let fields = 0;
  let piece = '';
  node.children.forEach((key, child) => {
    piece += `${fields === 0 ? '' : ','}${keyText(key)}:${wireText(child)}`;
    fields += 1;
    if (fields % joinedAtOnce !== 0) return;
    // Joining copies it into one text; added up, it is a tree of all its parts.
    pieces.push([piece, ''].join(''));
    piece = '';
  });
  const priority = node.priority === null ? '' : `,"${priorityKey}":${scalarText(node.priority)}`;
  return pieces.length === 0 ? `{${piece}${priority}}` : `{${pieces.join('')}${piece}${priority}}`;
};

const scalarText = (value: Scalar): string =>
  typeof value === 'string' ? JSON.stringify(value) : `${value}`;

const needsEscape = /["\\]/;

/** Keys hold no control characters and no halves of surrogate pairs, so only these two could need more than quotes. */
const keyText = (key: string): string => (needsEscape.test(key) ? JSON.stringify(key) : `"${key}"`);

/** `__proto__` is a key like any other, but plain assignment would set the prototype instead. */
export const setOwn = <T>(object: { [key: string]: T }, key: string, value: T): void => {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
};

const arrayIndex = /^(?:0|[1-9]\d*)$/;

/** The length of the array that a node prints as: every key an index, and more than half of the places taken. */
const arrayLength = (node: Node): number | undefined => {
  const bound = 2 * childCount(node);
  let highest = -1;
  for (const [key] of childrenOf(node)) {
    // Most objects are told apart by their first key.
    if (!arrayIndex.test(key)) return undefined;
    highest = Math.max(highest, Number(key));
    if (highest >= bound) return undefined;
  }
  return highest + 1;
};
