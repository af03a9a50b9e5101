/**
 * Rules are uploaded by whoever can reach the port, so what they can make the server do is bounded here. Real rules
 * stay far below every number.
 */
export const languageLimits = {
  /** Objects and arrays inside each other in a rules file. Data is 32 levels deep, so deeper rules govern nothing. */
  fileNesting: 64,
  /** Brackets and prefix operators inside each other in one expression; the parser recurses. */
  expressionNesting: 250,
  /** Steps from an expression to its innermost part; checker and evaluation recurse. A chain of 490 calls has 980. */
  expressionDepth: 1000,
  /** States a regular expression may expand to: matching takes at most this many steps for each character. */
  patternStates: 10_000,
  /** Steps one match may take at worst; most patterns need far fewer. A text that could need more makes the rule fail. */
  patternSteps: 1_000_000_000,
  /** A string computed by a rule; the longest string the database can hold. */
  stringUnits: 10 * 1024 * 1024,
  /** Keys in the path given to child(): nothing is stored deeper than 32, so the rest cannot change what is found. */
  childKeys: 64,
  /** Problems reported for one file. */
  problems: 100,
} as const;
