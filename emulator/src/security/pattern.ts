import { languageLimits } from './languageLimits.ts';
import { parsing, Stop, type Parsed } from './problem.ts';
import { unreachable } from './unreachable.ts';
import { complementOf, singleUnit, unionOf, withoutCase, type UnitSet } from './unitSet.ts';

/**
 * The regular expressions that rules may use: characters, sets, groups, `|`, `* + ? {}`, and `^` and `$` at the very
 * ends. Look-around, back-references and lazy quantifiers do not exist, so a pattern is a plain finite automaton. What
 * JavaScript reads in a way of its own (`{` as a character) is refused rather than guessed at. A backslash makes a class
 * of six letters and takes every other character for itself, so `\t` is the letter t: only the file can write a tab.
 */
export interface Pattern {
  readonly fromStart: boolean;
  readonly toEnd: boolean;
  readonly body: PatternNode;
}

export type PatternNode =
  | { readonly kind: 'units'; readonly units: UnitSet }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number };

/** Reads the source between the slashes. Offsets of problems count from its start. */
export const parsePattern = (source: string, flags: string): Parsed<Pattern> =>
  parsing(() => {
    if (flags !== '' && flags !== 'i') {
      throw new Stop(source.length + 1, 'regular expressions do not support flags other than i');
    }
    const pattern = new PatternReader(source, flags === 'i').whole();
    if (statesOf(pattern.body) > languageLimits.patternStates) fail(0, 'its repetitions are too large');
    return pattern;
  });

const fail: (offset: number, what: string) => never = (offset, what) => {
  throw new Stop(offset, `Illegal regular expression, ${what}`);
};

/** How many steps of an automaton the node expands to. */
export const statesOf = (node: PatternNode): number => {
  switch (node.kind) {
    case 'units':
      return 1;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + statesOf(item), 0);
    case 'choice':
      return node.options.reduce((sum, option) => sum + statesOf(option), 1);
    case 'repeat':
      return statesOf(node.item) * Math.max(1, node.max === Infinity ? node.min + 1 : node.max);
  }
  return unreachable(node);
};

const range = (low: string, high: string): UnitSet => [[low.charCodeAt(0), high.charCodeAt(0)]];
const unitsOf = (text: string): UnitSet =>
  unionOf(Array.from(text, (unit) => singleUnit(unit.charCodeAt(0))));

const digits = range('0', '9');
const wordUnits = unionOf([digits, range('A', 'Z'), range('a', 'z'), unitsOf('_')]);
const spaces = unitsOf(' \t\n\f\r');
const lineBreaks = unitsOf('\n\r\u2028\u2029');

const classes: ReadonlyMap<string, UnitSet> = new Map([
  ['d', digits],
  ['D', complementOf(digits)],
  ['w', wordUnits],
  ['W', complementOf(wordUnits)],
  ['s', spaces],
  ['S', complementOf(spaces)],
]);

const counts = /\{(\d{1,6})(?:(,)(\d{1,6})?)?\}/y;

class PatternReader {
  readonly #source: string;
  readonly #ignoreCase: boolean;
  #at = 0;
  #open = 0;
  #atoms = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  get #next(): string {
    return this.#source.charAt(this.#at);
  }

  #take(unit: string): boolean {
    if (this.#next !== unit || this.#at >= this.#source.length) return false;
    this.#at += 1;
    return true;
  }

  /** pattern: '^'? choice '$'? */
  whole(): Pattern {
    const fromStart = this.#take('^');
    const isEmpty = this.#source === '^' || this.#source === '$' || this.#source === '^$';
    const body: PatternNode = isEmpty ? { kind: 'sequence', items: [] } : this.#choice();
    const toEnd = this.#take('$');
    if (this.#at < this.#source.length) {
      if (this.#next === ')') fail(this.#at, "')' without '('");
      fail(this.#at - 1, "'$' stands before the end");
    }
    // Anchors hold for all alternatives: the service takes them off first, and /^a|b$/ is /^(a|b)$/.
    const isShared = (fromStart || toEnd) && body.kind === 'choice';
    return { fromStart, toEnd, body: isShared ? { kind: 'sequence', items: [body] } : body };
  }

  /** choice: sequence ( '|' sequence )* */
  #choice(): PatternNode {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  /** sequence: repeated+ */
  #sequence(): PatternNode {
    const start = this.#at;
    const items: PatternNode[] = [];
    while (this.#at < this.#source.length && !'|)$'.includes(this.#next)) items.push(this.#repeated());
    if (items.length === 0) {
      fail(
        start,
        this.#next === '$' && start + 1 < this.#source.length
          ? "'$' stands before the end"
          : 'an alternative is empty',
      );
    }
    const [only] = items;
    // A single choice can only have come from a group; as a sequence of one it keeps its brackets.
    return items.length === 1 && only !== undefined && only.kind !== 'choice'
      ? only
      : { kind: 'sequence', items };
  }

  /** repeated: atom ( '*' | '+' | '?' | '{' counts '}' )? */
  #repeated(): PatternNode {
    const start = this.#at;
    const item = this.#atom();
    const quantifier = this.#quantifier();
    if (quantifier === undefined) return item;
    if ('*+?{'.includes(this.#next) && this.#at < this.#source.length) {
      fail(this.#at, 'a quantifier follows a quantifier: lazy and possessive ones are not supported');
    }
    if (quantifier.min > quantifier.max) fail(start, 'the numbers of a quantifier are out of order');
    return { kind: 'repeat', item, ...quantifier };
  }

  #quantifier(): { min: number; max: number } | undefined {
    if (this.#take('*')) return { min: 0, max: Infinity };
    if (this.#take('+')) return { min: 1, max: Infinity };
    if (this.#take('?')) return { min: 0, max: 1 };
    if (this.#next !== '{') return undefined;
    counts.lastIndex = this.#at;
    const found = counts.exec(this.#source);
    if (found === null)
      return fail(this.#at, "'{' needs numbers, as in {2} or {2,5}; write \\{ for the character");
    this.#at += found[0].length;
    const min = Number(found[1]);
    if (found[2] === undefined) return { min, max: min };
    return { min, max: found[3] === undefined ? Infinity : Number(found[3]) };
  }

  /** atom: '(' choice ')' | '[' set ']' | '.' | escape | any other character */
  #atom(): PatternNode {
    const start = this.#at;
    if (this.#take('(')) return this.#group(start);
    if (this.#take('[')) return this.#units(this.#set(start));
    if (this.#take('.')) return { kind: 'units', units: complementOf(lineBreaks) };
    if (this.#take('\\')) return this.#units(this.#escape());
    if ('*+?{'.includes(this.#next)) fail(start, `nothing to repeat before '${this.#next}'`);
    if (this.#next === '^') fail(start, "'^' stands after the beginning");
    this.#at += 1;
    return this.#units(singleUnit(this.#source.charCodeAt(start)));
  }

  #units(units: UnitSet): PatternNode {
    // Counted while reading, so that a megabyte of pattern is refused before it is all unfolded.
    this.#atoms += 1;
    if (this.#atoms > languageLimits.patternStates) fail(0, 'it is too long');
    return { kind: 'units', units: this.#ignoreCase ? withoutCase(units) : units };
  }

  #group(start: number): PatternNode {
    if (this.#next === '?') fail(start, "groups that begin with '(?' are not supported");
    this.#open += 1;
    if (this.#open > languageLimits.expressionNesting) fail(start, 'its groups are nested too deeply');
    const inner = this.#choice();
    if (this.#next === '$') fail(this.#at, "'$' stands before the end");
    if (!this.#take(')')) fail(start, "'(' without ')'");
    this.#open -= 1;
    return inner;
  }

  /** What stands behind a backslash, which is already taken: a class, or a character that means itself. */
  #escape(): UnitSet {
    const letter = this.#next;
    this.#at += 1;
    if (letter === '') return fail(this.#at - 1, "it ends in '\\'");
    return classes.get(letter) ?? singleUnit(letter.charCodeAt(0));
  }

  /** set: '^'? ( character ( '-' character )? | class )+; the opening bracket is already taken */
  #set(start: number): UnitSet {
    const negated = this.#take('^');
    const members: UnitSet[] = [];
    while (!this.#take(']')) {
      if (this.#at >= this.#source.length) return fail(start, "'[' without ']'");
      members.push(this.#range());
    }
    if (members.length === 0) return fail(start, 'a set is empty');
    const all = unionOf(members);
    // Case must be forgotten before the set is turned round, or [^a] without case would let A through.
    return negated ? complementOf(this.#ignoreCase ? withoutCase(all) : all) : all;
  }

  #range(): UnitSet {
    const start = this.#at;
    const low = this.#member();
    const after = this.#source.charAt(this.#at + 1);
    if (this.#next !== '-' || after === ']' || after === '') return low;
    this.#at += 1;
    const high = this.#member();
    const from = onlyUnit(low);
    const to = onlyUnit(high);
    // In /[\w-.]/ the dash cannot stand for a range, and is what it is.
    if (from === undefined) return unionOf([low, singleUnit('-'.charCodeAt(0)), high]);
    if (to === undefined) return fail(start, 'a class stands at the end of a range');
    return from <= to ? [[from, to]] : fail(start, 'a range is out of order');
  }

  #member(): UnitSet {
    if (this.#take('\\')) return this.#escape();
    this.#at += 1;
    return singleUnit(this.#source.charCodeAt(this.#at - 1));
  }
}

/** The unit of a set that has just one. */
const onlyUnit = (set: UnitSet): number | undefined => {
  const [first] = set;
  return set.length === 1 && first !== undefined && first[0] === first[1] ? first[0] : undefined;
};
