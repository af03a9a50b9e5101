import type { Strings } from './Strings.ts';

/** The languages of the page, each under its own name, in the order in which they are offered. The first is for everybody whose language is missing. */
export const languageNames = { en: 'English', fr: 'Français' } as const;
export type Language = keyof typeof languageNames;

/** Nobody needs both: each is loaded when it is spoken. */
const tables: Readonly<Record<Language, () => Promise<Strings>>> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
};

export const languages = Object.keys(languageNames) as readonly Language[];

export const isLanguage = (text: string | null): text is Language =>
  languages.some((known) => known === text);

/** What somebody reads, and the tag by which dates are written and names sorted: `fr-CA` writes them otherwise than `fr`. */
export interface ChosenLanguage {
  readonly language: Language;
  /** BCP 47. */
  readonly tag: string;
}

/** The first language a person asks for that the page speaks. `preferred` is `navigator.languages`, after what was chosen here. */
export const chooseLanguage = (preferred: readonly string[]): ChosenLanguage => {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0] ?? '';
    if (isLanguage(language)) return { language, tag: isLocale(tag) ? tag : language };
  }
  return { language: 'en', tag: 'en' };
};

/** Rejects when the table cannot be fetched. */
export const loadStrings = async ({ language, tag }: ChosenLanguage): Promise<Strings> => ({
  ...(await tables[language]()),
  tag,
});

/** Some browsers pass on what the system calls its language, such as `en-US@posix`, at which every formatter throws. */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};
