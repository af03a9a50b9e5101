import { limits, paths, type RoomId, type UserId } from '@causerie/contract';
import { readBefore } from '../../backend/readBefore.ts';
import { FindBar } from '../../features/find/FindBar.tsx';
import { createSearcher, type Searcher } from '../../features/find/search.ts';
import type { FindWords } from '../../strings/find/FindWords.ts';
import type { Language } from '../../strings/languages.ts';

export interface FindParts {
  readonly words: FindWords;
  readonly FindBar: typeof FindBar;
  readonly searcherOf: (roomId: RoomId, blocked: ReadonlySet<UserId>) => Searcher;
}

const tables: Readonly<Record<Language, () => Promise<FindWords>>> = {
  en: async () => (await import('../../strings/find/en.ts')).en,
  fr: async () => (await import('../../strings/find/fr.ts')).fr,
};

/** What finding takes, fetched when somebody finds for the first time. Rejects when the words cannot be fetched. */
export const loadFind = async (language: Language): Promise<FindParts> => ({
  words: await tables[language](),
  FindBar,
  searcherOf: (roomId, blocked) =>
    createSearcher(
      (place) => readBefore(paths.messages.at({ roomId }), place, limits.messagesPerRead),
      limits.messagesPerRead,
      blocked,
    ),
});
