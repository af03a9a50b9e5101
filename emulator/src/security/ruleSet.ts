import { setOwn, type Json } from '../tree/json.ts';
import type { Path } from '../tree/path.ts';
import { printProblems, type Problem } from './problem.ts';
import { buildRuleTree, governing, type RuleNode } from './ruleTree.ts';
import { parseRulesFile, type FileObject, type FileValue } from './rulesFile.ts';

/** Rules that were accepted, ready to be asked. */
export interface RuleSet {
  /** What was uploaded, byte for byte. */
  readonly text: string;
  /** The same as plain JSON, `{"rules": …}`, without comments. */
  readonly json: Json;
  readonly tree: RuleNode;
  /** Whether these are the rules of a database that was given none. */
  readonly isDefault: boolean;
  /** The `.indexOn` values of the rules that govern a location: `.value` or paths to children. */
  indexesAt(path: Path): readonly string[];
}

/**
 * Reads a rules file. When anything is wrong with it nothing of it is used, and `problem` lists every mistake as
 * `line:column: message`, each line ended by a line break.
 */
export const parseRules = (text: string): RuleSet | { readonly problem: string } => {
  const file = parseRulesFile(text);
  if (!file.ok) return { problem: printProblems(text, [file.problem]) };
  const { rules, problems } = rulesOf(file.value);
  if (rules === undefined) return { problem: printProblems(text, problems) };
  const built = buildRuleTree(text, rules);
  const all = [...problems, ...built.problems].toSorted((a, b) => a.offset - b.offset);
  if (all.length > 0) return { problem: printProblems(text, all) };
  return {
    text,
    json: plain(file.value),
    tree: built.tree,
    isDefault: false,
    indexesAt: (path) => {
      let node: RuleNode | undefined = built.tree;
      for (const key of path) node = node && governing(node, key);
      return node?.indexOn ?? [];
    },
  };
};

const expectedRules = "Expected 'rules' property.";

/** The object below `rules`, which is all that a file may contain. */
const rulesOf = (file: FileObject): { rules: FileObject | undefined; problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  let rules: FileObject | undefined;
  for (const { key, value } of file.entries) {
    if (key.value !== 'rules' || rules !== undefined) {
      problems.push({ offset: key.offset, message: expectedRules });
    } else if (value.kind === 'object') {
      rules = value;
    } else {
      problems.push({ offset: value.offset, message: "Expected '{'." });
    }
  }
  if (file.entries.length === 0) problems.push({ offset: file.offset + 1, message: expectedRules });
  return { rules, problems };
};

const plain = (value: FileValue): Json => {
  if (value.kind === 'array') return value.items.map(plain);
  if (value.kind !== 'object') return value.value;
  const object: { [key: string]: Json } = {};
  for (const { key, value: inner } of value.entries) setOwn(object, key.value, plain(inner));
  return object;
};

const openText = '{\n    "rules": {\n        ".read": true,\n        ".write": true\n    }\n}';

const orThrow = (rules: RuleSet | { readonly problem: string }): RuleSet => {
  if ('problem' in rules) throw new Error(`The default rules are wrong: ${rules.problem}`);
  return rules;
};

/**
 * In force until something is uploaded: everybody may do everything, as in the service's own emulator. Made anew for each
 * database, as rules count what they are asked.
 */
export const openRules = (): RuleSet => ({ ...orThrow(parseRules(openText)), isDefault: true });
