import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { pageUrl } from '../support/world.ts';
import { idOf, openLongRoom, sayInRoom, seen } from './longRoom.ts';
import { freshName, openRooms, visit, type Visitor } from './visitor.ts';

const count = 1200;
const archive = 'archive';

describe('finding what was said in a room', () => {
  let browser: Browser;
  let ana: Visitor;

  beforeAll(async () => {
    await openRooms();
    await openLongRoom(archive, 'Archive', count);
    browser = await openBrowser();
    ana = await visit(browser, freshName('Ana'));
    await ana.page.goto(`${pageUrl()}#/rooms/${archive}`);
    await ana.page.getByRole('heading', { level: 1, name: 'Archive' }).waitFor();
    await sayInRoom(archive, count, 'The crème brûlée is on the table.');
    await ana.message('The crème brûlée is on the table.').waitFor();
  }, 60_000);
  afterAll(() => browser.close());

  it('goes to the newest hit, and to the others with the keyboard, and keeps the focus', async () => {
    const { page } = ana;
    const { keyboard } = page;
    await page.getByRole('button', { name: 'Find in this room' }).click();
    const field = page.getByRole('searchbox', { name: 'Find in this room' });
    await field.waitFor();
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    await keyboard.type('creme');
    const status = page.getByRole('search').getByRole('status');
    await until(async () => (await status.textContent()) === '1 of 1', 'the one message is found');
    await page.getByText('The whole room was searched.').waitFor();
    // Where it was said it is marked, as it was written.
    const marked = (): Promise<readonly string[]> =>
      page.evaluate(() => [...(CSS.highlights.get('found') ?? [])].map(String));
    await until(async () => (await marked()).join() === 'crème', 'the word is marked');

    await field.fill('00 said');
    await until(async () => (await status.textContent()) === '1 of 20', 'all are found');
    const lit = ana.log.locator('.message[data-lit=true]');
    const litKey = (): Promise<string | null> => lit.first().getAttribute('data-key');
    await until(async () => (await litKey()) === idOf(1100), 'the newest is shown');
    for (const number of [1009, 1008, 1007]) {
      await keyboard.press('Enter');
      await until(async () => (await litKey()) === idOf(number), 'the one before it is shown');
      expect((await seen(ana)).map((message) => message.number)).toContain(number);
    }
    await keyboard.press('Shift+Enter');
    await until(async () => (await litKey()) === idOf(1008), 'the one after it is shown');
    expect(await status.textContent()).toBe('3 of 20');
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('waits when a word is everywhere, and goes on or says that there is nothing', async () => {
    const { page } = ana;
    const field = page.getByRole('searchbox', { name: 'Find in this room' });
    const status = page.getByRole('search').getByRole('status');
    await field.fill('rain');
    await page.getByRole('button', { name: 'Search further back' }).click();
    await until(
      async () => Number(/of (\d+)/.exec((await status.textContent()) ?? '')?.[1]) > 150,
      'more is found',
    );
    await field.fill('never said');
    await until(async () => (await status.textContent()) === 'Nothing found.', 'nothing is found');
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    const button = page.getByRole('button', { name: 'Find in this room' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});
