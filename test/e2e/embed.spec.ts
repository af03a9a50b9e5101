import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webEmulators } from '../../scripts/buildWeb.ts';
import { keep, root } from '../../scripts/root.ts';
import { programs, runNode } from '../../scripts/runNode.ts';
import { openBrowser } from '../support/browser.ts';
import { addresses } from '../support/world.ts';
import { freshName, openRooms, rooms, shows, visit } from './visitor.ts';

const folder = join(keep, `embed-${process.pid}`);

describe('a room on the page of somebody else', () => {
  let browser: Browser;
  let server: PreviewServer;
  let address: string;

  beforeAll(async () => {
    const to = ['--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
    const { code, output } = await runNode(
      programs.vite,
      ['build', 'web', '--config', 'web/embed.config.ts', ...to],
      { env: { VITE_CAUSERIE_EMULATORS: webEmulators(addresses().ports) } },
    );
    if (code !== 0) throw new Error(output);
    copyFileSync(join(root, 'examples', 'embed.html'), join(folder, 'embed.html'));
    server = await preview({
      root: join(root, 'web'),
      configFile: false,
      logLevel: 'error',
      build: { outDir: folder },
      preview: { host: '127.0.0.1', port: 0 },
    });
    address = `${server.resolvedUrls?.local[0] ?? ''}embed.html`;
    await openRooms();
    browser = await openBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (locale = 'en-GB'): Promise<Page> => {
    const context = await browser.newContext({ locale, colorScheme: 'light' });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    await page.goto(address);
    return page;
  };

  it('is the room that the page of its own shows', async () => {
    const guest = await open();
    await enter(guest, freshName('Guest'));
    const ana = await visit(browser, freshName('Ana'));

    const field = guest.getByRole('textbox');
    await field.fill('Is there **rye** today?');
    await field.press('Enter');
    await ana.log
      .getByText(/Is there .*rye.* today\?/)
      .first()
      .waitFor();
    await ana.say('Until it is gone.');
    await guest.getByRole('log').getByText('Until it is gone.').last().waitFor();
    // What the functions made of it is shown in the shadow root as on the page.
    const strong = guest.getByRole('log').locator('strong', { hasText: 'rye' }).first();
    expect(await shows(strong)).toBe(true);

    // Who comes back is known.
    await guest.reload();
    expect(await shows(guest.getByRole('log').getByText('Until it is gone.').last())).toBe(true);

    // The link that is copied from a message leads to it, on this page.
    const id = (await guest.locator('.message').first().getAttribute('data-key')) ?? '';
    await guest.goto(`${address}#/rooms/${rooms.first.id}/${id}`);
    expect(await shows(guest.locator(`[data-key="${id}"][data-lit=true]`))).toBe(true);
    await ana.page.context().close();
    await guest.context().close();
  });

  it('speaks the language of who reads, and leaves the page around it alone', async () => {
    const page = await open('fr-FR');
    await page.getByRole('textbox', { name: 'Pseudonyme' }).waitFor();
    // Whoever reads the page has not asked to be taken to the room.
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('body');
    await enter(page, freshName('Invité'));
    expect(await page.title()).toBe('The village bakery');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(new URL(page.url()).hash).toBe('');
    const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
    expect(font).toContain('Georgia');
    await page.context().close();
  });

  it('takes its colours from the page around it', async () => {
    const page = await open();
    const enterButton = page.getByRole('button', { name: 'Enter' });
    await enterButton.waitFor();
    const colour = () => enterButton.evaluate((button) => getComputedStyle(button).backgroundColor);
    // --accent of examples/embed.html.
    await expect.poll(colour).toBe('rgb(138, 59, 18)');
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('causerie-room')?.style.setProperty('--accent', 'rgb(0, 70, 20)'),
    );
    await expect.poll(colour).toBe('rgb(0, 70, 20)');
    await page.context().close();
  });
});

const enter = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await page.locator('[role=log][aria-busy=false]').waitFor();
};
