import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner, pageUrl } from '../support/world.ts';
import { freshName, openRooms, rooms, shows, visit } from './visitor.ts';

const headingOf = (page: Page) => page.getByRole('heading', { level: 1 });

/** More rooms before the first one than the page lists. */
const crowd = Array.from({ length: 101 }, (_, index) => `a-crowd-${String(index).padStart(3, '0')}`);

const openRoom = async (id: string): Promise<void> => {
  const entry = { name: `Room ${id}`, topic: 'Opened by a guest' };
  await owner.write(`rooms/${id}`, { ...entry, kind: 'public', createdAt: Date.now() });
  await owner.write(`directory/${id}`, entry);
};

const closeRoom = async (id: string): Promise<void> => {
  await owner.write(`directory/${id}`, null);
  await owner.write(`rooms/${id}`, null);
};

describe('the room somebody is in', () => {
  let browser: Browser;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterEach(async () => {
    await Promise.all([...crowd, 'a-guest', 'z-last'].map(closeRoom));
    await openRooms();
  });
  afterAll(() => browser.close());

  it('is the first one without a word in the address, which then names it', async () => {
    const { page } = await visit(browser, freshName('Ana'));
    expect(await headingOf(page).textContent()).toBe(rooms.first.name);
    expect(new URL(page.url()).hash).toBe(`#/rooms/${rooms.first.id}`);
  });

  it('stays the same when others open rooms, and when it is listed no more', async () => {
    const ana = await visit(browser, freshName('Ana'));
    await ana.input.fill('in the middle of a');
    await openRoom('a-guest');
    await ana.page.getByRole('link', { name: 'Room a-guest' }).waitFor();
    expect(await headingOf(ana.page).textContent()).toBe(rooms.first.name);

    await owner.write(`directory/${rooms.first.id}`, null);
    await owner.write('rooms/a-guest/name', 'Renamed');
    await owner.write('directory/a-guest', {
      name: 'Renamed',
      topic: 'So that there is something to wait for',
    });
    await ana.page.getByRole('link', { name: 'Renamed' }).waitFor();
    expect(await headingOf(ana.page).textContent()).toBe(rooms.first.name);
    expect(await ana.input.inputValue()).toBe('in the middle of a');

    await ana.page.getByRole('link', { name: 'Renamed' }).click();
    await until(
      async () => (await headingOf(ana.page).textContent()) === 'Renamed',
      'the other room is open',
    );
  });

  it('is found behind more rooms than the list holds', async () => {
    await Promise.all([...crowd, 'z-last'].map(openRoom));
    const { page } = await visit(browser, freshName('Ana'));
    expect(await headingOf(page).textContent()).toBe(rooms.first.name);
    expect(await shows(page.getByRole('link', { name: rooms.first.name }))).toBe(true);

    await page.goto(`${pageUrl()}#/rooms/z-last`);
    await until(async () => (await headingOf(page).textContent()) === 'Room z-last', 'that room is open');
    expect(await shows(page.getByRole('link', { name: 'Room z-last' }))).toBe(true);
    expect(await shows(page.getByRole('link', { name: rooms.first.name }))).toBe(true);
  });

  it.each(['#/rooms/nowhere', '#/rooms/__proto__', '#/rooms/../names', '#', '#/rooms/%00'])(
    'is the first one for the address %s',
    async (hash) => {
      const { page } = await visit(browser, freshName('Ana'));
      await page.getByRole('link', { name: rooms.second.name }).click();
      await until(
        async () => (await headingOf(page).textContent()) === rooms.second.name,
        'another room is open',
      );
      await page.evaluate((to) => void (location.hash = to), hash);
      await until(
        async () => (await headingOf(page).textContent()) === rooms.first.name,
        'the first room is open',
      );
      await until(
        async () => new URL(page.url()).hash === `#/rooms/${rooms.first.id}`,
        'the address names the first room',
      );
      expect(await headingOf(page).textContent()).toBe(rooms.first.name);
    },
  );
});
