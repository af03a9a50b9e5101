import { directRoomId, type UserId } from '@causerie/contract';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { owner } from '../support/world.ts';
import { freshName, loses, openRooms, rooms, shows, visit, type Visitor } from './visitor.ts';

const open = async ({ page }: Visitor, other: Visitor): Promise<Locator> => {
  await page
    .getByRole('button', { name: new RegExp(`^${other.name}`) })
    .first()
    .click();
  return page.getByRole('dialog', { name: 'Person' });
};

const writeTo = async (visitor: Visitor, other: Visitor): Promise<void> => {
  const { page } = visitor;
  await page.getByRole('link', { name: rooms.first.name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: rooms.first.name }).waitFor();
  await (await open(visitor, other)).getByRole('button', { name: 'Write a message' }).click();
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

  it('are left in peace by whom they block, and report what was written', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const bo = await visit(browser, freshName('Bo'));
    const noise = `noise of ${bo.name}`;
    await bo.say(noise);
    await ana.message(noise).waitFor();

    const card = await open(ana, bo);
    await card.getByRole('button', { name: 'Report their latest message' }).click();
    const form = ana.page.getByRole('dialog', { name: 'Report a message' });
    expect(await shows(form.getByText(noise))).toBe(true);
    await form.getByRole('radio', { name: 'It harasses somebody' }).check();
    await form.getByRole('button', { name: 'Send the report' }).click();
    expect(await shows(form.getByText('Thank you. The report has been sent.'))).toBe(true);
    await ana.page.keyboard.press('Escape');
    const reports = Object.values((await owner.read('reports')) as Readonly<Record<string, object>>);
    expect(reports).toContainEqual(
      expect.objectContaining({ uid: await ana.uid(), about: await bo.uid(), text: noise }),
    );

    await card.getByRole('button', { name: 'Block' }).click();
    expect(await shows(card.getByText(/You have blocked this person/))).toBe(true);
    await ana.page.keyboard.press('Escape');
    expect(await loses(ana.message(noise))).toBe(true);
    await ana.page.reload();
    await ana.log.and(ana.page.locator('[aria-busy="false"]')).waitFor();
    expect(await loses(ana.message(noise))).toBe(true);

    await (await open(ana, bo)).getByRole('button', { name: 'Hear from them again' }).click();
    await ana.page.keyboard.press('Escape');
    expect(await shows(ana.message(noise))).toBe(true);
  });
});
