import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Strings } from './Strings.ts';

export const languages = { en, fr } as const satisfies Record<Strings['tag'], Strings>;
export type Language = keyof typeof languages;

const keptUnder = 'rtdb-inspector:language';

/** The one chosen here before, else the first of the browser's that there is. */
export const firstLanguage = (): Language => {
  const wanted = [keptLanguage(), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wanted.find((tag): tag is Language => tag === 'en' || tag === 'fr') ?? 'en';
};

export const keepLanguage = (language: Language): void => {
  try {
    localStorage.setItem(keptUnder, language);
  } catch {
    // A browser that keeps nothing asks for its own language again next time.
  }
};

const keptLanguage = (): string | undefined => {
  try {
    return localStorage.getItem(keptUnder) ?? undefined;
  } catch {
    return undefined;
  }
};

export const StringsContext = createContext<Strings>(en);
export const useStrings = (): Strings => useContext(StringsContext);
