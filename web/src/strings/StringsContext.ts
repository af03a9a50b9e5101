import { createContext, useContext } from 'react';
import type { Language } from './languages.ts';
import type { Strings } from './Strings.ts';

export interface Speech {
  readonly language: Language;
  readonly strings: Strings;
  /** Changes the language of everything that is shown, and of later visits. Rejects when it cannot be fetched; the page stays as it is. */
  readonly speak: (language: Language) => Promise<void>;
}

export const SpeechContext = createContext<Speech | undefined>(undefined);

export const useSpeech = (): Speech => {
  const speech = useContext(SpeechContext);
  if (speech === undefined) throw new Error('Whatever speaks must stand inside a StringsProvider.');
  return speech;
};

/** What the page says, in the language of the person in front of it. */
export const useStrings = (): Strings => useSpeech().strings;
