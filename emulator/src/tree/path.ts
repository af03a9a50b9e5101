import { dataLimits } from './dataLimits.ts';

/** Keys from the root of the database down; the root itself is the empty list. */
export type Path = readonly string[];

export interface PathProblem {
  readonly problem: string;
}

export const rootPath: Path = [];

/** The one dotted segment a path may end in: it addresses the priority of the location before it. */
export const priorityKey = '.priority';

/** The first character that no key may have. */
export const forbiddenInKey = /[.#$/[\]\u0000-\u001f\u007f]/;

/** Quotes a key for a message; a long one is cut, so that a message never carries a megabyte back. */
const quoteKey = (key: string): string => JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key);

/** Says what is wrong with a key, or nothing when it may be stored. */
export const keyProblem = (key: string): string | undefined => {
  const problem = keyCharacterProblem(key);
  if (problem !== undefined) return problem;
  // A UTF-16 unit takes at most three bytes of UTF-8, so most keys need no counting.
  if (key.length * 3 > dataLimits.keyBytes) {
    const bytes = Buffer.byteLength(key);
    if (bytes > dataLimits.keyBytes) {
      return `key ${quoteKey(key)} has ${bytes} bytes: keys may have at most ${dataLimits.keyBytes} bytes of UTF-8`;
    }
  }
  return undefined;
};

/** Says what is wrong with a key however long it may be. */
export const keyCharacterProblem = (key: string): string | undefined => {
  if (key === '') return 'a key is empty: keys need at least one character';
  const forbidden = forbiddenInKey.exec(key);
  if (forbidden) {
    return `key ${quoteKey(key)} contains ${JSON.stringify(forbidden[0])}: keys may not contain . # $ / [ ] or control characters`;
  }
  // It has no UTF-8, so a client could not hash it as we do, and no transaction above it would ever end.
  if (!key.isWellFormed()) return `key ${quoteKey(key)} holds half of a surrogate pair`;
  return undefined;
};

/** The engine cuts shorter pieces than this out of a text as texts of their own; what lies between is no key for long. */
const copiedUnits = 13;

/**
 * A longer piece of a text keeps the whole text in memory, and compares ten times as slowly as the same text made anew.
 * Keys are kept and compared more than anything else.
 */
const standingAlone = (key: string): string => {
  if (key.length < copiedUnits || key.length > dataLimits.keyBytes) return key;
  const units: number[] = [];
  for (let i = 0; i < key.length; i++) units.push(key.charCodeAt(i));
  return String.fromCharCode(...units);
};

/** Reads a path as clients write it: any number of slashes between keys and around them, '' or '/' for the root. */
export const parsePath = (text: string): Path | PathProblem => {
  const keys: string[] = [];
  for (const key of text.split('/')) if (key !== '') keys.push(standingAlone(key));
  const problem = keysProblem(keys.at(-1) === priorityKey ? keys.slice(0, -1) : keys);
  return problem === undefined ? keys : { problem: `Invalid path: ${problem}` };
};

/** Says what is wrong with keys as the way to a location, or nothing when something may be stored there. */
export const keysProblem = (keys: Path): string | undefined => {
  if (keys.length > dataLimits.depth) {
    return `it is ${keys.length} keys deep: at most ${dataLimits.depth} are allowed`;
  }
  for (const key of keys) {
    const problem = keyProblem(key);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

export const isPathProblem = (path: Path | PathProblem): path is PathProblem => !Array.isArray(path);

/** Prints a path as pushes carry it: no slash in front, the root as ''. */
export const formatPath = (path: Path): string => path.join('/');

/** Whether `path` is `ancestor` itself or lies below it. */
export const isPrefix = (ancestor: Path, path: Path): boolean =>
  ancestor.length <= path.length && ancestor.every((key, depth) => path[depth] === key);
