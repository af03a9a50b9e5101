import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { freshName, loses, openRooms, shows, visit, type Visitor } from './visitor.ts';

describe('a thread', () => {
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    ana = await visit(browser, freshName('Ana'), { viewport: { width: 1280, height: 800 } });
    bo = await visit(browser, freshName('Bo'), { viewport: { width: 360, height: 740 }, locale: 'fr' });
    await ana.say('what shall we read next?');
    await bo.message('what shall we read next?').waitFor();
  }, 60_000);
  afterAll(() => browser.close());

  it('is begun over a small screen, and stands beside the conversation on a wide one', async () => {
    const question = bo.message('what shall we read next?');
    await question.hover();
    await question.getByRole('button', { name: 'Répondre dans un fil' }).click();
    const sheet = bo.page.getByRole('dialog', { name: 'Fil' });
    await sheet.getByText('Pas encore de réponse.').waitFor();
    await sheet.getByText('what shall we read next?').waitFor();
    const field = sheet.getByRole('textbox', { name: 'Répondre dans le fil' });
    await field.fill('something with a lighthouse');
    await field.press('Enter');
    await sheet.getByText('something with a lighthouse').waitFor();

    await ana.message('what shall we read next?').getByRole('button', { name: '1 reply' }).click();
    const side = ana.page.getByRole('region', { name: 'Thread' });
    await side.getByText('something with a lighthouse').waitFor();
    const mine = side.getByRole('textbox', { name: 'Reply in the thread' });
    await until(
      () => mine.evaluate((element) => element === document.activeElement),
      'the field has the focus',
    );
    await ana.page.keyboard.type('and rain');
    await ana.page.keyboard.press('Enter');
    expect(await shows(sheet.getByText('and rain'))).toBe(true);
    await bo.page.keyboard.press('Escape');
    await loses(sheet);
    expect(await shows(question.getByRole('button', { name: '2 réponses' }))).toBe(true);
  });

  it('lets a message be quoted, edited with the arrow, and deleted and brought back, where it stands', async () => {
    const { page } = ana;
    const side = page.getByRole('region', { name: 'Thread' });
    const field = side.getByRole('textbox');
    const row = (text: string) => side.getByRole('listitem').filter({ hasText: text });
    await row('something with a lighthouse').hover();
    // It is somebody else's: there is nothing to edit or to delete.
    await row('something with a lighthouse').getByRole('button', { name: 'Report' }).waitFor();
    expect(await side.getByRole('button', { name: /^(Edit|Delete)/ }).count()).toBe(0);
    await row('something with a lighthouse').getByRole('button', { name: 'Quote' }).click();
    expect(await field.inputValue()).toBe('> something with a lighthouse\n\n');
    await field.fill('');

    await field.press('ArrowUp');
    await until(async () => (await field.inputValue()) === 'and rain', 'one’s own text is in the field');
    await field.fill('and a storm');
    await field.press('Enter');
    await row('and a storm').getByText('edited').waitFor();
    await until(async () => (await field.inputValue()) === '', 'the field is for a new message again');
    expect(await shows(bo.page.getByText('and a storm'))).toBe(true);

    await row('and a storm').hover();
    await row('and a storm').getByRole('button', { name: 'Delete the message' }).click();
    expect(await loses(row('and a storm'))).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await shows(row('and a storm'))).toBe(true);
  });

  it('has the way back at hand on a small screen too', async () => {
    await bo.message('what shall we read next?').getByRole('button', { name: '2 réponses' }).click();
    const sheet = bo.page.getByRole('dialog', { name: 'Fil' });
    const row = sheet.getByRole('listitem').filter({ hasText: 'something with a lighthouse' });
    await row.hover();
    await row.getByRole('button', { name: 'Supprimer le message' }).click();
    expect(await loses(row)).toBe(true);
    await sheet.getByRole('button', { name: 'Annuler' }).click();
    expect(await shows(row)).toBe(true);
    await bo.page.keyboard.press('Escape');
    expect(await loses(sheet)).toBe(true);
  });

  it('is read by the keyboard, and loses what is deleted', async () => {
    const { page } = ana;
    const side = page.getByRole('region', { name: 'Thread' });
    await side.getByRole('list', { name: 'Thread' }).focus();
    await page.keyboard.press('ArrowUp');
    const last = side.getByRole('listitem').filter({ hasText: 'and a storm' });
    await until(
      () => last.evaluate((element) => element === document.activeElement),
      'the last has the focus',
    );
    await last.getByRole('button', { name: 'React', exact: true }).waitFor();
    await page.keyboard.press('ArrowUp');
    const first = side.getByRole('listitem').filter({ hasText: 'something with a lighthouse' });
    await until(
      () => first.evaluate((element) => element === document.activeElement),
      'the one before has it',
    );

    const own = bo.message('something with a lighthouse');
    await own.hover();
    await own.getByRole('button', { name: 'Supprimer le message' }).click();
    expect(await loses(side.getByText('something with a lighthouse'))).toBe(true);
    await ana.message('what shall we read next?').getByRole('button', { name: '1 reply' }).waitFor();
    await side.getByRole('button', { name: 'Close the thread' }).click();
    expect(await loses(side)).toBe(true);
  });

  it('obeys no command that is for the room, and is left with Escape', async () => {
    const { page } = ana;
    await ana.message('what shall we read next?').getByRole('button', { name: '1 reply' }).click();
    const side = page.getByRole('region', { name: 'Thread' });
    const field = side.getByRole('textbox');
    await field.fill('/kick Nobody');
    await field.press('Enter');
    await side.getByText(/only \/me works in a thread/).waitFor();
    expect(await field.inputValue()).toBe('/kick Nobody');
    await field.fill('/me turns a page');
    await field.press('Enter');
    expect(await shows(side.getByRole('listitem').filter({ hasText: `${ana.name} turns a page` }))).toBe(
      true,
    );

    // What is open within closes first.
    await side.getByRole('listitem').last().hover();
    await side.getByRole('listitem').last().getByRole('button', { name: 'React', exact: true }).click();
    const picker = side.getByRole('group', { name: 'React' });
    await picker.waitFor();
    await page.keyboard.press('Escape');
    await picker.waitFor({ state: 'hidden' });
    expect(await side.count()).toBe(1);
    await field.focus();
    await page.keyboard.press('Escape');
    expect(await loses(side)).toBe(true);
  });
});
