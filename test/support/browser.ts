import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

/**
 * Starts the Chromium that was found when the suite started. One for each test file; a person is a context in it
 * (`browser.newContext()`), with storage of its own.
 */
export const openBrowser = (): Promise<Browser> => {
  const { executablePath, channel, args, env } = inject('chromium');
  return chromium.launch({
    args: [...args],
    env: { ...env },
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(channel === undefined ? {} : { channel }),
  });
};
