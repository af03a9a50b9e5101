import { fold } from '../../ui/fold.ts';

/** A stretch of a text, in UTF-16 code units. */
export interface FoundRange {
  readonly from: number;
  readonly to: number;
}

/** Where words that are folded stand in a text that is not; each place once, from the beginning. */
export const foundRanges = (text: string, words: readonly string[]): readonly FoundRange[] => {
  let folded = '';
  /** Of each unit of the folded text, the character it comes from. */
  const origins: FoundRange[] = [];
  let from = 0;
  for (const character of text) {
    const to = from + character.length;
    const part = fold(character);
    const last = origins.at(-1);
    // A mark by itself belongs to the letter before it.
    if (part === '' && last !== undefined) origins[origins.length - 1] = { from: last.from, to };
    for (let unit = 0; unit < part.length; unit += 1) origins.push({ from, to });
    folded += part;
    from = to;
  }
  const found = new Map<number, FoundRange>();
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      const first = origins[at];
      const last = origins[at + word.length - 1];
      if (first !== undefined && last !== undefined) found.set(at, { from: first.from, to: last.to });
    }
  }
  return [...found.values()].toSorted((a, b) => a.from - b.from);
};
