/** Characters that make a line look like another one, hide in it, or paint outside it, as ranges of a regular expression. */
const misleading = [
  // Controls and line ends; soft hyphen.
  '\u0001-\u001f\u007f-\u009f\u00ad',
  // Marks that stack on the letter before them. Letters with their accent are characters of their own.
  '\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f',
  // Directions and isolates, joiners, invisible operators, fillers, tags of variation, byte order mark.
  '\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2027-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\uffff',
];

/**
 * Matches a line that is what it seems: one line, read in the order in which it is written. For names and topics of rooms. Written
 * in the subset of regular expressions that rules understand. A range ends beside a line separator, never on one.
 */
export const plainLine = new RegExp(`^[^${misleading.join('')}]+$`);
