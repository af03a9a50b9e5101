import { RE2JS } from 're2js';
import type { Regex } from './ast.ts';
import { languageLimits } from './languageLimits.ts';
import { nativeMatcher } from './nativeMatcher.ts';
import { parsePattern, type Pattern, type PatternNode, statesOf } from './pattern.ts';
import type { Parsed } from './problem.ts';
import { unreachable } from './unreachable.ts';
import type { UnitSet } from './unitSet.ts';

/** Tells whether a text contains (or, with anchors, is) what the pattern describes; nothing when it is too long to tell. */
export type Matcher = (text: string) => boolean | undefined;

const known = new WeakMap<Regex, Parsed<Matcher>>();

/**
 * The matcher of a regular expression in a rule, or what is wrong with it, at an offset from its opening slash. Made
 * once: checker, compiler and explanations all ask for it.
 */
export const matcherOf = (regex: Regex): Parsed<Matcher> => {
  const made = known.get(regex) ?? makeMatcher(regex);
  known.set(regex, made);
  return made;
};

const makeMatcher = ({ source, flags }: Regex): Parsed<Matcher> => {
  const pattern = parsePattern(source, flags);
  if (!pattern.ok) {
    const { offset, message } = pattern.problem;
    return { ok: false, problem: { offset: offset + 1, message } };
  }
  const value = nativeMatcher(pattern.value) ?? compileMatcher(pattern.value);
  if (value !== undefined) return { ok: true, value };
  const message = 'Illegal regular expression, its repetitions are too large';
  return { ok: false, problem: { offset: 0, message } };
};

/**
 * Makes a matcher that takes time linear in the text, whatever the pattern: re2js runs an automaton where JavaScript
 * would try alternatives one after the other. It counts code points where rules, like JavaScript, count UTF-16 units;
 * so every half of a surrogate pair, in pattern and text alike, becomes a private code point of its own.
 *
 * Undefined when the pattern, though legal, is too large to run.
 */
export const compileMatcher = ({ fromStart, toEnd, body }: Pattern): Matcher | undefined => {
  const text = `${fromStart ? '\\A' : ''}${print(body)}${toEnd ? '\\z' : ''}`;
  if (text.length > maxPrinted) return undefined;
  // Made at its first use: a file may hold thousands of patterns, and most uploads are followed by another.
  let automaton: RE2JS | undefined;
  const units = Math.floor(languageLimits.patternSteps / Math.max(1, statesOf(body)));
  return (input) =>
    input.length > units ? undefined : (automaton ??= RE2JS.compile(text)).test(splitPairs(input));
};

/** What re2js parses in a fraction of a second; only sets of many ranges in large nested repetitions get there. */
const maxPrinted = 100 * languageLimits.patternStates;

const privateUnits = 0x10_f000;
const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;

const surrogate = /[\uD800-\uDFFF]/;
const surrogates = /[\uD800-\uDFFF]/g;

const splitPairs = (text: string): string =>
  surrogate.test(text)
    ? text.replaceAll(surrogates, (unit) => String.fromCodePoint(split(unit.charCodeAt(0))))
    : text;

const split = (unit: number): number => unit - firstSurrogate + privateUnits;

const print = (node: PatternNode): string => {
  switch (node.kind) {
    case 'units':
      return printUnits(node.units);
    case 'sequence':
      return node.items.map(printItem).join('');
    case 'choice':
      return node.options.map(print).join('|');
    case 'repeat':
      return printRepeat(node.item, node.min, node.max);
  }
  return unreachable(node);
};

const printItem = (node: PatternNode): string =>
  node.kind === 'choice' ? `(?:${print(node)})` : print(node);

const printUnit = (code: number): string => `\\x{${code.toString(16)}}`;

const printUnits = (units: UnitSet): string => {
  const ranges = units.flatMap(([low, high]): [number, number][] => [
    [low, Math.min(high, firstSurrogate - 1)],
    [split(Math.max(low, firstSurrogate)), split(Math.min(high, lastSurrogate))],
    [Math.max(low, lastSurrogate + 1), high],
  ]);
  const present = ranges.filter(([low, high]) => low <= high);
  const [first] = present;
  if (present.length === 1 && first !== undefined && first[0] === first[1]) return printUnit(first[0]);
  // A set of nothing, as [^\s\S], still needs a form that matches nothing.
  if (present.length === 0) return '[^\\x{0}-\\x{10ffff}]';
  return `[${present.map(([low, high]) => `${printUnit(low)}-${printUnit(high)}`).join('')}]`;
};

/** The largest count re2js takes, also for counted repetitions inside each other, multiplied. */
const maxCount = 1000;

const printRepeat = (item: PatternNode, min: number, max: number): string => {
  const group = item.kind === 'units' ? print(item) : `(?:${print(item)})`;
  if (max === Infinity) return min === 0 ? `${group}*` : exactly(item, group, min - 1) + `${group}+`;
  return exactly(item, group, min) + upTo(item, group, max - min);
};

const exactly = (item: PatternNode, group: string, count: number): string => {
  if (count * countedIn(item) <= maxCount) return count === 0 ? '' : `${group}{${count}}`;
  const step = Math.max(1, Math.floor(maxCount / countedIn(item)));
  const whole = step === 1 ? group : `${group}{${step}}`;
  return whole.repeat(Math.floor(count / step)) + exactly(item, group, count % step);
};

/**
 * Zero to `count` times. Above what re2js takes, more may follow only when the first part is used up: parts that are
 * each free to stop would let the automaton be in thousands of states at once.
 */
const upTo = (item: PatternNode, group: string, count: number): string => {
  const step = Math.max(1, Math.floor(maxCount / countedIn(item)));
  if (count <= step) return count === 0 ? '' : `${group}{0,${count}}`;
  return `(?:${upTo(item, group, step - 1)}|${exactly(item, group, step)}${upTo(item, group, count - step)})`;
};

/** The product of the counts inside a node, along the worst way down; at least 1. */
const countedIn = (node: PatternNode): number => {
  switch (node.kind) {
    case 'units':
      return 1;
    case 'sequence':
      return Math.max(1, ...node.items.map(countedIn));
    case 'choice':
      return Math.max(1, ...node.options.map(countedIn));
    case 'repeat':
      return (
        countedIn(node.item) * Math.max(1, Math.min(maxCount, node.max === Infinity ? node.min : node.max))
      );
  }
  return unreachable(node);
};
