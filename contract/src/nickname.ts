import { confusables } from './confusables.ts';
import { limits } from './limits.ts';

/**
 * Letters with their accents in Latin, Greek and Cyrillic, and digits; single spaces, hyphens, dots, underscores and apostrophes between
 * them. No combining marks, no invisible or bidirectional characters: they are outside the ranges. Kept to the subset of
 * regular expressions that rules understand.
 */
export const namePattern =
  /^[0-9A-Za-zÀ-ÖØ-öø-ſΑ-ΡΣ-Ωα-ωА-я][0-9A-Za-zÀ-ÖØ-öø-ſΑ-ΡΣ-Ωα-ωА-я ._'-]{0,22}[0-9A-Za-zÀ-ÖØ-öø-ſΑ-ΡΣ-Ωα-ωА-я]$/;

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
  | { readonly code: 'reserved' };

/** Compatibility forms become plain ones and runs of spaces one: what a person sees is what is stored. */
export const normaliseNickname = (typed: string): string =>
  typed.normalize('NFKC').replace(/\s+/g, ' ').trim();

/** Names that a reader would take for each other share a skeleton. Takes a name that passed {@link nicknameProblem}. */
export const skeletonOf = (name: string): string =>
  confusables.reduce((skeleton, [from, to]) => skeleton.replaceAll(from, to), name.toLowerCase());

export const reservedSkeletons: readonly string[] = [...new Set(reservedNames.map(skeletonOf))];

/** What is wrong with a normalised nickname, or nothing. */
export const nicknameProblem = (name: string): NicknameProblem | undefined => {
  if (name.length < limits.nameMin) return { code: 'too_short', min: limits.nameMin };
  if (name.length > limits.nameMax) return { code: 'too_long', length: name.length, max: limits.nameMax };
  if (!namePattern.test(name)) return { code: 'characters', found: strangeCharacters(name) };
  if (reservedSkeletons.includes(skeletonOf(name))) return { code: 'reserved' };
  return undefined;
};

const strangeCharacters = (name: string): string =>
  [...new Set(Array.from(name).filter((character) => !namePattern.test(`a${character}a`)))].join('');
