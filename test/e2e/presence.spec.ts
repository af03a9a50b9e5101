import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '@causerie/contract';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { freshName, loses, openRooms, rooms, shows, visit, type Visitor } from './visitor.ts';

/** Says or takes back what others may know, in the dialog about oneself. */
const share = async ({ page }: Visitor, what: RegExp, isShared: boolean): Promise<void> => {
  await page.getByRole('button', { name: /: profile and account$/ }).click();
  const box = page.getByRole('checkbox', { name: what });
  await box.setChecked(isShared);
  await until(async () => (await box.getAttribute('aria-busy')) === 'false', 'the wish is kept');
  await page.keyboard.press('Escape');
};

const row = (within: Locator, name: string): Locator => within.getByRole('button', { name });

describe('people who know of each other', () => {
  let browser: Browser;
  let ana: Visitor;
  let bo: Visitor;
  let anasUid: string;

  const offline = (): Locator => ana.page.getByRole('region', { name: /offline/i });
  const here = (): Locator => ana.page.getByRole('region', { name: /here now/i });

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    ana = await visit(browser, freshName('Ana'));
    bo = await visit(browser, freshName('Bo'), { locale: 'fr-FR' });
    anasUid = await ana.uid();
  });
  afterAll(() => browser.close());

  it('see who has read what they said, under the newest that somebody has', async () => {
    await ana.say('First.');
    await ana.say('Second.');
    const isRead = ana.message('Second.').getByText(`Read by ${bo.name}`);
    expect(await shows(isRead)).toBe(true);
    expect(await ana.log.getByText(/^Read by/).count()).toBe(2);
    expect(
      await ana
        .message('First.')
        .getByText(/Read by/)
        .count(),
    ).toBe(0);
    await bo.say('Troisième.');
    expect(await shows(bo.message('Troisième.').getByText(`Lu par ${ana.name}`))).toBe(true);
  });

  it('neither tell nor see how far one has read who keeps it to themselves', async () => {
    await share(ana, /how far i have read/i, false);
    expect(await loses(bo.log.getByText(`Lu par ${ana.name}`))).toBe(true);
    expect(await loses(ana.log.getByText(`Read by ${bo.name}`))).toBe(true);
    await bo.say('Quatrième.');
    const said = (await owner.read(`messages/${rooms.first.id}`)) as Readonly<
      Record<string, { text?: string; at: number }>
    >;
    const at = Object.values(said).find(({ text }) => text === 'Quatrième.')?.at;
    await until(
      async () => (await owner.read(`mine/${anasUid}/${rooms.first.id}/lastRead`)) === at,
      'her own list knows that she has read it',
    );
    expect(await owner.read(`receipts/${rooms.first.id}/${anasUid}`)).toBeNull();
    expect(await bo.log.getByText(`Lu par ${ana.name}`).count()).toBe(0);

    await share(ana, /how far i have read/i, true);
    await bo.say('Cinquième.');
    expect(await shows(bo.message('Cinquième.').getByText(`Lu par ${ana.name}`))).toBe(true);
    await ana.say('Sixth.');
    expect(await shows(ana.message('Sixth.').getByText(`Read by ${bo.name}`))).toBe(true);
  });

  it('see who has left their page alone, and that they are back', async () => {
    const cy = await visit(browser, freshName('Cy'), {}, (page) => page.clock.install());
    const away = row(here(), cy.name).getByText('away');
    expect(await shows(row(here(), cy.name))).toBe(true);
    expect(await away.count()).toBe(0);
    await cy.page.clock.fastForward(limits.awayAfterMs);
    await cy.page.clock.runFor(20_000);
    expect(await shows(away)).toBe(true);
    await cy.input.press('a');
    expect(await loses(away)).toBe(true);
    expect(await shows(row(here(), cy.name))).toBe(true);
    await cy.page.context().close();
  });

  it('see when somebody was last here, in the list and on their card', async () => {
    // The list says it of the first fifty, by name: whoever else was in the room before comes after.
    const aaron = await visit(browser, freshName('Aaron'));
    expect(await shows(row(here(), aaron.name))).toBe(true);
    await aaron.page.context().close();
    expect(await shows(row(offline(), aaron.name).getByText(/last seen \d+ minutes? ago/))).toBe(true);
    await row(offline(), aaron.name).click();
    expect(await shows(ana.page.getByRole('dialog').getByText(/last seen \d+ minutes? ago/))).toBe(true);
    await ana.page.keyboard.press('Escape');
  });

  it('see at once that somebody has signed out', async () => {
    const fay = await visit(browser, freshName('Aaron'));
    expect(await shows(row(here(), fay.name))).toBe(true);
    await fay.page.getByRole('button', { name: /: profile and account$/ }).click();
    await fay.page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await fay.page.getByRole('button', { name: 'Sign out', exact: true }).last().click();
    expect(await shows(row(offline(), fay.name).getByText(/last seen \d+ minutes? ago/))).toBe(true);
    await fay.page.context().close();
  });

  it('do not see it of who keeps it to themselves, on any device', async () => {
    const eve = await visit(browser, freshName('Eve'));
    const uid = await eve.uid();
    const second = await eve.page.context().newPage();
    await second.goto(eve.page.url());
    await until(
      async () => Object.keys((await owner.read(`presence/${uid}`)) ?? {}).length === 2,
      'both tabs have a row',
    );
    await second.close();
    await until(async () => (await owner.read(`lastSeen/${uid}`)) !== null, 'it was noted');
    await share(eve, /when i was last here/i, false);
    await until(async () => (await owner.read(`lastSeen/${uid}`)) === null, 'what was noted is taken back');
    await eve.page.context().close();
    expect(await shows(row(offline(), eve.name))).toBe(true);
    expect(await owner.read(`lastSeen/${uid}`)).toBeNull();
    expect(
      await row(offline(), eve.name)
        .getByText(/last seen/)
        .count(),
    ).toBe(0);
  });
});
