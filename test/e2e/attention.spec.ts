import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '@causerie/contract';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
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

  it('comes to a page twice at most, however much was read there before', async () => {
    // A room that nobody else speaks in: where there is more than is followed at once, what was followed first lives on for a while.
    const room = { id: 'reading-room', name: 'Reading room', topic: 'One by one' };
    await owner.write(`rooms/${room.id}`, { ...room, id: null, kind: 'public', createdAt: Date.now() });
    const enterIt = async ({ page }: Visitor): Promise<void> => {
      await page.evaluate((id) => void (location.hash = `#/rooms/${id}`), room.id);
      await page.getByRole('heading', { level: 1, name: room.name }).waitFor();
      await page.locator('[role="log"][aria-busy="false"]').waitFor();
    };
    const texts = Array.from({ length: 4 }, (_, index) => `read one by one: ${index}`);
    const frames: string[] = [];
    const cy = await visit(browser, freshName('Cy'), {}, async (page) => {
      page.on('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => frames.push(String(payload))),
      );
    });
    const di = await visit(browser, freshName('Di'));
    await enterIt(di);
    await enterIt(cy);
    const place = paths.mineEntry.at({ uid: await cy.uid(), roomId: room.id });
    const lastRead = async (): Promise<unknown> => owner.read(`${place}/lastRead`);
    for (const text of texts) {
      const before = await lastRead();
      await di.say(text);
      await cy.message(text).waitFor();
      await until(async () => (await lastRead()) !== before, 'it is noted as read');
    }
    // In the conversation, and in what counts the unread.
    const last = texts.at(-1) ?? '';
    const times = frames.filter((frame) => frame.includes(`"text":"${last}"`)).length;
    expect(times).toBeGreaterThan(0);
    expect(times).toBeLessThanOrEqual(2);
    for (const { page } of [cy, di]) await page.context().close();
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
