import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { freshName, openRooms, rooms, visit } from './visitor.ts';

/** What the database has sent to a page since this was called. */
const recordDownloads = (page: Page): { readonly text: () => string } => {
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  return { text: () => frames.join('\n') };
};

const seedMessages = async (roomId: string, count: number, words: string): Promise<void> => {
  const start = Date.now() - 86_400_000;
  await owner.write(
    `messages/${roomId}`,
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `-O${String(index).padStart(18, '0')}`,
        {
          uid: 'somebody',
          text: `${words} ${index}`,
          html: `<p>${words} ${index}</p>`,
          at: start + index * 1000,
          slot: 'a',
        },
      ]),
    ),
  );
};

describe('a room that this browser has seen', () => {
  let browser: Browser;
  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('is downloaded once: a reload fetches no message again, and learns what changed', async () => {
    await seedMessages(rooms.second.id, 80, 'said before');
    const ana = await visit(browser, freshName('Ana'));
    const { page } = ana;
    const first = recordDownloads(page);
    await page.getByRole('link', { name: rooms.second.name }).click();
    await ana.message('said before 79').waitFor();
    expect(first.text()).toBe('');
    await page.waitForTimeout(1500);

    const again = recordDownloads(page);
    await page.reload();
    await ana.message('said before 79').waitFor();
    await until(async () => (await ana.connection.textContent()) === 'Live', 'the page is live');
    await ana.say('and this is new');
    await until(() => again.text().includes('and this is new') || undefined, 'the new message is answered');
    expect(again.text()).not.toContain('said before');
  });
});
