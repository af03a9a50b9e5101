import type { UserId } from '@causerie/contract';
import { actingAs } from './actingAs.ts';

const place = 'causerie:account';

/**
 * Whom this browser last knew. The sign-in library asks the network about its account before it names it, and a page that is opened
 * again should not wait for that, least of all without a network. Who it is decides only what is shown; the server goes by tokens.
 */
export const rememberedAccount = (): UserId | undefined => {
  if (import.meta.env.DEV && actingAs() !== undefined) return actingAs();
  try {
    return (localStorage.getItem(place) ?? undefined) as UserId | undefined;
  } catch {
    return undefined;
  }
};

export const rememberAccount = (uid: UserId | undefined): void => {
  if (import.meta.env.DEV && actingAs() !== undefined) return;
  try {
    if (uid === undefined) localStorage.removeItem(place);
    else localStorage.setItem(place, uid);
  } catch {
    // Private windows may refuse. The next page then waits for the network.
  }
};
