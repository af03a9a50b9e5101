import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keep, root } from '../../scripts/root.ts';
import { programs, runNode } from '../../scripts/runNode.ts';
import { openBrowser } from '../support/browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2, levels A and AA. */
const criteria: string[] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const folder = join(keep, `gallery-${process.pid}`);
/** Some forty pieces, one after another. */
const wholeGalleryMs = 180_000;
/** The narrowest screen on which nothing may need to be scrolled sideways. */
const narrowest = 320;

describe('every piece of the page, in every state', () => {
  let browser: Browser;
  let server: PreviewServer;
  let address: string;
  let names: readonly string[];

  beforeAll(async () => {
    const to = ['--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
    const { code, output } = await runNode(programs.vite, [
      'build',
      'web',
      '--config',
      'web/gallery.config.ts',
      ...to,
    ]);
    if (code !== 0) throw new Error(output);
    server = await preview({
      root: join(root, 'web'),
      configFile: false,
      logLevel: 'error',
      build: { outDir: folder },
      preview: { host: '127.0.0.1', port: 0 },
    });
    address = `${server.resolvedUrls?.local[0] ?? ''}gallery.html`;
    browser = await openBrowser();
    const page = await browser.newPage();
    await page.goto(address);
    const buttons = page.getByRole('navigation').getByRole('button');
    await buttons.first().waitFor();
    names = await buttons.evaluateAll((all) => all.map((button) => (button as HTMLButtonElement).value));
    await page.close();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Shows each piece by itself, two at a time, and gathers what is wrong with any. */
  const look = async (
    lang: string,
    judge: (page: Page) => Promise<readonly string[]>,
  ): Promise<readonly string[]> => {
    const context = await browser.newContext({ reducedMotion: 'reduce', serviceWorkers: 'block' });
    const found: string[] = [];
    const lookAt = async (name: string): Promise<void> => {
      const page = await context.newPage();
      page.on('pageerror', (error) => found.push(`${name}: ${error.message}`));
      await page.goto(`${address}?show=${name}&lang=${lang}`);
      await page.locator('main').first().waitFor();
      await page.locator('[data-acts=true]').waitFor({ state: 'detached' });
      // What a piece fetches when it is first shown: words, the sanitiser, a dialog.
      await page.waitForLoadState('networkidle');
      found.push(...(await judge(page)).map((fault) => `${name}: ${fault}`));
      await page.close();
    };
    const waiting = [...names];
    const lookOn = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await lookAt(name);
    };
    await Promise.all([lookOn(), lookOn()]);
    await context.close();
    return found;
  };

  it('are all there', () => {
    // Otherwise nothing was looked at.
    expect(names.length).toBeGreaterThan(30);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(['en', 'fr'])(
    'break no rule of WCAG that a program can judge, and fit the narrowest screen: %s, light and dark',
    async (lang) => {
      const faults = await look(lang, async (page) => {
        await page.evaluate(axe);
        const light = await breaches(page, 'light');
        const dark = await breaches(page, 'dark');
        await page.setViewportSize({ width: narrowest, height: 640 });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        return [...light, ...dark, ...(width > narrowest ? [`${width} pixels wide`] : [])];
      });
      expect(faults).toEqual([]);
    },
    wholeGalleryMs,
  );
});

const breaches = async (page: Page, colorScheme: 'light' | 'dark'): Promise<readonly string[]> => {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const options: RunOptions = { runOnly: { type: 'tag', values: criteria } };
  const { violations } = await page.evaluate(
    (run) => (globalThis as unknown as InPage).axe.run(run),
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all }) => {
      const why = (any[0] ?? all[0])?.message ?? '';
      return `${colorScheme}, ${id}, ${target.join(' ')}: ${why}`;
    }),
  );
};

/** What the script of axe leaves in the page. */
interface InPage {
  readonly axe: { readonly run: (options: RunOptions) => Promise<AxeResults> };
}
