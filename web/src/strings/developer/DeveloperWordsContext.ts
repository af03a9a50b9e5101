import { createContext, useContext } from 'react';
import type { DeveloperWords } from './DeveloperWords.ts';

export const DeveloperWordsContext = createContext<DeveloperWords | undefined>(undefined);

/** What the developer panel says. */
export const useDeveloperWords = (): DeveloperWords => {
  const words = useContext(DeveloperWordsContext);
  if (words === undefined)
    throw new Error('Whatever has words for developers must stand inside their panel.');
  return words;
};
