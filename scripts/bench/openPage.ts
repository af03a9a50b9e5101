import type { BrowserContext, Page } from 'playwright-core';

/**
 * A page that waits so long for what it is asked for.
 *
 * @param takeNotes runs in the page, before it
 */
export const openPage = async (
  context: BrowserContext,
  patienceMs: number,
  takeNotes?: () => void,
): Promise<Page> => {
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  // tsx wraps functions in a call of this name, which the page does not have.
  await page.addInitScript('globalThis.__name = (value) => value');
  if (takeNotes !== undefined) await page.addInitScript(takeNotes);
  return page;
};
