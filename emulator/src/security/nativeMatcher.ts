import type { Pattern, PatternNode } from './pattern.ts';
import type { Matcher } from './patternMatcher.ts';
import type { UnitSet } from './unitSet.ts';

/**
 * Most patterns in rules are plain: `/^[a-z0-9_-]{1,64}$/`, `/^(admin|member)$/`. JavaScript runs those many times
 * faster than an automaton does, and as surely: at each character there is at most one way to go on, so whatever it
 * tries once more fails at the first step. Only such patterns are given to it; all others get `undefined`.
 */
export const nativeMatcher = ({ fromStart, toEnd, body }: Pattern): Matcher | undefined => {
  const source = sourceOf(body, fromStart);
  if (source === undefined) return undefined;
  const regex = new RegExp(`${fromStart ? '^' : ''}${source}${toEnd ? '$' : ''}`);
  return (text) => regex.test(text);
};

/** So many steps are tried at one character at most. */
const maxItems = 16;
/** All the literals of a choice together. */
const maxChoiceUnits = 512;

const sourceOf = (body: PatternNode, fromStart: boolean): string | undefined => {
  const items = body.kind === 'sequence' ? body.items : [body];
  const [only] = items;
  if (fromStart && items.length === 1 && only?.kind === 'choice') return choiceSource(only.options);
  if (items.length > maxItems) return undefined;
  const runs = items.map(runOf);
  if (!runs.every((run) => run !== undefined)) return undefined;
  // Elsewhere than at the start it may have to begin again at every character, so it must be of one short length.
  const isOneWay = fromStart ? goesOneWay(runs) : runs.every(({ min, max }) => min === 1 && max === 1);
  return isOneWay ? runs.map(print).join('') : undefined;
};

/** So many units of one set. */
interface Run {
  readonly units: UnitSet;
  readonly min: number;
  readonly max: number;
}

const runOf = (node: PatternNode): Run | undefined => {
  if (node.kind === 'units') return { units: node.units, min: 1, max: 1 };
  if (node.kind !== 'repeat' || node.item.kind !== 'units') return undefined;
  return { units: node.item.units, min: node.min, max: node.max };
};

/** Whether no unit that may prolong a run could also begin what may follow it. */
const goesOneWay = (runs: readonly Run[]): boolean =>
  runs.every(({ units, min, max }, index) => {
    if (min === max) return true;
    for (const next of runs.slice(index + 1)) {
      if (overlap(units, next.units)) return false;
      if (next.min > 0) break;
    }
    return true;
  });

/** Both are in ascending order, so that one walk along them is enough. */
const overlap = (a: UnitSet, b: UnitSet): boolean => {
  let other = 0;
  for (const [low, high] of a) {
    while ((b[other]?.[1] ?? Infinity) < low) other += 1;
    if ((b[other]?.[0] ?? Infinity) <= high) return true;
  }
  return false;
};

const choiceSource = (options: readonly PatternNode[]): string | undefined => {
  const literals = options.map((option) => (option.kind === 'sequence' ? option.items : [option]));
  const units = literals.flat();
  if (units.length > maxChoiceUnits || !units.every((node) => node.kind === 'units')) return undefined;
  return `(?:${literals.map(printLiteral).join('|')})`;
};

const printLiteral = (items: readonly PatternNode[]): string =>
  items.map((node) => (node.kind === 'units' ? printSet(node.units) : '')).join('');

const print = ({ units, min, max }: Run): string => {
  const set = printSet(units);
  if (min === 1 && max === 1) return set;
  return `${set}{${min},${max === Infinity ? '' : max}}`;
};

const printSet = (units: UnitSet): string =>
  units.length === 0
    ? '[]'
    : `[${units.map(([low, high]) => `${printUnit(low)}-${printUnit(high)}`).join('')}]`;

const printUnit = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
