import { visible } from '@causerie/contract';

/** Controls, formats, blanks, unassigned and private characters, and whatever else is drawn as nothing. */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;
const mark = /\p{M}/u;

/**
 * Characters to be named in a sentence, with a space between them. One that cannot be seen is shown as its code point,
 * as in `U+202E`, a combining mark on a circle; each is isolated, so that it cannot turn the sentence around it.
 */
export const showCharacters = (characters: string): string =>
  Array.from(characters, (character) =>
    unseen.test(character) || !visible.test(character)
      ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
      : `\u2068${mark.test(character) ? '\u25CC' : ''}${character}\u2069`,
  ).join(' ');
