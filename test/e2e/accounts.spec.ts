import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { asVisitor, freshName, openPage, openRooms, shows, visit } from './visitor.ts';

const password = 'correct horse';

let addresses = 0;
const freshEmail = (): string => {
  addresses += 1;
  return `ana.${Date.now().toString(36)}.${addresses}@example.org`;
};

const me = async (page: Page) => {
  await page.getByRole('button', { name: /: profile and account$/ }).click();
  return page.getByRole('dialog', { name: 'You' });
};

const fillIn = async (page: Page, email: string, secret: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel('Password').fill(secret);
};

const signOut = async (page: Page): Promise<void> => {
  const dialog = await me(page);
  await dialog.getByRole('button', { name: 'Sign out', exact: true }).click();
  await dialog.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('textbox', { name: 'Nickname' }).waitFor();
};

const back = async (page: Page) => {
  await page.getByRole('button', { name: 'I already have an account' }).click();
  return page.getByRole('dialog', { name: 'Welcome back' });
};

describe('accounts', () => {
  let browser: Browser;
  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('are made of guests, who lose nothing and come back from elsewhere', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const email = freshEmail();
    const uid = await ana.uid();
    const dialog = await me(ana.page);
    await fillIn(ana.page, email, password);
    await dialog.getByRole('button', { name: 'Make it an account' }).click();
    expect(await shows(dialog.getByText('You have an account now. Everything is still yours.'))).toBe(true);
    expect(await shows(dialog.getByText(`Signed in as ${email}, with password.`))).toBe(true);
    await ana.page.keyboard.press('Escape');
    await ana.say(`from an account ${uid}`);
    await ana.message(`from an account ${uid}`).and(ana.page.locator('[data-standing="stored"]')).waitFor();

    const elsewhere = await openPage(browser);
    await back(elsewhere);
    await fillIn(elsewhere, email, 'something else');
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    expect(await shows(elsewhere.getByText(/do not belong together/))).toBe(true);
    await elsewhere.getByLabel('Password').fill(password);
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    const again = asVisitor(elsewhere, ana.name);
    expect(await shows(again.message(`from an account ${uid}`))).toBe(true);
    expect(await shows(elsewhere.getByText(`${ana.name} (you)`))).toBe(true);
    expect(await again.uid()).toBe(uid);

    // Whoever has the address already is told, and keeps what they typed.
    const bo = await visit(browser, freshName('Bo'));
    const refused = await me(bo.page);
    await fillIn(bo.page, email, password);
    await refused.getByRole('button', { name: 'Make it an account' }).click();
    expect(await shows(refused.getByText(/There is an account with this address already/))).toBe(true);
    expect(await refused.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(email);
  });

  it('of Google are entered, named, left, and entered again', async () => {
    const page = await openPage(browser);
    const email = freshEmail();
    await back(page);
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const name = freshName('Lou');
    await page.getByRole('textbox', { name: 'Nickname' }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByRole('log').waitFor();
    await signOut(page);

    await back(page);
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await page.getByRole('button', { name: 'Continue with Google' }).click();
    expect(await shows(page.getByText(`${name} (you)`))).toBe(true);
  });

  it('are signed out everywhere at once', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const email = freshEmail();
    const dialog = await me(ana.page);
    await fillIn(ana.page, email, password);
    await dialog.getByRole('button', { name: 'Make it an account' }).click();
    await dialog.getByText(/You have an account now/).waitFor();

    const elsewhere = await openPage(browser);
    await back(elsewhere);
    await fillIn(elsewhere, email, password);
    await elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await asVisitor(elsewhere, ana.name).log.waitFor();

    await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
    await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
    expect(await shows(ana.page.getByRole('textbox', { name: 'Nickname' }))).toBe(true);
    await elsewhere.reload();
    expect(await shows(elsewhere.getByRole('textbox', { name: 'Nickname' }))).toBe(true);
  });

  it('are not left without a word about what has not been sent', async () => {
    const ana = await visit(browser, freshName('Ana'));
    await (await me(ana.page)).getByRole('button', { name: 'Close', exact: true }).click();
    await ana.page.context().setOffline(true);
    await ana.say('not yet on its way');
    await ana.message('not yet on its way').waitFor();
    const dialog = await me(ana.page);
    await dialog.getByRole('button', { name: 'Sign out', exact: true }).click();
    expect(await shows(dialog.getByText(/One message has not been sent yet and will be lost/))).toBe(true);
  });

  it('can be taken along as a file, and erased', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const uid = await ana.uid();
    const said = `mine for good ${uid}`;
    await ana.say(said);
    await ana.message(said).and(ana.page.locator('[data-standing="stored"]')).waitFor();
    const dialog = await me(ana.page);
    const downloading = ana.page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Take my data along' }).click();
    const file = JSON.parse(readFileSync(await (await downloading).path(), 'utf8')) as unknown;
    expect(file).toContainEqual(
      expect.objectContaining({ path: `users/${uid}`, value: expect.objectContaining({ name: ana.name }) }),
    );
    expect(JSON.stringify(file)).toContain(said);

    await dialog.getByRole('button', { name: 'Erase me' }).click();
    expect(await shows(dialog.getByText(/for everybody and for good/))).toBe(true);
    await dialog.getByRole('button', { name: 'Erase me' }).click();
    expect(await shows(ana.page.getByRole('textbox', { name: 'Nickname' }))).toBe(true);
    await until(async () => (await owner.read(`users/${uid}`)) === null, 'the profile is gone');
  });

  it('warn guests before they lose themselves', async () => {
    const ana = await visit(browser, freshName('Ana'));
    const dialog = await me(ana.page);
    await dialog.getByRole('button', { name: 'Sign out', exact: true }).click();
    expect(await shows(dialog.getByText(/there is no way back to your name/))).toBe(true);
    await dialog.getByRole('button', { name: 'Stay' }).click();
    expect(await shows(dialog.getByRole('button', { name: 'Sign out', exact: true }))).toBe(true);
  });
});
