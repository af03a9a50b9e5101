/** What is being typed that could be completed: `@na`, `:smi`, `/to`. */
export interface Token {
  readonly kind: 'person' | 'emoji' | 'command';
  /** Without its first sign. */
  readonly query: string;
  /** Where it begins in the text, with its sign, in UTF-16 code units. */
  readonly from: number;
  /** Where the caret is. */
  readonly to: number;
}

/** Longer ones are sentences, not names. */
const longestQuery = 32;

/** A person's name may hold spaces, so one space is looked through; an emoji's and a command's may not. */
const patterns = [
  ['command', /^\/([a-z]*)$/i],
  ['person', /(?:^|[\s([{«“"'])@([\p{L}\p{N}._'-]*(?: [\p{L}\p{N}._'-]*)?)$/u],
  // Two letters at least: `:)` and `10:30` are not beginnings of names.
  ['emoji', /(?:^|[\s([{«“"']):([\p{L}\p{N}_+-]{2,})$/u],
] as const;

/** The token that ends at the caret, if there is one. */
export const tokenAt = (text: string, caret: number): Token | undefined => {
  const before = text.slice(0, caret);
  for (const [kind, pattern] of patterns) {
    const query = pattern.exec(before)?.[1];
    if (query === undefined || query.length > longestQuery) continue;
    return { kind, query, from: caret - query.length - 1, to: caret };
  }
  return undefined;
};

/** The text with the token replaced, a space after it, and where the caret goes. */
export const withCompletion = (
  text: string,
  { from, to }: Token,
  replacement: string,
): { readonly text: string; readonly caret: number } => {
  const after = text.slice(to);
  const space = after.startsWith(' ') ? '' : ' ';
  return {
    text: `${text.slice(0, from)}${replacement}${space}${after}`,
    caret: from + replacement.length + 1,
  };
};
