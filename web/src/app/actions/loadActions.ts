import { isEditable } from '../../features/editing/saveEdit.ts';
import type { ActionWords } from '../../strings/actions/ActionWords.ts';
import type { Language } from '../../strings/languages.ts';
import { Bars } from './Bars.tsx';
import { openDesk } from './desk.ts';
import { IntentBar } from './IntentBar.tsx';
import { messageParts, threadParts } from './messageParts.tsx';

export interface ActionParts {
  readonly language: Language;
  readonly words: ActionWords;
  readonly openDesk: typeof openDesk;
  readonly messageParts: typeof messageParts;
  readonly threadParts: typeof threadParts;
  readonly IntentBar: typeof IntentBar;
  readonly Bars: typeof Bars;
  readonly isEditable: typeof isEditable;
}

const tables: Readonly<Record<Language, () => Promise<ActionWords>>> = {
  en: async () => (await import('../../strings/actions/en.ts')).en,
  fr: async () => (await import('../../strings/actions/fr.ts')).fr,
};

/** What it takes to do something with messages, fetched once a conversation is shown. Rejects when it cannot be. */
export const loadActions = async (language: Language): Promise<ActionParts> => ({
  language,
  words: await tables[language](),
  openDesk,
  messageParts,
  threadParts,
  IntentBar,
  Bars,
  isEditable,
});
