import { isLanguage, type Language } from './languages.ts';

const place = 'causerie:language';

/** What somebody chose here before, if anything. A browser that keeps nothing answers every time anew. */
export const keptLanguage = (): Language | undefined => {
  try {
    const kept = localStorage.getItem(place);
    return isLanguage(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
};

export const keepLanguage = (language: Language): void => {
  try {
    localStorage.setItem(place, language);
  } catch {
    // Private windows may refuse. The choice then holds as long as the page is open.
  }
};
