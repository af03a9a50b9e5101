import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { keepLanguage } from './keptLanguage.ts';
import { chooseLanguage, loadStrings, type Language } from './languages.ts';
import { SpeechContext, type Speech } from './StringsContext.ts';
import type { Strings } from './Strings.ts';

/** Says everything below in one language, which can be changed while the page is open. */
export const StringsProvider = ({
  first,
  children,
}: {
  readonly first: { readonly language: Language; readonly strings: Strings };
  readonly children: ReactNode;
}) => {
  const [{ language, strings }, setSpoken] = useState(first);
  useEffect(() => {
    document.documentElement.lang = strings.tag;
  }, [strings]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      strings,
      speak: async (next) => {
        // Somebody who reads the page in another language than the browser's still writes dates as their country does.
        const preferred = navigator.languages.filter((tag) => chooseLanguage([tag]).language === next);
        const spoken = await loadStrings(chooseLanguage([...preferred, next]));
        keepLanguage(next);
        setSpoken({ language: next, strings: spoken });
      },
    }),
    [language, strings],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
};
