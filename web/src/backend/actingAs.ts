import type { UserId } from '@causerie/contract';

/** Of this tab alone, and kept over a reload: who one is in other tabs does not change. */
const place = 'causerie:acting';

/** Whom this tab acts as, in a page that is served for developing; the emulator lets anybody be anybody. */
export const actingAs = (): UserId | undefined => {
  try {
    return (sessionStorage.getItem(place) ?? undefined) as UserId | undefined;
  } catch {
    return undefined;
  }
};

/** Begins the page anew as somebody else, or as oneself again. Where the browser keeps nothing, it stays as it is. */
export const actAs = (uid: UserId | undefined): void => {
  try {
    if (uid === undefined) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, uid);
  } catch {
    return;
  }
  location.reload();
};
