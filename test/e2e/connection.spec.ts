import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { createCable } from './cable.ts';
import { freshName, openRooms, rooms, shows, visit, type Visitor } from './visitor.ts';

describe('a connection that is lost', () => {
  let browser: Browser;
  let bo: Visitor;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    bo = await visit(browser, freshName('Bo'));
  });
  afterAll(() => browser.close());

  it('says so in words, holds what is written, and sends it once when it is back', async () => {
    // A browser that is told to be offline while it still sends keeps its socket open for a minute, and the server knows no better.
    const wire = createCable();
    const ana = await visit(browser, freshName('Ana'), {}, wire.lay);
    await until(async () => (await ana.connection.textContent()) === 'Live', 'the page is live');
    wire.cut();
    await until(
      async () => (await ana.connection.textContent()) === 'Reconnecting…',
      'the connection is lost',
    );
    await ana.page.context().setOffline(true);
    await until(
      async () => (await ana.connection.textContent()) === 'Offline',
      'the page says that it is offline',
    );

    await ana.say('written in a tunnel');
    await ana.message('written in a tunnel').getByText('Waiting for the connection').waitFor();
    await ana.say('and this after it');
    await bo.page
      .getByRole('region', { name: /offline/i })
      .getByText(ana.name)
      .waitFor();
    await bo.say('are you there?');
    expect(await bo.message('written in a tunnel').count()).toBe(0);

    wire.mend();
    await ana.page.context().setOffline(false);
    await bo.message('and this after it').waitFor();
    await ana.message('are you there?').waitFor();
    expect(await bo.message('written in a tunnel').count()).toBe(1);
    await until(async () => (await ana.connection.textContent()) === 'Live', 'the page is live again');
    await bo.page
      .getByRole('region', { name: /here now/i })
      .getByText(ana.name)
      .waitFor();
    await ana.page.getByText('Waiting for the connection').waitFor({ state: 'detached' });
  });

  it('says when it will try again and how long it has heard nothing, and tries when asked', async () => {
    const wire = createCable();
    const ana = await visit(browser, freshName('Ana'), {}, wire.lay);
    const { page } = ana;
    wire.cut();
    await until(
      async () => (await ana.connection.textContent()) === 'Reconnecting…',
      'the page says that it reconnects',
    );
    await page.getByText(/^in \d+ s$/).waitFor();
    await page.getByText(/^Last in touch \d+ s ago\.$/).waitFor();
    await page.getByText(/^Next try in \d+ s\.$/).waitFor();
    // Pressed while it cannot help yet: once it can, the button may be gone before it is reached.
    const before = wire.attempts();
    await page.getByRole('button', { name: 'Try now' }).click();
    await until(() => wire.attempts() > before, 'the page tries');
    wire.mend();
    await until(
      async () => (await ana.connection.textContent()) === 'Live',
      'the page is live again',
      10_000,
    );
    await ana.say('here I am again');
    expect(await shows(bo.message('here I am again'))).toBe(true);
  });

  it('does not lose what waits when the page is reloaded meanwhile', async () => {
    const wire = createCable();
    const ana = await visit(browser, freshName('Ana'), {}, wire.lay);
    const { page } = ana;
    wire.cut();
    await until(
      async () => (await ana.connection.textContent()) === 'Reconnecting…',
      'the connection is lost',
    );
    await ana.say('before the reload');
    await ana.message('before the reload').getByText('Waiting for the connection').waitFor();
    await page.reload();
    await until(
      async () => (await ana.connection.textContent()) === 'Connecting…',
      'the page has no connection',
    );
    wire.mend();
    await bo.message('before the reload').waitFor({ timeout: 15_000 });
    await ana.message('before the reload').waitFor();
    expect(await bo.message('before the reload').count()).toBe(1);
  });

  it('does not send twice what had arrived when its answer was lost', async () => {
    const wire = createCable();
    const ana = await visit(browser, freshName('Ana'), {}, wire.lay);

    // The write arrives; its answer does not.
    wire.muteFrom('only once');
    await ana.say('only once');
    await bo.message('only once').waitFor();
    await ana.page.getByText('Sending…').waitFor();
    wire.cut();
    await until(
      async () => (await ana.connection.textContent()) === 'Reconnecting…',
      'the connection is lost',
    );
    wire.mend();

    // The SDK sends it again, and is refused: the page must find out that the message is there.
    await ana.page.getByText('Sending…').waitFor({ state: 'detached' });
    expect(await ana.message('only once').count()).toBe(1);
    expect((await ana.page.getByRole('alert').allTextContents()).join('')).toBe('');
    const stored = (await owner.read(`messages/${rooms.first.id}`)) as Readonly<
      Record<string, { text: string }>
    >;
    expect(Object.values(stored).filter(({ text }) => text === 'only once')).toHaveLength(1);
  });
});

describe('a page that is reloaded', () => {
  let browser: Browser;
  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('knows the person, the room, and what they were writing', async () => {
    const ana = await visit(browser, freshName('Ana'));
    await ana.page.getByRole('link', { name: rooms.second.name }).click();
    await ana.page.getByRole('heading', { level: 1, name: rooms.second.name }).waitFor();
    await ana.say('remember this');
    await ana.message('remember this').waitFor();
    await ana.input.fill('half a thou');
    await ana.page.reload();
    await ana.message('remember this').waitFor();
    expect(await ana.page.getByRole('heading', { level: 1 }).textContent()).toBe(rooms.second.name);
    expect(await ana.input.inputValue()).toBe('half a thou');
    await ana.page
      .getByRole('region', { name: /here now/i })
      .getByText(`${ana.name} (you)`)
      .waitFor();
  });
});
