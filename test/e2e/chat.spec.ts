import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { freshName, loses, openRooms, rooms, shows, visit, type Visitor } from './visitor.ts';

const digits = (index: number) => String(index).padStart(3, '0');

/** How many connections of a person are open. */
const connections = async (uid: string): Promise<number> =>
  Object.keys((await owner.read(`presence/${uid}`)) ?? {}).length;

describe('two people in two browsers', () => {
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    ana = await visit(browser, freshName('Ana'));
    bo = await visit(browser, freshName('Bo'));
  });
  afterAll(() => browser.close());

  it('are both in the first room', async () => {
    for (const { page } of [ana, bo]) {
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(rooms.first.name);
      await expect.poll(() => page.title(), { timeout: 10_000 }).toBe(`${rooms.first.name} · Causerie`);
    }
  });

  it('see who is there, by name', async () => {
    for (const { page } of [ana, bo]) {
      const here = page.getByRole('region', { name: /here now/i });
      expect(await shows(here.getByText(ana.name))).toBe(true);
      expect(await shows(here.getByText(bo.name))).toBe(true);
    }
  });

  it('see at once what the other writes, and soon how it was meant', async () => {
    const text = `hello **${bo.name}**, is \`a < b\` true?`;
    await ana.say(text);
    expect(await shows(bo.log.getByText('is').first())).toBe(true);
    const rendered = bo.log.locator('li', { has: bo.page.locator('strong', { hasText: bo.name }) });
    await rendered.waitFor();
    expect(await rendered.locator('code').textContent()).toBe('a < b');
    expect(await rendered.locator('bdi').textContent()).toBe(ana.name);
    expect(await ana.input.inputValue()).toBe('');
  });

  it('see each other writing, until the message is there', async () => {
    await bo.input.pressSequentially('I am think');
    const line = ana.page.getByText(`${bo.name} is writing…`);
    expect(await shows(line)).toBe(true);
    await bo.say('I am thinking.');
    expect(await shows(ana.message('I am thinking.'))).toBe(true);
    expect(await loses(line)).toBe(true);
    // Typing again right after a message must show as well.
    await bo.input.pressSequentially('and');
    expect(await shows(line)).toBe(true);
    await bo.input.fill('');
    expect(await loses(line)).toBe(true);
  });

  it('keep line breaks, and send with Enter alone', async () => {
    await ana.input.fill('first');
    await ana.page.keyboard.press('Shift+Enter');
    await ana.page.keyboard.type('second');
    await ana.page.keyboard.press('Enter');
    const both = bo.log.locator('.message-text', { hasText: 'first' }).last();
    await until(async () => (await both.innerText()) === 'first\nsecond', 'the lines stand under each other');
    expect(await both.innerText()).toBe('first\nsecond');
  });

  it('are offered the rest of a long message where there is one', async () => {
    // Others may have said long things in this room before.
    const moreOf = (words: string): Locator =>
      bo.log.getByRole('listitem').filter({ hasText: words }).getByRole('button', { name: 'Show all of it' });
    await ana.say(`far${'\n'.repeat(3990)}apart`);
    await bo.log.locator('.message-html', { hasText: 'apart' }).waitFor();
    await ana.say(`marked a${'\u0301'.repeat(3000)}`);
    await bo.log.locator('.message-html', { hasText: 'marked' }).waitFor();
    expect(await moreOf('apart').count()).toBe(0);
    expect(await moreOf('marked').count()).toBe(0);

    await ana.say(Array.from({ length: 30 }, (_, index) => `verse ${index}`).join('\n'));
    await bo.log.locator('.message-html', { hasText: 'verse 29' }).waitFor();
    const verses = bo.log.locator('.message-text', { hasText: 'verse 29' });
    expect(await verses.getAttribute('data-cut')).toBe('true');
    await moreOf('verse 29').click();
    expect(await verses.getAttribute('data-cut')).toBe('false');
    expect(await moreOf('verse 29').count()).toBe(0);
  });

  it('do not send blanks, or an Enter that belongs to an input method', async () => {
    await ana.say('one before');
    await bo.message('one before').waitFor();
    await ana.say('   \n  ');
    await ana.input.fill('にほ');
    await ana.input.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(await ana.input.inputValue()).toBe('にほ');
    await ana.say('にほん');
    expect(await shows(bo.message('にほん'))).toBe(true);
    expect((await bo.log.locator('.message-text').allInnerTexts()).slice(-2)).toEqual([
      'one before',
      'にほん',
    ]);
  });

  it('see names and texts of other scripts where they belong', async () => {
    await bo.say('שלום, abc 123');
    const text = ana.message('שלום, abc 123');
    await text.waitFor();
    expect(
      await text.locator('.message-text').evaluate((element) => getComputedStyle(element).direction),
    ).toBe('rtl');
  });

  it('notice when one leaves', async () => {
    const guest = await visit(browser, freshName('Guest'));
    const here = ana.page.getByRole('region', { name: /here now/i });
    expect(await shows(here.getByText(guest.name))).toBe(true);
    await guest.page.context().close();
    expect(await loses(here.getByText(guest.name))).toBe(true);
    expect(await shows(ana.page.getByRole('region', { name: /offline/i }).getByText(guest.name))).toBe(true);
  });

  it('show one person in two tabs as one, until the last tab is closed', async () => {
    const guest = await visit(browser, freshName('Twice'));
    const uid = await guest.uid();
    const second = await guest.page.context().newPage();
    await second.goto(guest.page.url());
    await until(async () => (await connections(uid)) === 2, 'both tabs have a row');
    await second.close();
    await until(async () => (await connections(uid)) === 1, 'the closed tab has none');
    expect(await shows(ana.page.getByRole('region', { name: /here now/i }).getByText(guest.name))).toBe(true);
    await guest.page.context().close();
  });

  it('find a newcomer the last fifty messages, in order', async () => {
    const uid = await ana.uid();
    const at = Date.now() - 3_600_000;
    await owner.write(
      `messages/${rooms.second.id}`,
      Object.fromEntries(
        Array.from({ length: 60 }, (_, index) => [
          `-O${digits(index).padStart(18, '0')}`,
          { uid, text: `message ${digits(index)}`, at: at + index * 1000, slot: 'a' },
        ]),
      ),
    );
    await bo.page.getByRole('link', { name: rooms.second.name }).click();
    expect(await shows(bo.message('message 059'))).toBe(true);
    const texts = await bo.log.locator('.message-text').allInnerTexts();
    expect(texts).toEqual(Array.from({ length: 50 }, (_, index) => `message ${digits(index + 10)}`));
    const { atEnd } = await bo.log.evaluate((log) => ({
      atEnd: log.scrollHeight - log.scrollTop - log.clientHeight < 2,
    }));
    expect(atEnd).toBe(true);
  });
});
