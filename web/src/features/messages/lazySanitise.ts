import type { Source } from '../../backend/source.ts';

type Sanitise = (html: string) => DocumentFragment | undefined;

let loaded: Sanitise | undefined;
const listeners = new Set<() => void>();

/**
 * The sanitiser, fetched beside the first conversation instead of before it. `undefined` until it is here, and for good
 * when it cannot be fetched: messages are then shown as the text that was typed.
 */
export const lazySanitise: Source<Sanitise | undefined> = {
  current: () => loaded,
  subscribe: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

const fetchSanitise = async (): Promise<void> => {
  loaded = (await import('./sanitise.ts')).sanitise;
  for (const listener of listeners) listener();
};

fetchSanitise().catch(() => undefined);
