import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { freshName, openRooms, shows, visit, type Visitor } from './visitor.ts';

describe('what is begun in the field', () => {
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    bo = await visit(browser, freshName('Bo'));
    await bo.say('somebody to call');
    ana = await visit(browser, freshName('Ana'));
    await ana.message('somebody to call').waitFor();
  });
  afterAll(() => browser.close());

  const options = () => ana.page.getByRole('option');

  it('is completed to a person by the keyboard alone', async () => {
    await ana.input.pressSequentially(`hello @${bo.name.slice(0, 8).toLowerCase()}`);
    await options().filter({ hasText: bo.name }).waitFor();
    await ana.page.keyboard.press('Enter');
    expect(await ana.input.inputValue()).toBe(`hello @${bo.name} `);
    await ana.page.keyboard.type('and others');
    await ana.page.keyboard.press('Enter');
    await bo.message(`hello @${bo.name} and others`).waitFor();
  });

  it('is completed to an emoji, the second of the list', async () => {
    await ana.input.pressSequentially('so :heart');
    await options()
      .first()
      .and(ana.page.getByRole('option', { selected: true }))
      .waitFor();
    await ana.page.keyboard.press('ArrowDown');
    const second = options().nth(1);
    await second.and(ana.page.getByRole('option', { selected: true })).waitFor();
    const sign = await second.locator('.completions-sign').textContent();
    await expect
      .poll(() => ana.input.getAttribute('aria-activedescendant'))
      .toBe(await second.getAttribute('id'));
    await ana.page.keyboard.press('Tab');
    expect(await ana.input.inputValue()).toBe(`so ${sign} `);
    await ana.input.fill('');
  });

  it('stays as it is after Escape, and Enter sends it', async () => {
    await ana.input.pressSequentially(':tada');
    await options().first().waitFor();
    await ana.page.keyboard.press('Escape');
    await options().first().waitFor({ state: 'detached' });
    await ana.page.keyboard.press('Enter');
    expect(await shows(bo.message(':tada'))).toBe(true);
  });

  it('is completed where the caret is, by a press of the pointer', async () => {
    await ana.input.pressSequentially('tail');
    for (let step = 0; step < 4; step += 1) await ana.page.keyboard.press('ArrowLeft');
    await ana.input.pressSequentially(':tada');
    await options().filter({ hasText: ':tada:' }).click();
    expect(await ana.input.inputValue()).toBe('🎉 tail');
    await ana.page.keyboard.type('!');
    expect(await ana.input.inputValue()).toBe('🎉 !tail');
    await ana.input.fill('');
  });
});

describe('the list of emoji', () => {
  let browser: Browser;
  let ana: Visitor;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    ana = await visit(browser, freshName('Ana'), { locale: 'fr' });
  });
  afterAll(() => browser.close());

  it('is searched and walked through by keyboard, puts a sign where the caret was, and remembers it', async () => {
    const { page, input } = ana;
    await input.fill('avant après');
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: 'Insérer un émoji' }).click();
    await page.getByRole('searchbox').pressSequentially('soleil');
    await page.getByRole('button', { name: 'soleil', exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('soleil');
    const sign = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await input.inputValue()).toBe(`avant ${sign}après`);
    expect(await input.evaluate((field) => document.activeElement === field)).toBe(true);

    await page.getByRole('button', { name: 'Insérer un émoji' }).click();
    const recent = page.getByRole('button', { name: 'Récents' });
    expect(await recent.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: /soleil/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await input.inputValue()).toBe(`avant ${sign}après`);
  });
});
