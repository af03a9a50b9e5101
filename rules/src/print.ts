import type { Rule } from './rule.ts';

/** A node of the rules file: expressions under dotted keys, nodes under the others. */
type Branch = Map<string, Branch | string | boolean | readonly string[]>;

/**
 * Prints rules as the strict JSON that is deployed. The same rules always give the same text. Characters beyond ASCII
 * are escaped: half of them are there because they look like something else.
 */
export const print = (rules: readonly Rule[]): string => {
  const root: Branch = new Map([
    ['.read', false],
    ['.write', false],
  ]);
  for (const rule of rules) fill(branchAt(root, rule.keys), rule);
  return `${escapeNonAscii(JSON.stringify({ rules: plain(root) }, null, 2))}\n`;
};

/** The branch at these keys, made on the way where it is missing. */
const branchAt = (root: Branch, keys: readonly string[]): Branch =>
  keys.reduce((branch, key) => {
    const existing = branch.get(key);
    if (existing instanceof Map) return existing;
    const made: Branch = new Map();
    branch.set(key, made);
    return made;
  }, root);

const fill = (branch: Branch, { keys, read, write, validate, indexOn, children }: Rule): void => {
  if (['.read', '.write', '.validate'].some((key) => branch.has(key)))
    throw new Error(`There are two rules for ${keys.join('/')}.`);
  if (read !== undefined) branch.set('.read', read);
  if (write !== undefined) branch.set('.write', write);
  if (validate !== undefined) branch.set('.validate', validate);
  if (indexOn !== undefined) branch.set('.indexOn', indexOn);
  if (children === undefined) return;
  for (const [name, condition] of children) branch.set(name, new Map([['.validate', condition]]));
  branch.set('$other', new Map([['.validate', false]]));
};

const plain = (branch: Branch): unknown =>
  Object.fromEntries([...branch].map(([key, value]) => [key, value instanceof Map ? plain(value) : value]));

const escapeNonAscii = (json: string): string =>
  json.replace(/[^\n\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
