import type { Source } from '../../backend/source.ts';

type Sanitise = (html: string) => DocumentFragment | undefined;

let loaded: Sanitise | undefined;
const listeners = new Set<() => void>();

/**
 * The sanitiser, fetched beside the first conversation instead of before it. `undefined` until it is here: messages are then shown as
 * the text that was typed. What cannot be fetched is tried again when the network is back.
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

const attempt = (): void => {
  fetchSanitise().catch(() => addEventListener('online', attempt, { once: true }));
};
attempt();
