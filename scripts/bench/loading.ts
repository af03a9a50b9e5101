import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Progress } from '../progress.mjs';
import type { Addresses } from '../suite.ts';
import { comeIn, untilRead } from './comeIn.ts';
import { onSuite } from './onSuite.ts';
import { openPage } from './openPage.ts';
import { inMs, quantile, summary } from './quantiles.ts';

const reloads = 20;
const coldLoads = 5;
const patienceMs = 60_000;
/** A phone of the middle range, in Chromium's own terms. */
const slowdown = 4;
/** "Fast 3G" as WebPageTest and Lighthouse have it. */
const fast3G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (768 * 1024) / 8,
} as const;
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

/** When the first of something was on the screen, in milliseconds since the navigation began. */
interface Notes {
  message?: number;
  input?: number;
}

declare global {
  var causerieLoadingNotes: Notes;
}

/** Runs in the page, before it. It travels there as text, so everything it needs is inside. */
const takeNotes = (): void => {
  const notes: Notes = {};
  globalThis.causerieLoadingNotes = notes;
  // It travels to the page as text, so everything it needs is inside.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const afterPaint = (then: () => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', then);
      port1.start();
      port2.postMessage(undefined);
    });
  };
  const watch = (kind: keyof Notes, selector: string): void => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector) === null) return;
      observer.disconnect();
      afterPaint(() => (notes[kind] = performance.now()));
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  };
  watch('message', '[role=log] .message');
  watch('input', 'textarea:not(:disabled), input:not(:disabled)');
};

const shown = async (page: Page, kind: keyof Notes): Promise<number> => {
  await page.waitForFunction((name) => globalThis.causerieLoadingNotes[name] !== undefined, kind);
  return page.evaluate((name) => globalThis.causerieLoadingNotes[name] ?? Number.NaN, kind);
};

let people = 0;

/** As somebody new: a name belongs to one person. */
const beginReading = async (page: Page, url: string): Promise<void> => {
  people += 1;
  await comeIn(page, url, `Reader ${people}`);
  await untilRead(page);
};

/** The page's first script has arrived and begins. */
const scriptStart = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const scripts = performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\/assets\/[^/]+\.js$/.test(name)) as PerformanceResourceTiming[];
    return Math.min(...scripts.map(({ responseEnd }) => responseEnd));
  });

const reload = async (page: Page): Promise<readonly number[]> => {
  const paints: number[] = [];
  for (let round = 0; round < reloads; round += 1) {
    await page.reload();
    paints.push((await shown(page, 'message')) - (await scriptStart(page)));
    // The next one begins when all that this one set going has come to rest.
    await untilRead(page);
    await page.waitForLoadState('networkidle');
  }
  return paints;
};

const asSlowPhone = async (page: Page): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', fast3G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return session;
};

/** Nothing of the page is on the phone: no file, no service worker, no cached message. */
const loadCold = async (browser: Browser, url: string, kind: keyof Notes): Promise<number> => {
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block', ...phone });
  try {
    const page = await openPage(context, patienceMs, takeNotes);
    if (kind === 'message') {
      await beginReading(page, url);
      await page.goto('about:blank');
    }
    const session = await asSlowPhone(page);
    await session.send('Network.clearBrowserCache');
    if (kind === 'message') {
      const { origin } = new URL(url);
      await session.send('Network.setCacheDisabled', { cacheDisabled: true });
      await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cache_storage' });
    }
    await page.goto(url, { waitUntil: 'commit' });
    return await shown(page, kind);
  } finally {
    await context.close();
  }
};

const repeat = async (times: number, measure: () => Promise<number>): Promise<readonly number[]> => {
  const values: number[] = [];
  for (let round = 0; round < times; round += 1) values.push(await measure());
  return values;
};

const loading = async (
  browser: Browser,
  { host, ports }: Addresses,
): Promise<readonly (readonly [string, string])[]> => {
  const url = `http://${host}:${ports.hosting}/`;
  const page = await openPage(await browser.newContext({ locale: 'en-GB' }), patienceMs, takeNotes);
  await beginReading(page, url);
  const paints = await reload(page);
  await page.context().close();
  const newcomer = await repeat(coldLoads, () => loadCold(browser, url, 'input'));
  const returning = await repeat(coldLoads, () => loadCold(browser, url, 'message'));
  const phoneName = `phone (CPU / ${slowdown}, Fast 3G), nothing cached`;
  return [
    ['reload: from the script to the cached history on the screen, p50 / p95', summary(paints)],
    [`${phoneName}: newcomer may type, median of ${coldLoads}`, inMs(quantile(newcomer, 0.5))],
    [
      `${phoneName}: signed in, history on the screen, median of ${coldLoads}`,
      inMs(quantile(returning, 0.5)),
    ],
  ];
};

/** How long the page takes to come: from what the browser kept, and to a slow phone that has nothing. */
export const measureLoading = (progress: Progress): Promise<readonly (readonly [string, string])[]> =>
  onSuite(progress, { kind: 'large', rooms: 1, messages: 1000 }, 'Loading the page again and again', loading);
