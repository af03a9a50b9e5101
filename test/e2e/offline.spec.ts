import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner, pageUrl } from '../support/world.ts';
import { createCable } from './cable.ts';
import { asVisitor, freshName, openRooms, rooms, visit } from './visitor.ts';

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

/** What is kept is written in batches, a moment after it came. */
const isKept = async (page: Page, words: string): Promise<void> => {
  await until(
    () =>
      page.evaluate(async (wanted) => {
        const [{ name = '' } = {}] = (await indexedDB.databases()).filter((each) =>
          each.name?.startsWith('causerie.of.'),
        );
        const opening = indexedDB.open(name);
        await new Promise((resolve) => opening.addEventListener('success', resolve));
        const reading = opening.result.transaction('kept').objectStore('kept').getAll();
        await new Promise((resolve) => reading.addEventListener('success', resolve));
        opening.result.close();
        return JSON.stringify(reading.result).includes(wanted);
      }, words),
    `${words} is kept`,
  );
};

describe('a room that this browser has seen', () => {
  let browser: Browser;
  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('is downloaded once: a reload fetches no message again, and at most 2 % of the bytes', async () => {
    await seedMessages(rooms.second.id, 80, 'said before');
    const ana = await visit(browser, freshName('Ana'));
    const { page } = ana;
    await page.getByRole('link', { name: rooms.second.name }).click();
    await ana.message('said before 79').waitFor();
    await isKept(page, 'said before 79');

    const again = recordDownloads(page);
    await page.reload();
    await ana.message('said before 79').waitFor();
    await until(async () => (await ana.connection.textContent()) === 'Live', 'the page is live');
    await ana.say('and this is new');
    await until(() => again.text().includes('and this is new') || undefined, 'the new message is answered');
    expect(again.text()).not.toContain('said before');
    // The answers to the listeners of the room: nothing but "ok", for what takes so many bytes.
    const naive = JSON.stringify(await owner.read(`messages/${rooms.second.id}`)).length;
    const answers = again.text().match(/\{"t":"d","d":\{"r":\d+,"b":\{"s":"ok","d":\{\}\}\}\}/g) ?? [];
    expect(answers.length).toBeGreaterThan(2);
    expect((3 * (answers[0]?.length ?? 0)) / naive).toBeLessThan(0.02);
  });

  it('shows at once what it showed before, and then what was changed and said meanwhile', async () => {
    await seedMessages(rooms.second.id, 80, 'once said');
    const ana = await visit(browser, freshName('Ana'));
    const { page } = ana;
    await page.getByRole('link', { name: rooms.second.name }).click();
    await ana.message('once said 79').waitFor();
    await isKept(page, 'once said 79');
    await page.goto('about:blank');
    const [edited, deleted] = ['-O000000000000000078', '-O000000000000000077'];
    await owner.write(`messages/${rooms.second.id}/${edited}/text`, 'said otherwise');
    await owner.write(`messages/${rooms.second.id}/${edited}/html`, '<p>said otherwise</p>');
    await owner.write(`messages/${rooms.second.id}/${deleted}`, {
      uid: 'somebody',
      at: Date.now() - 80_000_000,
      slot: 'a',
      deleted: true,
    });
    await page.goBack();
    await ana.message('once said 79').waitFor();
    await ana.message('said otherwise').waitFor();
    await ana.message('once said 77').waitFor({ state: 'detached' });
    expect(await ana.message('once said 78').count()).toBe(0);
  });

  it('opens without a network, shows the room, and sends later what is written', async () => {
    await seedMessages(rooms.second.id, 30, 'kept');
    // Chromium's own way of being offline leaves sockets alone.
    const wire = createCable();
    const ana = await visit(browser, freshName('Ana'), { serviceWorkers: 'allow' }, wire.lay);
    const { page } = ana;
    const context = page.context();
    await page.getByRole('link', { name: rooms.second.name }).click();
    await ana.message('kept 29').waitFor();
    await isKept(page, 'kept 29');
    await until(
      () => page.evaluate(async () => (await (await caches.open('causerie-page')).match('/')) !== undefined),
      'the page is kept',
      15_000,
    );
    wire.cut();
    await context.setOffline(true);
    await page.reload();
    await ana.message('kept 29').waitFor();
    // Whether the device says so too is up to Chromium.
    await until(
      async () => /^(?:Offline|Connecting…)$/.test((await ana.connection.textContent()) ?? ''),
      'the page says that it has no connection',
    );
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(rooms.second.name);
    await ana.say('written in a tunnel');
    await page.reload();
    await ana.message('written in a tunnel').getByText('Waiting for the connection').waitFor();
    wire.mend();
    await context.setOffline(false);
    await page.getByText('Waiting for the connection').waitFor({ state: 'detached', timeout: 20_000 });
    // It is being sent from then on, and there once it has been answered.
    await ana.message('written in a tunnel').and(page.locator('[data-standing=stored]')).waitFor();
    const stored = (await owner.read(`messages/${rooms.second.id}`)) as Record<string, { text: string }>;
    expect(Object.values(stored).filter(({ text }) => text === 'written in a tunnel')).toHaveLength(1);
  });

  it('leaves nothing behind for whoever comes next', async () => {
    await seedMessages(rooms.second.id, 5, 'private matter');
    const ana = await visit(browser, freshName('Ana'));
    const { page } = ana;
    await page.getByRole('link', { name: rooms.second.name }).click();
    await ana.message('private matter 4').waitFor();
    await isKept(page, 'private matter 4');
    // The account goes without the page having a say, as when somebody clears it, or it was ended elsewhere.
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('firebaseLocalStorageDb');
          opening.addEventListener('success', () => {
            const transaction = opening.result.transaction('firebaseLocalStorage', 'readwrite');
            transaction.objectStore('firebaseLocalStorage').clear();
            transaction.addEventListener('complete', resolve);
          });
        }),
    );
    await page.reload();
    await page.getByRole('textbox', { name: /nickname/i }).waitFor();
    await until(
      () =>
        page.evaluate(async () => {
          const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
          return !names.some((name) => name.startsWith('causerie.of.'));
        }),
      'nothing is kept of somebody else',
    );
    expect(await page.evaluate(() => localStorage.getItem('causerie:account'))).toBeNull();
    expect(await page.getByText('private matter').count()).toBe(0);
  });
});

describe('the tabs of one browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('show each other what waits, and send it once when one of them is closed', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const context = ana.page.context();
    const other = asVisitor(await context.newPage(), ana.name);
    await other.page.goto(pageUrl());
    await other.log.and(other.page.locator('[aria-busy="false"]')).waitFor();
    await context.setOffline(true);
    await ana.say('written in one tab');
    await other.message('written in one tab').getByText('Waiting for the connection').waitFor();
    await other.say('and in the other');
    await ana.message('and in the other').getByText('Waiting for the connection').waitFor();
    await ana.page.close();
    await context.setOffline(false);
    await other.page.getByText('Waiting for the connection').first().waitFor({ state: 'detached' });
    await until(async () => (await textsOf(rooms.first.id)).includes('and in the other'), 'both are sent');
    const texts = await textsOf(rooms.first.id);
    expect(texts.filter((text) => /^(?:written in one tab|and in the other)$/.test(text))).toEqual([
      'written in one tab',
      'and in the other',
    ]);
  });
});

/** What is said in a room, in its order. */
const textsOf = async (roomId: string): Promise<readonly string[]> => {
  const stored = (await owner.read(`messages/${roomId}`)) as Record<
    string,
    { at: number; text: string }
  > | null;
  return Object.values(stored ?? {})
    .toSorted((a, b) => a.at - b.at)
    .map(({ text }) => text);
};
