import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { asVisitor, freshName, openPage, openRooms, rooms, visit, type Visitor } from './visitor.ts';

/** Links and code that others left in the room are stops of their own, between the composer and the log. */
const stopsInRoom = 400;

describe('somebody without a mouse', () => {
  let browser: Browser;
  let bo: Visitor;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    bo = await visit(browser, freshName('Bo'));
  });
  afterAll(() => browser.close());

  it('enters, writes, reads back, returns to the end, and changes rooms', async () => {
    const page = await openPage(browser, { viewport: { width: 1280, height: 480 } });
    const ana = asVisitor(page, freshName('Ana'));
    const { keyboard } = page;
    const focused = () =>
      page.evaluate(() => {
        const element = document.activeElement;
        return element?.getAttribute('role') ?? element?.tagName.toLowerCase();
      });

    // The name field has the focus from the start, and the field to write in after that.
    await page.getByRole('textbox', { name: 'Nickname' }).waitFor();
    await keyboard.type(ana.name);
    await keyboard.press('Enter');
    await ana.log.and(page.locator('[aria-busy="false"]')).waitFor();
    await keyboard.type('written without a mouse');
    await keyboard.press('Enter');
    await bo.message('written without a mouse').waitFor();
    await bo.say(Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n'));
    await ana.log.getByText('line 19').waitFor();

    // Back into the conversation, up with the keys that scroll.
    for (let presses = 0; presses < stopsInRoom && (await focused()) !== 'log'; presses += 1)
      await keyboard.press('Shift+Tab');
    expect(await focused()).toBe('log');
    const outline = await ana.log.evaluate((log) => getComputedStyle(log).outlineStyle);
    expect(outline).toBe('solid');
    await keyboard.press('Home');
    const isAway = () => ana.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight > 100);
    await until(isAway, 'the end of the conversation is out of sight');
    await bo.say('something new');
    const latest = page.getByRole('button', { name: '1 new message' });
    await latest.waitFor();
    expect(await isAway()).toBe(true);

    for (let presses = 0; presses < stopsInRoom && !(await isFocused(latest)); presses += 1)
      await keyboard.press('Tab');
    await keyboard.press('Enter');
    await until(
      () => ana.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 2),
      'the conversation is at its end',
    );
    await latest.waitFor({ state: 'detached' });

    const study = page.getByRole('link', { name: rooms.second.name });
    for (let presses = 0; presses < stopsInRoom && !(await isFocused(study)); presses += 1)
      await keyboard.press('Shift+Tab');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: rooms.second.name }).waitFor();
  });

  it('scrolls code that is wider than the screen', async () => {
    const { page, say, log } = await visit(browser, freshName('Lou'), {
      viewport: { width: 360, height: 640 },
    });
    await say(`\`\`\`\n${'wide '.repeat(40)}\n\`\`\``);
    const block = log.getByRole('group', { name: 'Block of code' }).last();
    await block.waitFor();
    for (let presses = 0; presses < 20 && !(await isFocused(block)); presses += 1)
      await page.keyboard.press('Shift+Tab');
    expect(await isFocused(block)).toBe(true);
    await page.keyboard.press('ArrowRight');
    await until(() => block.evaluate((element) => element.scrollLeft > 0), 'the code has moved');
  });

  it('opens and closes the people of a small screen, and is back where they were', async () => {
    const { page, name } = await visit(browser, freshName('Lou'), { viewport: { width: 360, height: 640 } });
    const button = page.getByRole('button', { name: /^Rooms and people: \d+ here of \d+$/ });
    await button.focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Rooms and people' });
    await sheet.getByText(`${name} (you)`).waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(await isFocused(button)).toBe(true);
  });
});

const isFocused = (locator: { evaluate: (look: (element: Element) => boolean) => Promise<boolean> }) =>
  locator.evaluate((element) => element === document.activeElement);
