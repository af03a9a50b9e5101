import type { Language } from '../../strings/languages.ts';
import type { ScreenStrings } from '../../strings/screens/ScreenStrings.ts';
import { Screens } from './Screens.tsx';

export interface ScreensParts {
  readonly language: Language;
  readonly words: ScreenStrings;
  readonly Screens: typeof Screens;
}

const tables: Readonly<Record<Language, () => Promise<ScreenStrings>>> = {
  en: async () => (await import('../../strings/screens/en.ts')).en,
  fr: async () => (await import('../../strings/screens/fr.ts')).fr,
};

/** Rejects when the words cannot be fetched. */
export const loadScreens = async (language: Language): Promise<ScreensParts> => ({
  language,
  words: await tables[language](),
  Screens,
});
