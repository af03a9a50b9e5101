/** Characters that leave nothing to see, as ranges of a regular expression. */
const unseen = [
  '\\s',
  // Spaces that only JavaScript counts as white space, soft hyphen, joiners, Hangul fillers, old vowel signs.
  '\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e',
  // Spaces, directions, line separators. A range ends beside a line separator, never on one: rules hold it as a literal.
  '\u2000-\u200f\u2027-\u202f\u205f-\u206f',
  // Braille blank, ideographic space, Hangul filler, variation selectors, byte order mark.
  '\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0',
];

/**
 * Matches a text with something to see in it. Written in the subset of regular expressions that rules understand, because
 * they ask the same question; only a vertical tab counts as white space here and not there.
 */
export const visible = new RegExp(`[^${unseen.join('')}]`);
