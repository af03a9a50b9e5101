import { createContext, useContext } from 'react';
import type { ScreenStrings } from './ScreenStrings.ts';

export const ScreenStringsContext = createContext<ScreenStrings | undefined>(undefined);

/** What the screens say that are loaded when they are opened. */
export const useScreenStrings = (): ScreenStrings => {
  const words = useContext(ScreenStringsContext);
  if (words === undefined) throw new Error('Whatever has words of screens must stand inside Screens.');
  return words;
};
