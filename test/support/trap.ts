import type { Page } from 'playwright-core';

/** Everything that must not happen in a page, as it happens. `isOurs` says which addresses the page may ask. */
export const trap = async (page: Page, isOurs: (address: string) => boolean): Promise<readonly string[]> => {
  const caught: string[] = [];
  page.on('dialog', (dialog) => {
    caught.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => caught.push(`error: ${error.message}`));
  page.on('popup', (popup) => caught.push(`popup: ${popup.url()}`));
  page.on('request', (request) => {
    if (!isOurs(request.url())) caught.push(`request: ${request.url()}`);
  });
  page.on('framenavigated', (frame) => {
    if (frame.url() !== page.url() || frame !== page.mainFrame()) caught.push(`frame: ${frame.url()}`);
  });
  await page.exposeFunction('reportViolation', (text: string) => caught.push(`policy: ${text}`));
  // In this document and in every later one of this page.
  await page.addInitScript(listenForViolations);
  await page.evaluate(listenForViolations);
  return caught;
};

/** Runs in the page. */
const listenForViolations = (): void => {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { reportViolation } = window as unknown as { reportViolation: (text: string) => void };
    reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
};
