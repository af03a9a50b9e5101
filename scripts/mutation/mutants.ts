import {
  checkRule,
  type Expression,
  methods,
  parseExpression,
  parseRules,
  partsOf,
  type Rule,
  type RuleKind,
  type RuleNode,
} from '@causerie/emulator/rulesLanguage';
import { type Edit, patternMutants } from './patternMutants.ts';

/** The rules with one small mistake in them, which a test has to notice. */
export interface Mutant {
  /** Tells it from all others, and tells a person where to look: `/rooms/$roomId .write · flip · …a ⟦===→!==⟧ b…`. */
  readonly id: string;
  /** The location as the rules name it, such as `/rooms/$roomId`. */
  readonly pattern: string;
  readonly kind: RuleKind | '.indexOn';
  /** What it does to the expression at the place; for `.indexOn`, `text` is the entry that is gone. */
  readonly edit: Edit;
}

/** Words that could be written in each other's place, such as the names of roles. */
export type Confusions = ReadonlyMap<string, string>;

/**
 * All mutants of a rules file. Those that the rules checker refuses are only counted: nobody could deploy them.
 *
 * @throws when the file itself is refused
 */
export const mutantsOf = (
  rulesText: string,
  confusions: Confusions,
): { readonly mutants: readonly Mutant[]; readonly refused: number } => {
  const rules = parseRules(rulesText);
  if ('problem' in rules) throw new Error(rules.problem);
  const found = [...nodesOf(rules.tree)].flatMap((node) => [
    ...[node.read, node.write, node.validate].flatMap((rule) =>
      rule === undefined ? [] : mutantsOfRule(rule, confusions),
    ),
    ...indexMutants(node),
  ]);
  const mutants = found.filter((mutant) => mutant.isLegal);
  return { mutants: numbered(mutants), refused: found.length - mutants.length };
};

interface Candidate extends Mutant {
  readonly isLegal: boolean;
}

function* nodesOf(node: RuleNode): Generator<RuleNode> {
  yield node;
  for (const child of node.children.values()) yield* nodesOf(child);
  if (node.wildcard !== undefined) yield* nodesOf(node.wildcard);
}

const indexMutants = ({ indexOn, read }: RuleNode): readonly Candidate[] =>
  // A list that is queried has a rule for reading.
  indexOn.map((entry) => {
    const pattern = read?.pattern ?? '/';
    return {
      id: `${pattern} .indexOn · drop · ${entry}`,
      pattern,
      kind: '.indexOn',
      edit: { what: 'drop', start: 0, end: 0, text: entry },
      isLegal: true,
    };
  });

const mutantsOfRule = (rule: Rule, confusions: Confusions): readonly Candidate[] => {
  const { source, kind, pattern, expression, wildcards } = rule;
  const whole: Edit = { what: 'always', start: 0, end: source.length, text: 'true' };
  const depth = pattern.split('/').length - 1;
  const edits = expression === undefined ? [] : editsOf(expression, { source, depth, confusions });
  const seen = new Set([source]);
  return [whole, ...edits].flatMap((edit) => {
    const mutated = edited(source, edit);
    if (seen.has(mutated)) return [];
    seen.add(mutated);
    const parsed = parseExpression(mutated);
    const isLegal = parsed.ok && checkRule(parsed.value, { kind, wildcards }) === undefined;
    return [
      {
        id: `${pattern} ${kind} · ${edit.what} · ${excerpt(source, edit)}`,
        pattern,
        kind,
        edit,
        isLegal,
      },
    ];
  });
};

export const edited = (source: string, { start, end, text }: Edit): string =>
  source.slice(0, start) + text + source.slice(end);

/** A change in sight of what stands around it. */
const excerpt = (source: string, { start, end, text }: Edit): string => {
  const before = source.slice(Math.max(0, start - 40), start);
  const after = source.slice(end, end + 24);
  return `${before}⟦${shortened(source.slice(start, end))}→${shortened(text)}⟧${after}`.replaceAll(
    /[^\u0020-\u007e→⟦⟧]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
};

const shortened = (text: string): string =>
  text.length > 80 ? `${text.slice(0, 60)} ... ${text.slice(-15)}` : text;

const numbered = (mutants: readonly Mutant[]): readonly Mutant[] => {
  const counts = new Map<string, number>();
  return mutants.map(({ id, pattern, kind, edit }) => {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return { id: count === 1 ? id : `${id} #${count}`, pattern, kind, edit };
  });
};

interface Setting {
  readonly source: string;
  /** How many keys stand above the rule. */
  readonly depth: number;
  readonly confusions: Confusions;
}

function editsOf(part: Expression, setting: Setting): readonly Edit[] {
  const inner = partsOf(part).flatMap((each) => editsOf(each, setting));
  // What is negated already is mutated by dropping that.
  const isNegated = part.kind === 'unary' && part.operator === '!';
  return [
    ...ownEdits(part, setting),
    ...(isNegated
      ? inner.filter(({ what, start }) => what !== 'negate' || start !== part.operand.start)
      : inner),
  ];
}

/** What can be done to a part without looking into those it is made of. */
const ownEdits = (part: Expression, { source, depth, confusions }: Setting): readonly Edit[] => {
  const { start, end } = part;
  const textOf = (inner: Expression): string => source.slice(inner.start, inner.end);
  const as = (what: string, text: string): Edit => ({ what, start, end, text });
  switch (part.kind) {
    case 'logical': {
      const neutral = String(part.operator === '&&');
      return part.operands.map((operand) => ({
        what: `drop ${part.operator}`,
        start: operand.start,
        end: operand.end,
        text: neutral,
      }));
    }
    case 'conditional':
      return [as('drop condition', textOf(part.whenTrue)), as('drop condition', textOf(part.whenFalse))];
    case 'unary':
      return [as(`drop ${part.operator}`, textOf(part.operand))];
    case 'binary':
      return (otherOperators.get(part.operator) ?? []).map((operator) => {
        const between = source.slice(part.left.end, part.right.start);
        const written = between.replace(/[^\s()]+/, operator);
        return { what: 'flip', start: part.left.end, end: part.right.start, text: written };
      });
    case 'call':
      return editsOfCall(part, as, textOf);
    case 'literal':
      return editsOfLiteral(part.value, as, confusions);
    case 'variable':
      if (part.name === 'data') return [as('other root', 'newData')];
      if (part.name === 'newData') return [as('other root', 'data')];
      return part.name === 'root' ? [as('other root', `newData${'.parent()'.repeat(depth)}`)] : [];
    case 'list':
      return part.items.map((item, index) => {
        const next = part.items[index + 1];
        const previous = part.items[index - 1];
        const from = next === undefined && previous !== undefined ? previous.end : item.start;
        return { what: 'drop name', start: from, end: next?.start ?? item.end, text: '' };
      });
    case 'regex':
      return patternMutants(part.source).map((edit) => ({
        ...edit,
        start: start + 1 + edit.start,
        end: start + 1 + edit.end,
      }));
    case 'member':
    case 'index':
      break;
  }
  return [];
};

type AsEdit = (what: string, text: string) => Edit;

const editsOfCall = (
  call: Extract<Expression, { kind: 'call' }>,
  as: AsEdit,
  textOf: (part: Expression) => string,
): readonly Edit[] => {
  const { callee } = call;
  if (callee.kind !== 'member') return [];
  const method = methods.get(callee.name);
  if (method?.result === 'Boolean') return [as('negate', `!${textOf(call)}`)];
  return method?.result === 'String'
    ? [{ what: 'drop call', start: callee.target.end, end: call.end, text: '' }]
    : [];
};

const editsOfLiteral = (
  value: string | number | boolean | null,
  as: AsEdit,
  confusions: Confusions,
): readonly Edit[] => {
  if (typeof value === 'number') return [as('number', String(value - 1)), as('number', String(value + 1))];
  if (typeof value === 'boolean') return [as('flip', String(!value))];
  if (typeof value !== 'string') return [];
  const quote = value.includes("'") ? '"' : "'";
  const other = confusions.get(value);
  // What names are folded by takes an underscore away again.
  return [`${value}~`, ...(other === undefined ? [] : [other])].map((text) =>
    as('text', quote + text + quote),
  );
};

const otherOperators: ReadonlyMap<string, readonly string[]> = new Map([
  ['==', ['!==']],
  ['!=', ['===']],
  ['<', ['<=', '>']],
  ['<=', ['<', '>=']],
  ['>', ['>=', '<']],
  ['>=', ['>', '<=']],
  ['+', ['-']],
  ['-', ['+']],
  ['*', ['/']],
  ['/', ['*']],
  ['%', ['*']],
]);

/** The text of the rules with the mutant in them. */
export const withMutant = (rulesText: string, { pattern, kind, edit }: Mutant): string => {
  const file = JSON.parse(rulesText) as { readonly rules: Branch };
  const keys = pattern.split('/').filter((key) => key !== '');
  const branch = keys.reduce((outer, key) => outer[key] as Branch, file.rules);
  const old = branch[kind];
  branch[kind] = Array.isArray(old) ? old.filter((entry) => entry !== edit.text) : edited(String(old), edit);
  return JSON.stringify(file);
};

interface Branch {
  [key: string]: unknown;
}
