import type { CompactEmoji } from 'emojibase';
import type { Language } from '../../strings/languages.ts';

export interface Emoji {
  readonly sign: string;
  /** What it shows, in the reader's language. */
  readonly label: string;
  /** Unicode's groups, 0 to 9. */
  readonly group: number;
  /** As `:tada:` names them. */
  readonly shortNames: readonly string[];
  /** What else it can be found by. */
  readonly words: readonly string[];
}

/** Modifiers of skin and hair are no signs of their own. */
const componentGroup = 2;

/** A file for each language, loaded when somebody looks for an emoji. */
const tables: Readonly<Record<Language, () => Promise<{ readonly default: readonly CompactEmoji[] }>>> = {
  en: () => import('emojibase-data/en/compact.json'),
  fr: () => import('emojibase-data/fr/compact.json'),
};

const known = new Map<Language, Promise<readonly Emoji[]>>();

const load = async (language: Language): Promise<readonly Emoji[]> => {
  const [{ default: rows }, { default: shortNames }] = await Promise.all([
    tables[language](),
    // Developers know them by these, whatever they speak.
    import('emojibase-data/en/shortcodes/github.json'),
  ]);
  const shortNamesOf = new Map<string, string | readonly string[]>(Object.entries(shortNames));
  return rows
    .filter(({ group }) => group !== undefined && group !== componentGroup)
    .toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0))
    .map(({ unicode, label, group = 0, tags = [], hexcode }) => ({
      sign: unicode,
      label,
      group,
      shortNames: [shortNamesOf.get(hexcode) ?? []].flat(),
      words: tags,
    }));
};

/** All emoji, in Unicode's order. Rejects when they cannot be fetched; the next call tries again. */
export const loadEmoji = (language: Language): Promise<readonly Emoji[]> => {
  const existing = known.get(language);
  if (existing !== undefined) return existing;
  const loading = load(language);
  known.set(language, loading);
  loading.catch(() => known.delete(language));
  return loading;
};
