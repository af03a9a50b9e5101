/** Something that takes text from strangers, and what must be true of whatever it is given. */
export interface Target {
  readonly name: string;
  /** Good input to begin with. */
  readonly seeds: readonly string[];
  /** The words of its language. */
  readonly dictionary: readonly string[];
  /**
   * @returns what came of it in a few words: input with an outcome that was not seen before is worth changing further
   * @throws when something is not as it must be
   */
  readonly try: (input: string) => string;
}

export const insist = (isTrue: boolean, what: string): void => {
  if (!isTrue) throw new Error(what);
};
