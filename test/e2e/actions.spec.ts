import { type Browser, errors, type Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { freshName, loses, openRooms, rooms, shows, visit, type Visitor } from './visitor.ts';

/** How long one look for a button may take, before the message is pointed at again. */
const pressMs = 1000;

/**
 * Points at a message and presses one of the buttons that this shows. Whoever finds that the page has moved meanwhile, as
 * others write, points again.
 */
const press = (row: Locator, name: string): Promise<true> =>
  until(async () => {
    await row.hover();
    try {
      await row.getByRole('button', { name, exact: true }).click({ timeout: pressMs });
      return true;
    } catch (error) {
      if (error instanceof errors.TimeoutError) return undefined;
      throw error;
    }
  }, `"${name}" can be pressed`);

const hasFocus = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => element === document.activeElement);

describe('what is done with messages', () => {
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    ana = await visit(browser, freshName('Ana'));
    bo = await visit(browser, freshName('Bo'), { locale: 'fr' });
  }, 60_000);
  afterAll(() => browser.close());

  describe('a reaction', () => {
    it('is put by one, seen and joined by another, and taken back', async () => {
      await ana.say('a thing to react to');
      const hers = ana.message('a thing to react to');
      const his = bo.message('a thing to react to');
      await press(his, 'Réagir');
      await bo.page.getByRole('button', { name: 'Réagir avec 🎉' }).click();
      const seen = hers.getByRole('button', { name: `🎉 ${bo.name}` });
      await seen.waitFor();
      expect(await seen.getAttribute('aria-pressed')).toBe('false');
      await seen.click();
      await hers.getByRole('button', { name: `🎉 you and ${bo.name}`, pressed: true }).waitFor();
      const both = his.getByRole('button', { name: `🎉 vous et ${ana.name}`, pressed: true });
      await both.click();
      await his.getByRole('button', { name: `🎉 ${ana.name}`, pressed: false }).waitFor();
      await hers.getByRole('button', { name: '🎉 you', pressed: true }).click();
      expect(await loses(his.getByRole('button', { name: /🎉/ }))).toBe(true);
    });

    it('is put by the keyboard alone', async () => {
      const { page, log } = ana;
      await ana.say('react without a mouse');
      const row = ana.message('react without a mouse');
      await row.and(page.locator('[data-standing=stored]')).waitFor();
      await log.focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('End');
      await until(() => hasFocus(row), 'the message has the focus');
      const react = row.getByRole('button', { name: 'React', exact: true });
      for (let presses = 0; presses < 5 && !(await hasFocus(react)); presses += 1)
        await page.keyboard.press('Tab');
      expect(await hasFocus(react)).toBe(true);
      await page.keyboard.press('Enter');
      await until(
        () => hasFocus(page.getByRole('button', { name: 'React with 👍' })),
        'the first has the focus',
      );
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      expect(await shows(row.getByRole('button', { name: '👎 you' }))).toBe(true);
      await until(() => hasFocus(react), 'the focus is back');
    });

    it('is put by a finger', async () => {
      const fi = await visit(browser, freshName('Fi'), {
        viewport: { width: 360, height: 740 },
        hasTouch: true,
        isMobile: true,
      });
      await ana.say('to be touched');
      const row = fi.message('to be touched');
      await row.getByText('to be touched').tap();
      await row.getByRole('button', { name: 'React', exact: true }).tap();
      await fi.page.getByRole('button', { name: 'React with 🔥' }).tap();
      expect(await shows(row.getByRole('button', { name: '🔥 you' }))).toBe(true);
    });

    it('is refused in words when there were too many, and taken back', async () => {
      const cy = await visit(browser, freshName('Cy'));
      await cy.say('a thing to love');
      const row = cy.message('a thing to love');
      for (const emoji of ['👍', '👎', '😂', '😮', '😢', '🎉']) {
        await press(row, 'React');
        await cy.page.getByRole('button', { name: `React with ${emoji}` }).click();
        if (emoji !== '🎉') await row.getByRole('button', { name: `${emoji} you` }).waitFor();
      }
      await cy.page
        .getByRole('alert')
        .filter({ hasText: 'more than can be done in so short a time' })
        .waitFor();
      expect(await loses(row.getByRole('button', { name: '🎉 you' }))).toBe(true);
      await cy.page.getByRole('button', { name: 'Dismiss' }).click();
      expect(await hasFocus(cy.input)).toBe(true);
    });

    it('is refused in words to whoever must be silent', async () => {
      const sy = await visit(browser, freshName('Sy'));
      await ana.say('not for everybody to react to');
      const row = sy.message('not for everybody to react to');
      await owner.write(`mutes/${rooms.first.id}/${await sy.uid()}`, {
        by: await ana.uid(),
        at: Date.now(),
        until: Date.now() + 600_000,
      });
      await press(row, 'React');
      await sy.page.getByRole('button', { name: 'React with 👍' }).click();
      const alert = sy.page.getByRole('alert').filter({ hasText: 'You have been asked to be silent' });
      expect(await shows(alert)).toBe(true);
      expect(await loses(row.getByRole('button', { name: '👍 you' }))).toBe(true);
    });
  });

  describe('a reply', () => {
    it('quotes what it answers, and leads there', async () => {
      await ana.say('shall we have tea?');
      await press(bo.message('shall we have tea?'), 'Répondre');
      await bo.page.getByText(`Réponse à ${ana.name}`, { exact: true }).waitFor();
      expect(await hasFocus(bo.input)).toBe(true);
      await bo.page.keyboard.press('Escape');
      await loses(bo.page.getByText(`Réponse à ${ana.name}`, { exact: true }));

      await press(bo.message('shall we have tea?'), 'Répondre');
      await bo.say('with milk');
      await loses(bo.page.getByText(`Réponse à ${ana.name}`, { exact: true }));
      const answer = ana.message('with milk');
      const quote = answer.getByRole('button', { name: `In reply to ${ana.name}: shall we have tea?` });
      await quote.focus();
      await ana.page.keyboard.press('Enter');
      const original = ana.log.locator('.message[data-lit=true]');
      await original.filter({ hasText: 'shall we have tea?' }).waitFor();
      await until(() => hasFocus(original), 'the original has the focus');
    });

    it('says that what it answered was deleted', async () => {
      await ana.say('a question that will go');
      await press(bo.message('a question that will go'), 'Répondre');
      await bo.say('an answer that stays');
      await ana.message('an answer that stays').waitFor();
      const question = ana.log.locator('.message').filter({ hasText: 'a question that will go' }).first();
      await press(question, 'Delete the message');
      await ana.message('an answer that stays').getByText('The message it answers was deleted.').waitFor();
      // Another deletion, or leaving, makes it final; so does time.
      const gone = bo.message('an answer that stays').getByText('Le message d’origine a été supprimé.');
      expect(await shows(gone)).toBe(true);
    });
  });

  describe('an edit', () => {
    it('begins with the arrow up, and everybody sees what it made', async () => {
      const { page, input } = ana;
      await ana.say('tpyo');
      await bo.message('tpyo').waitFor();
      await input.press('ArrowUp');
      await page.getByText('Editing your message').waitFor();
      expect(await input.inputValue()).toBe('tpyo');
      await input.fill('typo, mended');
      await page.keyboard.press('Enter');
      await loses(page.getByRole('button', { name: 'Cancel editing' }));
      expect(await input.inputValue()).toBe('');
      await bo.message('typo, mended').getByText('modifié').waitFor();
    });

    it('gives the draft back when it is given up', async () => {
      const { page, input } = ana;
      await ana.say('to be left as it is');
      const row = ana.message('to be left as it is');
      await row.and(page.locator('[data-standing=stored]')).waitFor();
      await input.fill('a draft');
      await press(row, 'Edit');
      expect(await input.inputValue()).toBe('to be left as it is');
      await page.keyboard.type(', or not');
      await page.keyboard.press('Escape');
      expect(await input.inputValue()).toBe('a draft');
      await row.waitFor();
      await input.fill('');
    });

    it('offers to delete what is left empty', async () => {
      const { page, input } = ana;
      await ana.say('to be emptied');
      const row = ana.message('to be emptied');
      // What has not been sent yet goes back into the field as a draft.
      await row.and(page.locator('[data-standing=stored]')).waitFor();
      await press(row, 'Edit');
      await until(async () => (await input.inputValue()) === 'to be emptied', 'the text can be changed');
      await input.fill('');
      await page.getByText('There is nothing left to say.').waitFor();
      await page.getByRole('button', { name: 'Delete it' }).click();
      await loses(ana.message('to be emptied'));
      await page.getByRole('button', { name: 'Undo' }).click();
      expect(await shows(ana.message('to be emptied'))).toBe(true);
    });
  });

  describe('a deletion', () => {
    it('can be undone by the keyboard, and nobody else ever knew', async () => {
      const { page } = bo;
      await bo.say('taken back and given again');
      const row = bo.message('taken back and given again');
      await press(row, 'Supprimer le message');
      await loses(row);
      const undo = page.getByRole('button', { name: 'Annuler', exact: true });
      await until(() => hasFocus(undo), 'undoing has the focus');
      await page.keyboard.press('Enter');
      await row.waitFor();
      expect(await shows(ana.message('taken back and given again'))).toBe(true);
    });

    it('is written by whoever leaves the page at once', async () => {
      const dee = await visit(browser, freshName('Dee'));
      await dee.say('gone with me');
      await ana.message('gone with me').waitFor();
      await press(dee.message('gone with me'), 'Delete the message');
      await dee.page.reload();
      expect(await loses(ana.message('gone with me'))).toBe(true);
    });

    it('of another’s message is for those who keep order', async () => {
      const mo = await visit(browser, freshName('Mo'));
      await bo.say('something rude');
      const row = mo.message('something rude');
      await row.hover();
      await row.getByRole('button', { name: 'Reply', exact: true }).waitFor();
      expect(await row.getByRole('button', { name: /^Delete/ }).count()).toBe(0);
      await owner.write(`members/${rooms.first.id}/${await mo.uid()}/role`, 'moderator');
      await press(row, `Delete the message of ${bo.name}`);
      await loses(row);
      expect(await loses(bo.message('something rude'))).toBe(true);
      const log = (await owner.read(`audit/${rooms.first.id}`)) as Readonly<
        Record<string, { readonly act: string; readonly about: string }>
      >;
      expect(Object.values(log)).toContainEqual(
        expect.objectContaining({ act: 'removeMessage', about: await bo.uid() }),
      );
    });
  });

  it('shows what somebody does as something they do', async () => {
    await ana.say('/me waves at everybody');
    const seen = bo.log.locator('.message-action').filter({ hasText: 'waves at everybody' });
    await seen.waitFor();
    expect(await seen.textContent()).toBe(`${ana.name} waves at everybody`);
    expect(await seen.evaluate((element) => getComputedStyle(element).fontStyle)).toBe('italic');
  });
});
