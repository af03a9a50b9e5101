import type { Reference } from 'firebase-admin/database';

/** `stale`: the text is another one by now, or gone; whoever changed it caused an event of its own. */
export type Placement = 'written' | 'unchanged' | 'stale';

export interface PlannedPlacement {
  readonly placement: Placement;
  /** What the message shall be. The very same value when there is nothing to change. */
  readonly message: unknown;
}

/** Decides about a message as it is now, given the html of one text, or `null` when that text must not have any. */
export const planPlacement = (message: unknown, text: string, html: string | null): PlannedPlacement => {
  if (typeof message !== 'object' || message === null || Array.isArray(message))
    return { placement: 'stale', message };
  const now = new Map<string, unknown>(Object.entries(message));
  if (now.get('text') !== text) return { placement: 'stale', message };
  if ((now.get('html') ?? null) === html) return { placement: 'unchanged', message };
  return { placement: 'written', message: { ...message, html } };
};

/**
 * Puts html beside the text it was made from, and beside no other: a compare-and-set on the whole message.
 * The update function also answers "nothing to change" with a value. Returning `undefined` would end the transaction on the strength
 * of a local copy, and that may be older than the event that brought us here; any value is compared with the server's first.
 */
export const placeHtml = async (
  message: Reference,
  text: string,
  html: string | null,
): Promise<Placement> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await placeOnce(message, text, html);
    } catch (error) {
      if (tries === mostTries || !wasCutOff(error)) throw error;
    }
  }
};

/** A compare-and-set can be repeated safely, and the SDK itself waits for the connection; three cuts in a row are an outage. */
const mostTries = 3;

/** The SDK's word for a compare-and-set whose connection went before the answer came. */
const wasCutOff = (error: unknown): boolean => error instanceof Error && error.message === 'disconnect';

const placeOnce = async (message: Reference, text: string, html: string | null): Promise<Placement> => {
  let placement: Placement = 'stale';
  await message.transaction(
    (current: unknown) => {
      const planned = planPlacement(current, text, html);
      placement = planned.placement;
      return planned.message;
    },
    undefined,
    false,
  );
  return placement;
};
