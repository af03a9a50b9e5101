import { confusables, smallConfusables } from './confusables.ts';
import { limits } from './limits.ts';

/**
 * The alphabets a name may be written in, each with the digits, as ranges of a regular expression. Letters with their
 * accents only: no combining marks, no invisible or bidirectional characters, and nothing that `normaliseNickname` would
 * change, such as ŉ. Latin ends with the Romanian Ș and Ț.
 */
const alphabets = {
  latin: '0-9A-Za-zÀ-ÖØ-öø-ıĴ-ľŁ-ňŊ-žȘ-ț',
  greek: '0-9ΆΈ-ΊΌΎ-ΡΣ-ώ',
  cyrillic: '0-9Ѐ-џҐґ',
} as const;

const separators = " ._'-";

const wordOf = (letters: string): string =>
  `[${letters}][${letters}${separators}]{${limits.nameMin - 2},${limits.nameMax - 2}}[${letters}]`;

/**
 * A name in one alphabet, because letters of two side by side are how a look-alike is made; separators stand between letters.
 * Kept to the subset of regular expressions that rules understand.
 */
export const namePattern = new RegExp(`^(${Object.values(alphabets).map(wordOf).join('|')})$`);

const oneLetter = new RegExp(`^[${Object.values(alphabets).join('')}]$`);

/** Names that promise a power. Compared as skeletons, so every look-alike is reserved too. */
const reservedNames = [
  'admin',
  'administrator',
  'moderator',
  'mod',
  'owner',
  'system',
  'support',
  'staff',
  'root',
  'causerie',
  'everyone',
  'here',
  'null',
  'undefined',
];

export type NicknameProblem =
  | { readonly code: 'too_short'; readonly min: number }
  | { readonly code: 'too_long'; readonly length: number; readonly max: number }
  | { readonly code: 'characters'; readonly found: string }
  /** Begins or ends with one of the characters that may only stand between letters. */
  | { readonly code: 'edge'; readonly found: string }
  | { readonly code: 'mixed_alphabets' }
  | { readonly code: 'reserved' };

/** Compatibility forms become plain ones and runs of spaces one: what a person sees is what is stored. */
export const normaliseNickname = (typed: string): string =>
  typed.normalize('NFKC').replace(/\s+/g, ' ').trim();

/** Names that a reader would take for each other share a skeleton. Takes a name that passed {@link nicknameProblem}. */
export const skeletonOf = (name: string): string =>
  confusables.reduce((skeleton, [from, to]) => skeleton.replaceAll(from, to), name.toLowerCase());

/**
 * The skeleton of the name that this one is drawn like, where its small letters are drawn like others than its capitals. Nobody else
 * may hold it when this one is claimed.
 */
export const lookOf = (name: string): string =>
  skeletonOf(smallConfusables.reduce((look, [from, to]) => look.replaceAll(from, to), name));

export const reservedSkeletons: readonly string[] = [...new Set(reservedNames.map(skeletonOf))];

/** What is wrong with a normalised nickname, or nothing. */
export const nicknameProblem = (name: string): NicknameProblem | undefined => {
  if (name.length < limits.nameMin) return { code: 'too_short', min: limits.nameMin };
  if (name.length > limits.nameMax) return { code: 'too_long', length: name.length, max: limits.nameMax };
  if (!namePattern.test(name)) return problemOfForm(name);
  if (reservedSkeletons.includes(skeletonOf(name))) return { code: 'reserved' };
  return undefined;
};

/** Says in which way a name of the right length is not of the right form. */
const problemOfForm = (name: string): NicknameProblem => {
  const characters = Array.from(name);
  const strange = characters.filter(
    (character) => !oneLetter.test(character) && !separators.includes(character),
  );
  if (strange.length > 0) return { code: 'characters', found: [...new Set(strange)].join('') };
  const edge = [characters.at(0), characters.at(-1)].find((character) =>
    separators.includes(character ?? ''),
  );
  return edge === undefined ? { code: 'mixed_alphabets' } : { code: 'edge', found: edge };
};
