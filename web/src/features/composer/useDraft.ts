import { useCallback, useState } from 'react';

/** A text that survives a reload of this tab, under a name that must stay the same. */
export const useDraft = (name: string): readonly [string, (text: string) => void] => {
  const key = `causerie.draft.${name}`;
  const [draft, setDraft] = useState(() => readDraft(key));
  const keep = useCallback(
    (text: string) => {
      setDraft(text);
      keepDraft(key, text);
    },
    [key],
  );
  return [draft, keep];
};

const readDraft = (key: string): string => {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

const keepDraft = (key: string, text: string): void => {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Storage is full or forbidden: the draft lives as long as the page.
  }
};
