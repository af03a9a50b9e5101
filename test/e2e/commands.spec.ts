import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { owner } from '../support/world.ts';
import { freshName, openRooms, rooms, shows, visit, type Visitor } from './visitor.ts';

describe('what begins with a slash', () => {
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    ana = await visit(browser, freshName('Ana'));
    bo = await visit(browser, freshName('Bo'), { locale: 'fr' });
    await bo.say('here I am');
    await ana.message('here I am').waitFor();
  });
  afterAll(async () => {
    await owner.write(`members/${rooms.first.id}/${await ana.uid()}/role`, 'member');
    await browser.close();
  });

  it('is helped with, and refused in words that keep what was typed', async () => {
    await bo.say('/help');
    await bo.page.getByText('dit ce que vous faites').waitFor();
    // What only others may do is not offered.
    expect(await bo.page.getByText('/kick').count()).toBe(0);

    await bo.say('/dance');
    await bo.page.getByRole('alert').getByText('/dance n’existe pas').waitFor();
    expect(await bo.input.inputValue()).toBe('/dance');
    await bo.say(`/kick ${ana.name}`);
    await bo.page.getByRole('alert').getByText('Votre rôle').waitFor();
    await bo.say('//not a command');
    await ana.message('/not a command').waitFor();
    await bo.input.fill('');
  });

  it('says what somebody does', async () => {
    await bo.say('/me waves');
    await ana.log.getByText('waves').waitFor();
    expect(await ana.log.getByText('/me').count()).toBe(0);
  });

  it('does what a moderator may do, to whom they may, by the table that all of it is made from', async () => {
    await owner.write(`members/${rooms.first.id}/${await ana.uid()}/role`, 'moderator');
    await ana.input.pressSequentially('/');
    await ana.page.getByRole('option', { name: /\/mute/ }).waitFor();
    await ana.input.fill('');

    await ana.say('/mute Nobody At All');
    await ana.page.getByRole('alert').getByText('Nobody here is called').waitFor();
    await ana.say(`/mute ${bo.name} 400d`);
    await ana.page.getByRole('alert').getByText('up to 365 days').waitFor();
    await ana.say(`/mute @${bo.name} 5`);
    await ana.page.getByText('Done.').waitFor();
    const uid = await bo.uid();
    const mute = (await owner.read(`mutes/${rooms.first.id}/${uid}`)) as { at: number; until: number };
    expect(mute.until - mute.at).toBeGreaterThan(4 * 60_000);
    expect(mute.until - mute.at).toBeLessThanOrEqual(5 * 60_000 + 5000);

    await ana.say(`/unmute ${bo.name}`);
    await expect.poll(() => owner.read(`mutes/${rooms.first.id}/${uid}`), { timeout: 5000 }).toBeNull();
  });

  it('gives somebody another name', async () => {
    const another = freshName('Béatrice');
    await bo.say(`/nick ${another}`);
    await bo.page.getByText('C’est fait.').waitFor();
    await bo.say('and now?');
    expect(await shows(ana.log.getByText(another).first())).toBe(true);
  });
});
