import { directRoomId, type UserId } from '@causerie/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { freshName, openRooms, rooms, shows, visit, type Visitor } from './visitor.ts';

const writeTo = async ({ page }: Visitor, other: Visitor): Promise<void> => {
  await page.getByRole('link', { name: rooms.first.name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: rooms.first.name }).waitFor();
  await page
    .getByRole('button', { name: new RegExp(`^${other.name}`) })
    .first()
    .click();
  await page.getByRole('dialog', { name: 'Person' }).getByRole('button', { name: 'Write a message' }).click();
  await page.getByRole('heading', { level: 1, name: other.name }).waitFor();
  await page.getByRole('log').waitFor();
};

describe('two people', () => {
  let browser: Browser;
  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('talk in one room of their own, found again from either card, left and opened again', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const bo = await visit(browser, freshName('Bo'));
    await writeTo(ana, bo);
    await ana.say('psst');
    await ana.message('psst').and(ana.page.locator('[data-standing="stored"]')).waitFor();
    const id = directRoomId((await ana.uid()) as UserId, (await bo.uid()) as UserId);
    expect(new URL(ana.page.url()).hash).toBe(`#/rooms/${id}`);

    expect(await shows(bo.page.getByRole('link', { name: ana.name }))).toBe(true);
    await writeTo(bo, ana);
    expect(new URL(bo.page.url()).hash).toBe(`#/rooms/${id}`);
    expect(await shows(bo.message('psst'))).toBe(true);

    await bo.page.getByRole('button', { name: `About ${ana.name}` }).click();
    const dialog = bo.page.getByRole('dialog', { name: 'About this room' });
    await dialog.getByRole('button', { name: 'Leave the room' }).click();
    await dialog.getByRole('button', { name: 'Leave', exact: true }).click();
    await bo.page.getByRole('link', { name: ana.name }).waitFor({ state: 'detached' });
    await writeTo(bo, ana);
    expect(await shows(bo.message('psst'))).toBe(true);
  });
});
