import { createContext, useContext } from 'react';
import { en } from './en.ts';
import type { Strings } from './Strings.ts';

export const StringsContext = createContext<Strings>(en);

/** What the page says, in the language of the person in front of it. */
export const useStrings = (): Strings => useContext(StringsContext);
