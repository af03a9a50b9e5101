import { useEffect, useRef, useState } from 'react';
import { type Language, languageNames, languages } from '../../strings/languages.ts';
import { useSpeech } from '../../strings/StringsContext.ts';
import './LanguageSwitch.css';

/** The other languages of the page, each under its own name, so that whoever cannot read this one finds theirs. */
export const LanguageSwitch = () => {
  const { language, strings, speak } = useSpeech();
  const [hasFailed, setHasFailed] = useState(false);
  const place = useRef<HTMLParagraphElement>(null);
  const chosen = useRef<Language>(undefined);
  const choose = (other: Language): void => {
    chosen.current = other;
    speak(other).then(
      () => setHasFailed(false),
      () => setHasFailed(true),
    );
  };
  // The button that was pressed is gone; the one that leads back stands in its place.
  useEffect(() => {
    if (chosen.current === language) place.current?.querySelector('button')?.focus();
    chosen.current = undefined;
  }, [language, chosen]);
  return (
    <p ref={place} className="language-switch">
      {languages
        .filter((other) => other !== language)
        .map((other) => (
          <button
            key={other}
            type="button"
            className="language-switch-button"
            lang={other}
            onClick={() => choose(other)}
          >
            {languageNames[other]}
          </button>
        ))}
      {hasFailed && <span role="alert">{strings.language.unreachable}</span>}
    </p>
  );
};
