import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { enter, freshName, openPage, openRooms, visit } from './visitor.ts';

describe('a newcomer who picks a name', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    page = await openPage(browser);
  });
  afterAll(() => browser.close());

  it.each([
    ['<b>bold</b>', /leave out “\u2068<\u2069 \u2068>\u2069 \u2068\/\u2069”/],
    ['moderator', /reserved/],
    ['m0derat0r', /reserved/],
    ['Аna', /one alphabet/],
    ['a'.repeat(25), /25 characters/],
    ['\u202Eevil', /leave out “U\+202E”/],
  ])('is told at once what is wrong with %s', async (name, reason) => {
    await page.getByRole('textbox').fill(name);
    await page.getByRole('alert').filter({ hasText: reason }).waitFor();
    expect(await page.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
  });

  it('is not corrected before a name is finished', async () => {
    await page.getByRole('textbox').fill('A');
    expect(await page.getByRole('alert').textContent()).toBe('');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'at least 2' }).waitFor();
  });

  it('is refused a name that is taken or passes for one, hears why, and loses nothing', async () => {
    const holder = await visit(browser, freshName('Corinne'));
    const lookAlike = holder.name.replace('Corinne', 'C0r1nne');

    await enter(page, holder.name);
    await page
      .getByRole('alert')
      .filter({ hasText: `“${holder.name}” is taken` })
      .waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe(holder.name);

    await enter(page, lookAlike);
    await page
      .getByRole('alert')
      .filter({ hasText: `“${lookAlike}” is too easy to mistake for “${holder.name}”` })
      .waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe(lookAlike);

    // Another name, and the same page lets them in.
    const free = freshName('Margot');
    await enter(page, free);
    await page.getByRole('log').waitFor();
    await page
      .getByRole('region', { name: /here now/i })
      .getByText(free)
      .waitFor();
  });

  it('is spoken to in French where the browser asks for it', async () => {
    const french = await openPage(browser, { locale: 'fr-FR' });
    expect(await french.locator('html').getAttribute('lang')).toBe('fr-FR');
    await french.getByRole('textbox', { name: 'Pseudonyme' }).fill('moderator');
    await french.getByRole('alert').filter({ hasText: 'Ce nom est réservé' }).waitFor();
    await enter(french, freshName('Zoé'));
    await french.getByRole('log').waitFor();
    await french.getByRole('textbox', { name: /^Message pour/ }).waitFor();
  });
});
