import { serverValueKey, valueKey } from '../tree/json.ts';
import { forbiddenInKey, priorityKey } from '../tree/path.ts';

/** Not locations, but what the format of data names so. */
const namesOfTheFormat: ReadonlySet<string> = new Set([valueKey, priorityKey, serverValueKey]);

/**
 * Where in a JSON text the first key begins that no location can have, as `line:column`, both counted from 1.
 *
 * @param json what has been read as JSON without a fault
 * @param isUpdate whether the outermost keys are paths
 */
export const badKeyPlace = (json: string, isUpdate: boolean): string | undefined => {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charAt(at);
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (character !== '"') continue;
    const end = stringEnd(json, at);
    if (isFollowedByColon(json, end)) {
      const key = JSON.parse(json.slice(at, end)) as string;
      if (isUpdate && depth === 1 ? isBadPath(key) : isBad(key)) return placeOf(json, at);
    }
    at = end - 1;
  }
  return undefined;
};

const isBad = (key: string): boolean =>
  !namesOfTheFormat.has(key) && (key === '' || forbiddenInKey.test(key));

const isBadPath = (path: string): boolean =>
  path === '' || path.split('/').some((key) => key !== '' && isBad(key));

/** The index behind the closing quote. A loop, as there are strings of megabytes. */
const stringEnd = (json: string, start: number): number => {
  for (let at = start + 1; ; at += 1) {
    const character = json.charAt(at);
    if (character === '"') return at + 1;
    if (character === '\\') at += 1;
  }
};

const isFollowedByColon = (json: string, from: number): boolean => {
  let at = from;
  while (/\s/.test(json.charAt(at))) at += 1;
  return json.charAt(at) === ':';
};

const placeOf = (text: string, at: number): string => {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return `${before.split('\n').length}:${at - lineStart + 1}`;
};
