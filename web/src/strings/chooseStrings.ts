import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Strings } from './Strings.ts';

/** In the order in which they are offered; the first is for everybody whose language is missing. */
export const languages: readonly Strings[] = [en, fr];

/**
 * The first language a person asks for that the page speaks, with dates the way their country writes them. `preferred`
 * is `navigator.languages`.
 */
export const chooseStrings = (preferred: readonly string[]): Strings => {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    const found = languages.find((strings) => strings.tag === language);
    if (found !== undefined) return isLocale(tag) ? { ...found, tag } : found;
  }
  return en;
};

/** Some browsers pass on what the system calls its language, such as `en-US@posix`, at which every formatter throws. */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};
