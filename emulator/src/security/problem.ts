import { languageLimits } from './languageLimits.ts';

/** Something wrong in a text, at an offset in UTF-16 units. */
export interface Problem {
  readonly offset: number;
  readonly message: string;
}

/** A place as editors show it: both numbers start at 1, columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A parser's answer: what it read, or the first thing that stopped it. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Leaves a recursive parser from any depth. Never seen outside: `parsing` turns it into the answer. */
export class Stop extends Error {
  readonly problem: Problem;

  constructor(offset: number, message: string) {
    super(message);
    this.problem = { offset, message };
  }
}

export const parsing = <T>(parse: () => T): Parsed<T> => {
  try {
    return { ok: true, value: parse() };
  } catch (error) {
    if (error instanceof Stop) return { ok: false, problem: error.problem };
    throw error;
  }
};

/** Finds positions in one text; line starts are found once. */
export const positionsIn = (text: string): ((offset: number) => Position) => {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
  };
};

const messageUnits = 500;

/** Prints problems as the rules endpoint does: `line:column: message`, each followed by a line break. */
export const printProblems = (text: string, problems: readonly Problem[]): string => {
  const positionOf = positionsIn(text);
  const print = ({ offset, message }: Problem): string => {
    const { line, column } = positionOf(offset);
    // A message may name what someone wrote, and that may be a megabyte.
    const shortened = message.length > messageUnits ? `${message.slice(0, messageUnits)}…` : message;
    return `${line}:${column}: ${shortened}\n`;
  };
  const shown = problems.slice(0, languageLimits.problems);
  const firstHidden = problems[shown.length];
  if (firstHidden === undefined) return shown.map(print).join('');
  const hidden = `${problems.length - shown.length} more problems from here on are not shown.`;
  return [...shown, { offset: firstHidden.offset, message: hidden }].map(print).join('');
};
