/**
 * Rules are uploaded by whoever can reach the port, so what they can make the server do is bounded here. Real rules
 * stay far below every number.
 */
export const languageLimits = {
  /** Objects and arrays inside each other in a rules file. Data is 32 levels deep, so deeper rules govern nothing. */
  fileNesting: 64,
  /** Operators, calls and parentheses inside each other in one expression; parser, checker and evaluation recurse. */
  expressionNesting: 250,
  /** States a regular expression may expand to: matching takes at most this many steps for each character. */
  patternStates: 10_000,
  /** A string computed by a rule; the longest string the database can hold. */
  stringUnits: 10 * 1024 * 1024,
  /** Keys in the path given to child(): nothing is stored deeper than 32, so the rest cannot change what is found. */
  childKeys: 64,
  /** Problems reported for one file. */
  problems: 100,
} as const;
