import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { freshName, openRooms, visit, type Visitor } from './visitor.ts';

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
    await options().first().waitFor();
    await ana.page.keyboard.press('ArrowDown');
    const second = await options().nth(1).locator('.completions-sign').textContent();
    expect(await ana.input.getAttribute('aria-activedescendant')).toBe(
      await options().nth(1).getAttribute('id'),
    );
    await ana.page.keyboard.press('Tab');
    expect(await ana.input.inputValue()).toBe(`so ${second} `);
    await ana.input.fill('');
  });

  it('stays as it is after Escape, and Enter sends it', async () => {
    await ana.input.pressSequentially(':tada');
    await options().first().waitFor();
    await ana.page.keyboard.press('Escape');
    await options().first().waitFor({ state: 'detached' });
    await ana.page.keyboard.press('Enter');
    await bo.message(':tada').waitFor();
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
