/** Numbers from a seed, so that whatever was found can be found again. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer from 0 to one less than `bound`. */
  below(bound: number): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  among<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

/** What trips readers of any kind: names of members, ends of number ranges, halves of characters, beginnings and ends. */
const hostile = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '.priority',
  '.value',
  '.sv',
  '-1',
  '0',
  '1e999',
  '2147483648',
  '9007199254740993',
  'null',
  'true',
  '""',
  '{}',
  '[]',
  '\u0000',
  '\ud83d',
  '😀',
  '\u2028',
  '%',
  '%2e',
  '/',
  '//',
  '\n',
  '\\',
  '\\u0000',
] as const;

const longestUnits = 4000;

/**
 * Makes another text of one: some of its pieces are lost, doubled, exchanged with those of another or with words of the
 * language, or nested in one another.
 */
export const mutate = (
  text: string,
  other: string,
  dictionary: readonly string[],
  chance: Chance,
): string => {
  let result = text;
  for (let left = 1 + chance.below(4); left > 0; left -= 1) {
    const from = chance.below(result.length + 1);
    const to = Math.min(result.length, from + chance.below(chance.among([2, 8, 64])));
    const [before, piece, after] = [result.slice(0, from), result.slice(from, to), result.slice(to)];
    result =
      changes[chance.below(changes.length)]?.({ before, piece, after, other, dictionary, chance }) ?? '';
  }
  return result.slice(0, longestUnits);
};

interface Cut {
  readonly before: string;
  readonly piece: string;
  readonly after: string;
  readonly other: string;
  readonly dictionary: readonly string[];
  readonly chance: Chance;
}

const changes: readonly ((cut: Cut) => string)[] = [
  ({ before, after }) => before + after,
  ({ before, piece, after, chance }) => before + piece.repeat(chance.among([2, 3, 40])) + after,
  ({ before, piece, after, dictionary, chance }) => before + chance.among(dictionary) + piece + after,
  ({ before, after, dictionary, chance }) => before + chance.among(dictionary) + after,
  ({ before, after, chance }) => before + chance.among(hostile) + after,
  ({ before, piece, after, chance }) =>
    before + String.fromCharCode(chance.below(chance.among([128, 65_536]))) + piece.slice(1) + after,
  ({ before, after, other, chance }) => {
    const from = chance.below(other.length + 1);
    return before + other.slice(from, from + chance.below(64)) + after;
  },
  ({ before, other, chance }) => before + other.slice(chance.below(other.length + 1)),
  ({ before, piece, after, dictionary, chance }) => {
    const depth = chance.among([1, 5, 100]);
    return (
      before + chance.among(dictionary).repeat(depth) + piece + chance.among(dictionary).repeat(depth) + after
    );
  },
];
