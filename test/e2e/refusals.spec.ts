import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { freshName, openRooms, rooms, visit } from './visitor.ts';

describe('a message that the room refuses', () => {
  let browser: Browser;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('keeps its text, says why, and goes out when the reason is gone', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const bo = await visit(browser, freshName('Bo'));
    await owner.write(`members/${rooms.first.id}/${await ana.uid()}`, null);
    await ana.page.getByText('You are not in this room any more.').first().waitFor();

    await ana.say('do not lose me');
    const refusal = ana.page.getByRole('alert').filter({ hasText: 'Not sent.' });
    await refusal.filter({ hasText: 'You are not in this room any more.' }).waitFor();
    await ana.message('do not lose me').waitFor();
    expect(await bo.message('do not lose me').count()).toBe(0);

    await ana.page.getByRole('button', { name: 'Join again' }).click();
    await ana.page
      .getByRole('region', { name: /here now/i })
      .getByText(bo.name)
      .waitFor();
    await refusal.getByRole('button', { name: 'Try again' }).click();
    await bo.message('do not lose me').waitFor();
    await refusal.waitFor({ state: 'detached' });
    expect(await ana.message('do not lose me').count()).toBe(1);
  });

  it('can be taken back into the field, in front of what is being written there', async () => {
    const ana = await visit(browser, freshName('Ana'));
    await owner.write(`members/${rooms.first.id}/${await ana.uid()}`, null);
    await ana.page.getByText('You are not in this room any more.').first().waitFor();
    await ana.say('once more');
    const refusal = ana.page.getByRole('alert').filter({ hasText: 'Not sent.' });
    await refusal.waitFor();
    await ana.input.fill('and this');
    await refusal.getByRole('button', { name: 'Edit' }).click();
    expect(await ana.input.inputValue()).toBe('once more\nand this');
    expect(await ana.input.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await refusal.count()).toBe(0);
  });

  it.each([
    ['en-GB', 'Pictures and files cannot be sent here. Nothing is lost: what you wrote is still there.'],
    [
      'fr',
      'Les images et les fichiers ne peuvent pas être envoyés ici. Rien n’est perdu\u00a0: votre texte est toujours là.',
    ],
  ])('cannot be a picture that was pasted or dropped, and says so: %s', async (locale, words) => {
    const ana = await visit(browser, freshName('Ana'), { locale });
    await ana.input.fill('a word with it');
    for (const type of ['paste', 'drop'] as const) {
      const isLeft = await ana.input.evaluate((input, kind) => {
        const data = new DataTransfer();
        data.items.add(new File(['x'], 'cat.png', { type: 'image/png' }));
        const options = { bubbles: true, cancelable: true };
        return input.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', { ...options, dataTransfer: data }),
        );
      }, type);
      // Otherwise the browser would open the picture in place of the page.
      expect(isLeft).toBe(false);
      await ana.page.getByRole('status').getByText(words).waitFor();
      expect(await ana.input.inputValue()).toBe('a word with it');
      await ana.input.press('End');
      await ana.input.pressSequentially('x');
      await ana.page.getByText(words).waitFor({ state: 'detached' });
      await ana.input.fill('a word with it');
    }
    await ana.page.context().close();
  });

  it('is not sent when it is too long, and says by how much', async () => {
    const ana = await visit(browser, freshName('Ana'));
    await ana.say('x'.repeat(4007));
    await ana.page.getByText('7 too many').waitFor();
    expect(await ana.input.inputValue()).toHaveLength(4007);
    await ana.input.fill('x'.repeat(3999));
    await ana.page.getByText('1 left').waitFor();
  });
});

describe('somebody who is put out of a room', () => {
  let browser: Browser;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('stays out, with what they were writing, until they come back themselves', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const uid = await ana.uid();
    const places = [`members/${rooms.first.id}/${uid}`, `mine/${uid}/${rooms.first.id}`];
    const stored = () => Promise.all(places.map((place) => owner.read(place)));
    await ana.input.fill('half a thou');
    await Promise.all(places.map((place) => owner.write(place, null)));
    const notice = ana.page.getByText('You are not in this room any more.');
    await notice.waitFor();
    expect(await ana.input.inputValue()).toBe('half a thou');

    // Neither a walk through another room nor the way back joins by itself.
    await ana.page.getByRole('link', { name: rooms.second.name }).click();
    await ana.page.getByRole('heading', { level: 1, name: rooms.second.name }).waitFor();
    await ana.say('somewhere else');
    await ana.message('somewhere else').waitFor();
    await ana.page.getByRole('link', { name: rooms.first.name }).click();
    await notice.waitFor();
    expect(await stored()).toEqual([null, null]);

    await ana.page.getByRole('button', { name: 'Join again' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await ana.input.inputValue()).toBe('half a thou');
    await ana.say('back again');
    await ana.message('back again').waitFor();
    expect(await stored()).not.toContain(null);
  });
});

describe('somebody who writes faster than a room reads', () => {
  let browser: Browser;
  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('sees when the next message leaves, and every message leaves in order', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const bo = await visit(browser, freshName('Bo'));
    const texts = Array.from({ length: 7 }, (_, index) => `quick ${index}`);
    for (const text of texts) {
      await ana.say(text);
    }
    await ana.page
      .getByText(/Goes out in \d+ s/)
      .first()
      .waitFor();
    await bo.message('quick 4').waitFor();
    expect(await bo.message('quick 5').count()).toBe(0);
    await bo.message('quick 6').waitFor({ timeout: 15_000 });
    const arrived = await bo.log.locator('.message-text').allInnerTexts();
    expect(arrived.filter((text) => texts.includes(text))).toEqual(texts);
  });

  it('makes the pauses that a room asks for', async () => {
    await owner.write(`rooms/${rooms.second.id}/slowMs`, 4000);
    const ana = await visit(browser, freshName('Ana'));
    await ana.page.getByRole('link', { name: rooms.second.name }).click();
    await ana.page.getByRole('heading', { level: 1, name: rooms.second.name }).waitFor();
    const texts = ['slowly', 'and then again'];
    for (const text of texts) await ana.say(text);
    await ana.page.getByText(/Goes out in \d+ s/).waitFor();
    const uid = await ana.uid();
    const stored = async (): Promise<readonly { readonly text: string; readonly at: number }[]> => {
      const all = await owner.read(`messages/${rooms.second.id}`);
      return Object.values(
        all as Readonly<Record<string, { readonly uid: string; readonly text: string; readonly at: number }>>,
      ).filter((message) => message.uid === uid);
    };
    await until(async () => (await stored()).length === 2, 'both messages have arrived');
    const [first, second] = (await stored()).toSorted((a, b) => a.at - b.at);
    expect([first?.text, second?.text]).toEqual(texts);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(4000);
  });
});
