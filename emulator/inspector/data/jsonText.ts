import type { Json } from '../../src/tree/json.ts';

/** What somebody typed, or where it stops being JSON; both counted from 1. */
export type JsonText = { readonly value: Json } | { readonly line: number; readonly column: number };

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const word = /true|false|null/y;
const space = /[ \t\n\r]*/y;

/** Reads JSON. Browsers say where it goes wrong each in words of their own, so the place is looked for here. */
export const readJson = (text: string): JsonText => {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    const before = text.slice(0, faultIn(text));
    return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
  }
};

/** Where the first character stands that no JSON could have there. */
const faultIn = (text: string): number => {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const takes = (character: string): boolean => {
    take(space);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  /** What may come next: closers are kept in the order in which they are owed. */
  const owed: ('}' | ']')[] = [];
  const openValue = (): boolean => {
    take(space);
    if (takes('{')) {
      if (takes('}')) return true;
      owed.push('}');
      return takeKey() && openValue();
    }
    if (takes('[')) {
      if (takes(']')) return true;
      owed.push(']');
      return openValue();
    }
    return take(string) || take(number) || take(word);
  };
  const takeKey = (): boolean => {
    take(space);
    return take(string) && takes(':');
  };
  if (!openValue()) return at;
  for (let closer = owed.at(-1); closer !== undefined; closer = owed.at(-1)) {
    if (takes(closer)) owed.pop();
    else if (!takes(',') || (closer === '}' && !takeKey()) || !openValue()) return at;
  }
  take(space);
  return at;
};
