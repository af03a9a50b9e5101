import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { owner, pageUrl } from '../support/world.ts';
import { freshName, loses, openRooms, rooms, shows, visit, type Visitor } from './visitor.ts';

/** What a log keeps is done at most once a second. */
const pause = (page: Page): Promise<void> => page.waitForTimeout(1100);

const roomIdOf = (page: Page): string => new URL(page.url()).hash.replace('#/rooms/', '');

const openPrivate = async ({ page }: Visitor, name: string): Promise<string> => {
  await page.getByRole('button', { name: 'New room' }).click();
  const dialog = page.getByRole('dialog', { name: 'A new room' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Topic' }).fill('Dark and warm');
  await dialog.getByRole('radio', { name: 'Only those you invite' }).check();
  await dialog.getByRole('button', { name: 'Open the room' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('log').waitFor();
  return roomIdOf(page);
};

const about = async ({ page }: Visitor, name: string): Promise<Locator> => {
  await page.getByRole('button', { name: `About ${name}` }).click();
  return page.getByRole('dialog', { name: 'About this room' });
};

const makeInvite = async (visitor: Visitor, name: string): Promise<string> => {
  const dialog = await about(visitor, name);
  await dialog.getByRole('button', { name: 'Make an invite link' }).click();
  const link = await dialog.getByRole('textbox', { name: 'Invite link' }).inputValue();
  await visitor.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return new URL(link).hash;
};

const comeIn = async ({ page }: Visitor, hash: string, name: string): Promise<void> => {
  await page.goto(`${pageUrl()}${hash}`);
  const dialog = page.getByRole('dialog', { name: 'You are invited' });
  await dialog.getByRole('button', { name: 'Come in' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByRole('log').waitFor();
};

const card = async ({ page }: Visitor, of: Visitor): Promise<Locator> => {
  await page
    .getByRole('button', { name: new RegExp(`^${of.name}`) })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Person' });
  await dialog.getByText(of.name).first().waitFor();
  return dialog;
};

describe('people in a private room', () => {
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;
  let id: string;
  const den = freshName('Den');

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    ana = await visit(browser, freshName('Ana'));
    bo = await visit(browser, freshName('Bo'));
    id = await openPrivate(ana, den);
  });
  afterAll(() => browser.close());

  it('come in by an invite that holds, and by no other', async () => {
    const hash = await makeInvite(ana, den);
    await bo.page.goto(`${pageUrl()}#/invites/${id}/WrongWrongWrongWrong00`);
    const dialog = bo.page.getByRole('dialog', { name: 'You are invited' });
    await dialog.getByRole('button', { name: 'Come in' }).click();
    expect(await shows(dialog.getByText('This invite does not hold.'))).toBe(true);
    await dialog.getByRole('button', { name: 'Not now' }).click();

    await comeIn(bo, hash, den);
    expect(new URL(bo.page.url()).hash).toBe(`#/rooms/${id}`);
    const settings = await about(ana, den);
    expect(await shows(settings.getByText(/^For 4 people more, until/))).toBe(true);
    await settings.getByRole('button', { name: 'Take back' }).click();
    expect(await loses(settings.getByRole('textbox', { name: 'Invite link' }))).toBe(true);
    await ana.page.keyboard.press('Escape');
  });

  it('are made moderators, muted, put out and banned by its owner, who sees all that in a log', async () => {
    const members = await card(bo, ana);
    // Whoever is only a member is offered nothing.
    expect(await members.getByRole('heading', { name: 'In this room' }).count()).toBe(0);
    await bo.page.keyboard.press('Escape');

    const person = await card(ana, bo);
    await person.getByRole('button', { name: 'Make moderator' }).click();
    expect(await shows(person.getByText(`${bo.name} is a moderator now.`))).toBe(true);
    expect(await owner.read(`members/${id}/${await bo.uid()}/role`)).toBe('moderator');
    await pause(ana.page);
    await person.getByRole('button', { name: 'Mute', exact: true }).click();
    expect(await shows(person.getByText(`${bo.name} cannot write here for now.`))).toBe(true);
    await pause(ana.page);
    await person.getByRole('button', { name: 'Let them write again' }).click();
    expect(await shows(person.getByText(`${bo.name} can write here again.`))).toBe(true);
    await pause(ana.page);
    await person.getByRole('button', { name: 'Ban from the room' }).click();
    await person.getByRole('button', { name: 'Ban from the room' }).click();
    expect(await shows(person.getByText(`${bo.name} is banned from the room.`))).toBe(true);
    await ana.page.keyboard.press('Escape');
    expect(await shows(bo.page.getByText('You are not in this room any more.'))).toBe(true);
    await bo.page.getByRole('button', { name: 'Join again' }).click();
    expect(await shows(bo.page.getByText(/You have been put out of this room/))).toBe(true);

    const settings = await about(ana, den);
    for (const entry of [
      `${ana.name} banned ${bo.name}`,
      `${ana.name} let ${bo.name} write again`,
      `${ana.name} made ${bo.name} a moderator`,
    ])
      expect(await shows(settings.getByText(entry))).toBe(true);
    await pause(ana.page);
    await settings.getByRole('button', { name: 'Lift the ban' }).click();
    expect(await shows(settings.getByText('Nobody is banned or muted here.'))).toBe(true);
    expect(await owner.read(`bans/${id}/${await bo.uid()}`)).toBe(null);
    await ana.page.keyboard.press('Escape');
  });

  it('lose it when it is closed', async () => {
    const settings = await about(ana, den);
    await pause(ana.page);
    await settings.getByRole('button', { name: 'Close the room for ever' }).click();
    expect(await shows(settings.getByText(/Everything in it is deleted/))).toBe(true);
    await settings.getByRole('button', { name: 'Close and delete' }).click();
    expect(await shows(ana.page.getByRole('heading', { level: 1, name: rooms.first.name }))).toBe(true);
    expect(await loses(ana.page.getByRole('link', { name: den }))).toBe(true);
    expect(typeof (await owner.read(`rooms/${id}/closedAt`))).toBe('number');
  });
});
