import { useCallback, useRef, useState } from 'react';

/** Changes a draft: to a text, or to what is made of the one that is there by then. */
export type ChangeDraft = (draft: string | ((before: string) => string)) => void;

/** A text that survives a reload of this tab, under a name that must stay the same. */
export const useDraft = (name: string): readonly [string, ChangeDraft] => {
  const key = `causerie.draft.${name}`;
  const [draft, setDraft] = useState(() => readDraft(key));
  const latest = useRef(draft);
  const change = useCallback<ChangeDraft>(
    (next) => {
      latest.current = typeof next === 'string' ? next : next(latest.current);
      setDraft(latest.current);
      keepDraft(key, latest.current);
    },
    [key],
  );
  return [draft, change];
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
