/**
 * Characters that turn the reading direction of what follows: in a shared room they reach beyond their own message.
 * The plain marks (LRM, RLM, ALM) stay; Hebrew and Arabic need them and they reach nowhere.
 */
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g;

/** Control characters that no keyboard types. Tab and line feed stay. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Characters without a glyph that carry nothing a reader sees. Joiners and zero-width spaces stay: emoji, Persian and Khmer need them. */
const invisibles = /[\u180e\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb]/g;

/** Tag characters spell an invisible second message, except behind a black flag, where they name a region: 🏴󠁧󠁢󠁳󠁣󠁴󠁿. */
const tags = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,8}\u{e007f})|[\u{e0000}-\u{e007f}]+/gu;

/** Half of a character outside the basic plane. It cannot be stored as UTF-8. */
const loneSurrogates = /\p{Surrogate}/gu;

/** Marks piled onto one letter spill over the lines above and below. No script in use needs more than this many. */
const marksPerLetter = 6;
const markPiles = new RegExp(`(\\p{M}{${marksPerLetter}})\\p{M}+`, 'gu');

/** One blank line separates, three make a point, a hundred push everyone else off the screen. */
const blankLinesInARow = 3;
const blankRuns = new RegExp(`\\n(?:[ \\t]*\\n){${blankLinesInARow + 1},}`, 'g');

/**
 * Takes away what a message can do to the messages around it, and nothing that its own reader would miss.
 * Never longer than what it was given. What is stored as `text` stays as it was typed.
 */
export const normalise = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(loneSurrogates, '\ufffd')
    .replace(controls, '')
    .replace(bidiControls, '')
    .replace(invisibles, '')
    .replace(tags, '$1')
    .replace(markPiles, '$1')
    .replace(blankRuns, '\n'.repeat(blankLinesInARow + 1));
