import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { freshName, openRooms, rooms, visit, type Visitor } from './visitor.ts';

describe('what was said elsewhere', () => {
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    // Notifications are noted down in place of being shown: a browser without a screen shows none.
    ana = await visit(browser, freshName('Ana'), { permissions: ['notifications'] }, async (page) => {
      await page.addInitScript(() => {
        const shown: string[] = [];
        class Noted extends EventTarget {
          static readonly permission = 'granted';
          static readonly requestPermission = () => Promise.resolve('granted');
          constructor(title: string, { body }: { body: string }) {
            super();
            shown.push(`${title}: ${body}`);
          }
        }
        Object.assign(window, { Notification: Noted, shownNotifications: shown });
      });
    });
    bo = await visit(browser, freshName('Bo'));
  });
  afterAll(() => browser.close());

  const badge = () => ana.page.locator('.unread-badge');

  it('is counted beside its room and in the title, calls apart, and is gone when it was read', async () => {
    const { page } = ana;
    await page.getByRole('link', { name: rooms.second.name }).click();
    await page.getByRole('heading', { level: 1, name: rooms.second.name }).waitFor();
    await bo.say('one');
    await bo.say('two');
    await badge().getByText('2', { exact: true }).waitFor();
    expect(await badge().getAttribute('data-calls')).toBe('false');
    await expect.poll(() => page.title()).toMatch(/^\(2\) /);
    expect(await page.locator('link[rel="icon"]').getAttribute('href')).toMatch(/^data:/);

    await bo.say(`where are you, @${ana.name.toLowerCase()}?`);
    await badge().getByText('@3', { exact: true }).waitFor();
    await page.getByRole('link', { name: /you were called once/ }).click();
    await ana.message('two').waitFor();
    await badge().waitFor({ state: 'detached' });
    await expect.poll(() => page.title()).not.toMatch(/^\(/);
  });

  it('is told outside the page as somebody wishes', async () => {
    const { page } = ana;
    const shown = () =>
      page.evaluate(
        () => (window as unknown as { shownNotifications: readonly string[] }).shownNotifications,
      );
    await page
      .getByRole('button', { name: new RegExp(ana.name) })
      .last()
      .click();
    await page.getByRole('radio', { name: /called/ }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: rooms.second.name }).click();
    await page.getByRole('heading', { level: 1, name: rooms.second.name }).waitFor();
    await bo.say('nothing for her');
    await bo.say(`@${ana.name} <b>now</b>`);
    await expect.poll(shown, { timeout: 8000 }).toHaveLength(1);
    expect((await shown())[0]).toContain(`@${ana.name} <b>now</b>`);
  });
});
