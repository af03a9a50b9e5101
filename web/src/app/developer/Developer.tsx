import { paths, profile, type UserId } from '@causerie/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { actAs, actingAs } from '../../backend/actingAs.ts';
import { valueAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';
import { ActingBanner } from '../../features/developer/ActingBanner.tsx';
import { DeveloperWordsContext } from '../../strings/developer/DeveloperWordsContext.ts';
import type { DeveloperWords } from '../../strings/developer/DeveloperWords.ts';
import { chooseLanguage, type Language } from '../../strings/languages.ts';
import { useMedia } from '../../ui/useMedia.ts';
import { lazyPart } from '../../ui/lazyPart.tsx';

const Panel = lazyPart(async () => (await import('./Panel.tsx')).Panel);

const tables: Readonly<Record<Language, () => Promise<DeveloperWords>>> = {
  en: async () => (await import('../../strings/developer/en.ts')).en,
  fr: async () => (await import('../../strings/developer/fr.ts')).fr,
};

const keys = 'Ctrl+Shift+D';
const isOurs = ({ code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  code === 'KeyD' && (ctrlKey || metaKey) && shiftKey && !altKey;

/** Beside the page: the way to the panel, the panel, and the word that this tab is somebody else. */
export const Developer = () => {
  const tag = usePageLanguage();
  const words = useWords(tag);
  const acted = actingAs();
  const [isOpen, setIsOpen] = useState(false);
  const dock = useRef<HTMLDivElement>(null);
  /** What had the focus before. */
  const left = useRef<Element>(null);
  const isNarrow = useMedia('(max-width: 47.99rem)');

  const open = useCallback((): void => {
    left.current = document.activeElement;
    setIsOpen(true);
  }, []);

  const close = useCallback((): void => {
    setIsOpen(false);
    document.getElementById('root')?.removeAttribute('inert');
    const back = left.current;
    // The button is back with the next picture.
    requestAnimationFrame(() => {
      const button = document.querySelector('.developer-open');
      const to = back?.isConnected === true && back !== document.body ? back : button;
      if (to instanceof HTMLElement) to.focus();
    });
  }, []);

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const isInside = event.target instanceof Node && dock.current?.contains(event.target) === true;
      if (isOurs(event)) {
        event.preventDefault();
        if (isOpen) close();
        else open();
      } else if (event.key === 'Escape' && isInside && !event.defaultPrevented) close();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isOpen, open, close]);

  useEffect(() => {
    const page = document.getElementById('root');
    document.documentElement.toggleAttribute('data-developing', isOpen);
    // Where it covers the page, nothing behind it is in reach.
    page?.toggleAttribute('inert', isOpen && isNarrow);
  }, [isOpen, isNarrow]);

  useEffect(() => {
    document.documentElement.toggleAttribute('data-acting', acted !== undefined);
  }, [acted]);

  return (
    words !== undefined && (
      <DeveloperWordsContext value={words}>
        {acted !== undefined && <Banner uid={acted} />}
        {isOpen ? (
          <div ref={dock} className="developer-dock">
            <Panel tag={tag} onClose={close} />
          </div>
        ) : (
          <button
            type="button"
            className="developer-open"
            aria-label={words.open(keys)}
            title={words.open(keys)}
            aria-keyshortcuts="Control+Shift+D"
            onClick={open}
          >
            {'{}'}
          </button>
        )}
      </DeveloperWordsContext>
    )
  );
};

const Banner = ({ uid }: { readonly uid: UserId }) => {
  const reading = useSource(valueAt(paths.user.at({ uid })));
  const name = reading.state === 'ready' ? profile.read(reading.value)?.name : undefined;
  return <ActingBanner name={name ?? uid} onBack={() => actAs(undefined)} />;
};

/** What the page is in, as a BCP 47 tag; it may change at any time. */
const usePageLanguage = (): string => {
  const [tag, setTag] = useState(document.documentElement.lang);
  useEffect(() => {
    const observer = new MutationObserver(() => setTag(document.documentElement.lang));
    observer.observe(document.documentElement, { attributeFilter: ['lang'] });
    return () => observer.disconnect();
  }, []);
  return tag;
};

const useWords = (tag: string): DeveloperWords | undefined => {
  const { language } = chooseLanguage([tag]);
  const [words, setWords] = useState<DeveloperWords>();
  useEffect(() => {
    let isOver = false;
    tables[language]().then(
      (table) => isOver || setWords(table),
      (error: unknown) => console.error('The words of the developer panel cannot be fetched:', error),
    );
    return () => {
      isOver = true;
    };
  }, [language]);
  return words;
};
