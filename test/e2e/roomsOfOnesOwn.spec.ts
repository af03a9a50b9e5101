import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { freshName, loses, openRooms, rooms, shows, visit } from './visitor.ts';

const roomIdOf = (page: Page): string => new URL(page.url()).hash.replace('#/rooms/', '');

/** Opens a room of one's own and waits until one is in it. */
const openRoom = async (
  page: Page,
  name: string,
  who: 'Everybody' | 'Only those you invite',
): Promise<string> => {
  await page.getByRole('button', { name: 'New room' }).click();
  const dialog = page.getByRole('dialog', { name: 'A new room' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Topic' }).fill('Leaves and water');
  await dialog.getByRole('radio', { name: who }).check();
  await dialog.getByRole('button', { name: 'Open the room' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('log').waitFor();
  return roomIdOf(page);
};

const about = async (page: Page, name: string) => {
  await page.getByRole('button', { name: `About ${name}` }).click();
  return page.getByRole('dialog', { name: 'About this room' });
};

describe('rooms of one’s own', () => {
  let browser: Browser;
  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('are opened, found by others, renamed, and left', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const bo = await visit(browser, freshName('Bo'));
    const name = freshName('Tea');
    const id = await openRoom(ana.page, name, 'Everybody');
    await ana.say('the kettle is on');
    await ana.message('the kettle is on').waitFor();

    await bo.page.getByRole('button', { name: 'Browse rooms' }).click();
    const list = bo.page.getByRole('dialog', { name: 'Public rooms' });
    await list.getByRole('searchbox').fill(name.toLowerCase());
    await list.getByRole('link', { name }).click();
    expect(await shows(bo.page.getByRole('heading', { level: 1, name }))).toBe(true);
    expect(await shows(bo.message('the kettle is on'))).toBe(true);
    expect(await loses(list)).toBe(true);

    const settings = await about(ana.page, name);
    await settings.getByRole('textbox', { name: 'Name' }).fill(`${name} II`);
    await settings.getByRole('combobox', { name: 'Slow mode' }).selectOption('10 s between messages');
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.getByText('Saved.').waitFor();
    await bo.page.getByRole('heading', { level: 1, name: `${name} II` }).waitFor();
    expect(await owner.read(`directory/${id}/name`)).toBe(`${name} II`);
    expect(await owner.read(`rooms/${id}/slowMs`)).toBe(10_000);
    // Whose room it is does not just walk out.
    expect(await settings.getByRole('button', { name: 'Leave the room' }).count()).toBe(0);

    const ways = await about(bo.page, `${name} II`);
    expect(await ways.getByRole('textbox').count()).toBe(0);
    await ways.getByRole('button', { name: 'Leave the room' }).click();
    await ways.getByRole('button', { name: 'Leave', exact: true }).click();
    await bo.page.getByRole('heading', { level: 1, name: rooms.first.name }).waitFor();
    expect(await owner.read(`members/${id}/${await bo.uid()}`)).toBe(null);
    expect(await owner.read(`mine/${await bo.uid()}/${id}`)).toBe(null);
    await owner.write(`directory/${id}`, null);
  });

  it('that are private are listed nowhere, and stay in one’s own list', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const bo = await visit(browser, freshName('Bo'));
    const name = freshName('Den');
    const id = await openRoom(ana.page, name, 'Only those you invite');
    expect(id).toMatch(/^p-[0-9a-z]{25}$/);
    expect(await owner.read(`directory/${id}`)).toBe(null);

    await ana.page.getByRole('link', { name: rooms.first.name }).click();
    await ana.page.getByRole('heading', { level: 1, name: rooms.first.name }).waitFor();
    await ana.page.reload();
    await ana.page.getByRole('link', { name }).click();
    expect(await shows(ana.page.getByRole('heading', { level: 1, name }))).toBe(true);

    // Whoever was not invited sees what they would see if it were not there.
    await bo.page.evaluate((to) => void (location.hash = to), `#/rooms/${id}`);
    await until(async () => roomIdOf(bo.page) === rooms.first.id, 'they are in the first room');
  });

  it('keep what was typed when they cannot be opened', async () => {
    const { page } = await visit(browser, freshName('Ana'));
    await page.getByRole('button', { name: 'New room' }).click();
    const dialog = page.getByRole('dialog', { name: 'A new room' });
    await dialog.getByRole('textbox', { name: 'Topic' }).fill('a\u202eb');
    await dialog.getByRole('button', { name: 'Open the room' }).click();
    expect(await shows(dialog.getByText('Please write something here.'))).toBe(true);
    expect(await shows(dialog.getByText(/cannot be seen, stack up/))).toBe(true);
    expect(await dialog.getByRole('textbox', { name: 'Topic' }).inputValue()).toBe('a\u202eb');
  });

  it('are opened and invited to in French', async () => {
    const { page } = await visit(browser, freshName('Zoé'), { locale: 'fr-FR' });
    const name = freshName('Cave');
    await page.getByRole('button', { name: 'Nouveau salon' }).click();
    const dialog = page.getByRole('dialog', { name: 'Un nouveau salon' });
    await dialog.getByRole('button', { name: 'Ouvrir le salon' }).click();
    expect(await shows(dialog.getByText('Écrivez quelque chose ici.').first())).toBe(true);
    await dialog.getByRole('textbox', { name: 'Nom' }).fill(name);
    await dialog.getByRole('textbox', { name: 'Sujet' }).fill('Sombre et fraîche');
    await dialog.getByRole('radio', { name: 'Seulement vos invités' }).check();
    await dialog.getByRole('button', { name: 'Ouvrir le salon' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('button', { name: `À propos de ${name}` }).click();
    const screen = page.getByRole('dialog', { name: 'À propos de ce salon' });
    await screen.getByRole('button', { name: 'Créer un lien d’invitation' }).click();
    expect(await shows(screen.getByRole('textbox', { name: 'Lien d’invitation' }))).toBe(true);
    expect(await shows(screen.getByText('Personne n’est exclu ni muet ici.'))).toBe(true);
  });
});
