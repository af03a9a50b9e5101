import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openPage } from './visitor.ts';

describe('somebody who reads another language than their browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('has the page in it at a press, and on the next visit', async () => {
    const page = await openPage(browser);
    await page.getByRole('textbox', { name: 'Nickname' }).fill('Ana');
    await page.getByRole('button', { name: 'Français' }).click();

    // What was typed stays.
    const field = page.getByRole('textbox', { name: 'Pseudonyme' });
    await field.waitFor();
    expect(await field.inputValue()).toBe('Ana');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');

    await page.reload();
    await field.waitFor();
    expect(await page.getByRole('button', { name: 'English' }).getAttribute('lang')).toBe('en');
  });

  it('is told when it cannot be fetched, in the one it has', async () => {
    const page = await openPage(browser, { locale: 'fr-CA' });
    await page.getByRole('textbox', { name: 'Pseudonyme' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Cette langue n’a pas pu être chargée.').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr-CA');
  });
});
