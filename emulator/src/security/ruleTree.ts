import { keyProblem } from '../tree/path.ts';
import type { RuleKind } from './builtins.ts';
import { checkRule } from './check.ts';
import { parseExpression } from './parser.ts';
import { positionsIn, type Position, type Problem } from './problem.ts';
import { invalidIndex, invalidRule, type FileEntry, type FileObject, type FileValue } from './rulesFile.ts';
import { makeRule, type Rule } from './rule.ts';
import { SampledValues } from './sampledValues.ts';

/** The rules of one location, and those below it. */
export interface RuleNode {
  readonly read: Rule | undefined;
  readonly write: Rule | undefined;
  readonly validate: Rule | undefined;
  readonly indexOn: readonly string[];
  readonly children: ReadonlyMap<string, RuleNode>;
  /** The same as a list, as every write of a record goes along it. */
  readonly named: readonly { readonly key: string; readonly rules: RuleNode }[];
  readonly wildcard: RuleNode | undefined;
  /** Whether any `.validate` stands here or below; where none does, written data need not be walked. */
  readonly validates: boolean;
}

/** A literal child wins over the wildcard completely: nothing of the wildcard then applies to that key. */
export const governing = (node: RuleNode, key: string): RuleNode | undefined =>
  node.children.get(key) ?? node.wildcard;

/** Compiles everything below `rules` and reports everything that is wrong in it, in the order of the file. */
export const buildRuleTree = (
  text: string,
  rules: FileObject,
): { readonly tree: RuleNode; readonly problems: readonly Problem[] } => {
  const builder = new TreeBuilder(text);
  const tree = builder.node(rules, [], new Map());
  return { tree, problems: builder.problems };
};

const ruleKinds: ReadonlyMap<string, 'read' | 'write' | 'validate'> = new Map([
  ['.read', 'read'],
  ['.write', 'write'],
  ['.validate', 'validate'],
]);

const forbiddenInKey = /[.#$/[\]]/;

class TreeBuilder {
  readonly problems: Problem[] = [];
  readonly #samples = new SampledValues();
  readonly #positionOf: (offset: number) => Position;

  constructor(text: string) {
    this.#positionOf = positionsIn(text);
  }

  #fail(offset: number, message: string): undefined {
    this.problems.push({ offset, message });
  }

  node(object: FileObject, keys: readonly string[], wildcards: ReadonlyMap<string, number>): RuleNode {
    const rules: { read?: Rule; write?: Rule; validate?: Rule } = {};
    let indexOn: readonly string[] = [];
    const children = new Map<string, RuleNode>();
    let wildcard: RuleNode | undefined;
    let wildcardName: string | undefined;
    const seen = new Set<string>();
    for (const entry of object.entries) {
      const key = entry.key.value;
      const slot = ruleKinds.get(key);
      if (seen.has(key)) {
        // Of two rules of one name only one could hold, and the other would be a hole nobody sees.
        this.#fail(entry.key.offset, `Duplicate key '${key}'.`);
        continue;
      }
      seen.add(key);
      if (slot !== undefined) {
        const rule = this.#rule(entry, `/${keys.join('/')}`, wildcards);
        if (rule !== undefined) rules[slot] = rule;
      } else if (key === '.indexOn') {
        indexOn = this.#indexOn(entry.value);
      } else if (entry.value.kind !== 'object') {
        this.#fail(entry.value.offset, "Expected '{'.");
      } else if (key.startsWith('$') && wildcardName !== undefined) {
        this.#fail(entry.key.offset, `Cannot have multiple default rules ('${wildcardName}' and '${key}').`);
      } else if (this.#checkKey(entry, wildcards)) {
        const inReach = key.startsWith('$') ? new Map([...wildcards, [key, keys.length]]) : wildcards;
        const child = this.node(entry.value, [...keys, key], inReach);
        if (key.startsWith('$')) {
          wildcard = child;
          wildcardName = key;
        } else {
          children.set(key, child);
        }
      }
    }
    const validates =
      rules.validate !== undefined ||
      wildcard?.validates === true ||
      [...children.values()].some((child) => child.validates);
    return {
      read: rules.read,
      write: rules.write,
      validate: rules.validate,
      indexOn,
      children,
      named: Array.from(children, ([key, child]) => ({ key, rules: child })),
      wildcard,
      validates,
    };
  }

  #checkKey({ key }: FileEntry, wildcards: ReadonlyMap<string, number>): boolean {
    const isWildcard = key.value.startsWith('$');
    const name = isWildcard ? key.value.slice(1) : key.value;
    if (forbiddenInKey.test(name)) {
      this.#fail(key.offset, 'String can\'t contain ".", "#", "$", "/", "[", or "]"');
      return false;
    }
    if (isWildcard && wildcards.has(key.value)) {
      this.#fail(key.offset, `The variable '${key.value}' is already defined further up this path.`);
      return false;
    }
    // A bare '$' is a wildcard that nothing can name.
    const problem = isWildcard && name === '' ? undefined : keyProblem(name);
    if (problem !== undefined) this.#fail(key.offset, `Invalid key: ${problem}.`);
    return problem === undefined;
  }

  #rule(
    { key, value }: FileEntry,
    pattern: string,
    wildcards: ReadonlyMap<string, number>,
  ): Rule | undefined {
    // The caller looked the key up among the kinds.
    const kind = key.value as RuleKind;
    const place = { kind, pattern, wildcards, samples: this.#samples, positionIn: this.#positionOf };
    if (value.kind === 'plain' && typeof value.value === 'boolean') {
      const offsetOf = (index: number) => value.offset + index;
      return makeRule({ ...place, source: String(value.value), offsetOf, is: value.value });
    }
    if (value.kind !== 'string') return this.#fail(value.offset, invalidRule);
    const parsed = parseExpression(value.value);
    const problem = parsed.ok ? checkRule(parsed.value, { kind, wildcards }) : parsed.problem;
    if (problem !== undefined) return this.#fail(value.offsetOf(problem.offset), problem.message);
    if (!parsed.ok) return undefined;
    const offsetOf = (index: number) => value.offsetOf(index);
    return makeRule({ ...place, source: value.value, offsetOf, is: parsed.value });
  }

  #indexOn(value: FileValue): readonly string[] {
    const items = value.kind === 'array' ? value.items : [value];
    const names = items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
    if (names.length < items.length) this.#fail(value.offset, invalidIndex);
    return names;
  }
}
