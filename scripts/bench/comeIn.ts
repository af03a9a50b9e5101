import type { Page } from 'playwright-core';

/** Somebody new, whose name nobody else has, comes into the first room. */
export const comeIn = async (page: Page, url: string, name: string): Promise<void> => {
  await page.goto(url);
  await page.getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await page.locator('[role=log][aria-busy=false]').waitFor();
};

/** Until the conversation has messages in it, and no more are on their way. */
export const untilRead = (page: Page): Promise<void> =>
  page.locator('[role=log][aria-busy=false] .message').first().waitFor();
