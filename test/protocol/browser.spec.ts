import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { get, ref, set } from 'firebase/database';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../emulator/src/index.ts';
import { findChromium } from '../../scripts/chromium.ts';
import { values } from './recorders.ts';
import { namespace, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

let browser: Browser;
let pages: Server;
let page: Page;

beforeAll(async () => {
  const { executablePath, channel, args, env } = findChromium();
  browser = await chromium.launch({
    args: [...args],
    env: { ...env },
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(channel === undefined ? {} : { channel }),
  });
  const script = await bundledSdk();
  pages = createServer((request, response) => {
    const isScript = request.url === '/sdk.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript ? script : '<!doctype html><title>A page</title><body><script src="/sdk.js"></script>',
    );
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
}, 60_000);

afterAll(async () => {
  await browser.close();
  pages.close();
});

beforeEach(async () => {
  const context = await browser.newContext();
  stage.onLeave(() => context.close());
  page = await context.newPage();
});

/** The SDK as browsers get it, with all its functions on `window`. */
const bundledSdk = async (): Promise<string> => {
  const entry = fileURLToPath(new URL('sdkInBrowser.ts', import.meta.url));
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'sdk' } },
  })) as Rollup.RollupOutput[];
  const chunk = built[0]?.output[0];
  if (chunk === undefined) throw new Error('The SDK was not built.');
  return chunk.code;
};

/** What `sdkInBrowser.ts` puts on the page. */
interface Sdk {
  connect(port: number, namespace: string, transport: 'any' | 'longPolling'): void;
  set(path: string, value: unknown): Promise<void>;
  get(path: string): Promise<unknown>;
  listen(path: string): void;
  heard(path: string): readonly unknown[];
  leave(path: string, value: unknown): Promise<void>;
  connectedTimes(): number;
}

declare global {
  var sdk: Sdk;
}

const open = async (port: number, transport: 'any' | 'longPolling', socketsFailed = false): Promise<void> => {
  await page.goto(`http://127.0.0.1:${(pages.address() as AddressInfo).port}/`);
  if (socketsFailed) {
    await page.evaluate(() => localStorage.setItem('firebase:previous_websocket_failure', 'true'));
  }
  await page.evaluate(([at, name, by]) => sdk.connect(at, name, by), [port, namespace, transport] as const);
};

const lastHeard = (path: string, expected: unknown): Promise<unknown> =>
  page.waitForFunction(([at, value]) => JSON.stringify(sdk.heard(at).at(-1)) === value, [
    path,
    JSON.stringify(expected),
  ] as const);

const urls = (kind: '.lp' | '.ws'): string[] => {
  const seen: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes(`/${kind}`)) seen.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (socket.url().includes(`/${kind}`)) seen.push(socket.url());
  });
  return seen;
};

describe('the SDK in a browser', () => {
  it('connects by WebSocket', async () => {
    const polls = urls('.lp');
    await open(stage.emulator.port, 'any');
    await page.evaluate(() => sdk.set('data', { a: 1 }));
    expect((await get(ref(stage.client(), 'data'))).val()).toEqual({ a: 1 });
    expect(polls).toEqual([]);
  });

  it('can do everything by polling', async () => {
    const sockets = urls('.ws');
    await open(stage.emulator.port, 'longPolling');
    const other = stage.client();
    await page.evaluate(() => sdk.listen('data'));
    await page.evaluate(() => sdk.set('data', { text: 'é😀\u2028', constructor: 1 }));
    await lastHeard('data', { constructor: 1, text: 'é😀\u2028' });
    await set(ref(other, 'data'), { '10': 'ten' });
    await lastHeard('data', { '10': 'ten' });
    // Many segments on many polls, which may overtake one another.
    await page.evaluate(() => sdk.set('large', 'é'.repeat(30_000)));
    expect((await get(ref(other, 'large'))).val()).toBe('é'.repeat(30_000));
    expect(await page.evaluate(() => sdk.get('large'))).toBe('é'.repeat(30_000));
    expect(sockets).toEqual([]);
  });

  it('that polls is noticed when its page is closed', async () => {
    const online = values(ref(stage.client(), 'online'));
    await open(stage.emulator.port, 'longPolling');
    await page.evaluate(() => sdk.leave('online', null));
    await page.evaluate(() => sdk.set('online', true));
    await online.until((all) => all.at(-1) === true, 'the page was online');
    await page.close();
    await online.until((all) => all.at(-1) === null, 'the page was gone');
    expect(online.items).toEqual([null, true, null]);
  });

  it('moves from polling to a WebSocket, and loses nothing on the way', async () => {
    const polls = urls('.lp');
    const sockets = urls('.ws');
    await open(stage.emulator.port, 'any', true);
    await page.evaluate(() => sdk.listen('count'));
    const client = stage.client();
    const writes = Array.from({ length: 50 }, (_, n) => set(ref(client, 'count'), n));
    await page.evaluate(() => Promise.all(Array.from({ length: 50 }, (_, n) => sdk.set(`from/${n}`, n))));
    await Promise.all(writes);
    await lastHeard('count', 49);
    await page.waitForFunction(() => localStorage.getItem('firebase:previous_websocket_failure') === null);
    expect((await get(ref(client, 'from'))).val()).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(await page.evaluate(() => sdk.connectedTimes())).toBe(1);
    expect([polls.length > 0, sockets.length]).toEqual([true, 1]);
    // All that follows goes by the WebSocket alone.
    await page.evaluate(() => sdk.set('after', 1));
    const before = polls.length;
    await set(ref(client, 'count'), 'over');
    await lastHeard('count', 'over');
    await page.evaluate(() => sdk.set('after', 2));
    expect(polls.length).toBe(before);
  });

  it('finds an emulator that was down for a while', { timeout: 60_000 }, async () => {
    const first = await startEmulator();
    await open(first.port, 'any');
    await page.evaluate(() => sdk.listen('data'));
    await page.evaluate(() => sdk.set('data', 'before'));
    await first.close();
    // The attempts that fail now make the SDK distrust WebSockets.
    await page.waitForFunction(() => localStorage.getItem('firebase:previous_websocket_failure') === 'true');
    const write = page.evaluate(() => sdk.set('data', 'meanwhile'));
    const second = await startEmulator({ port: first.port });
    stage.onLeave(() => second.close());
    await write;
    await lastHeard('data', 'meanwhile');
    await page.waitForFunction(() => localStorage.getItem('firebase:previous_websocket_failure') === null);
    expect(await page.evaluate(() => sdk.connectedTimes())).toBe(2);
  });
});
