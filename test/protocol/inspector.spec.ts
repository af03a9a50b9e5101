import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator, startEmulator } from '../../emulator/src/index.ts';
import { findChromium } from '../../scripts/chromium.ts';

const emulatorFolder = fileURLToPath(new URL('../../emulator', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'inspector-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const criteria: string[] = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A host that is somebody else's, and comes here all the same. */
const evil = 'evil.example';
const million = 1_000_000;
/** What the page is told of a place at once, whatever is there. */
const mostBytes = 100_000;
const mostLines = 500;

const data = {
  rooms: { lobby: { name: 'Lobby', open: true }, attic: { name: 'Attic', '.priority': 3 } },
  constructor: { ['__proto__']: 'a key like any other' },
  count: 7,
};
const rules = `{
  "rules": {
    "rooms": { ".read": true },
    "count": { ".write": "auth.uid === 'ana'" }
  }
}`;

let emulator: Emulator;
let browser: Browser;
let strangers: Server;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  await build({
    root: emulatorFolder,
    configFile: join(emulatorFolder, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const built = (await import(pathToFileURL(join(folder, 'index.js')).href)) as {
    readonly startEmulator: typeof startEmulator;
  };
  emulator = await built.startEmulator({ port: 0 });
  const big = Object.fromEntries(Array.from({ length: million }, (_, index) => [keyOf(index), index]));
  await emulator.import({ big }, { namespace: 'large' });
  const { executablePath, channel, args, env } = findChromium();
  browser = await chromium.launch({
    args: [...args, `--host-resolver-rules=MAP ${evil} 127.0.0.1`],
    env: { ...env },
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(channel === undefined ? {} : { channel }),
  });
  strangers = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Another site</title>');
  });
  await new Promise<void>((resolve) => strangers.listen(0, '127.0.0.1', resolve));
}, 60_000);

afterAll(async () => {
  await browser?.close();
  strangers?.close();
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await emulator.import(data, { namespace: 'demo' });
  await emulator.setRules(rules, { namespace: 'demo' });
});

afterEach(async () => {
  await page.context().close();
  if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('\n')}`);
});

const keyOf = (index: number): string => `m${String(index).padStart(7, '0')}`;

const openPage = async (place = '#data/demo', options: BrowserContextOptions = {}): Promise<void> => {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  page = await context.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  // A policy that was broken is told of here, too.
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${emulator.url}/.inspect/${place}`);
};

/** The line of a key; its name begins with it. */
const line = (key: string): Locator => page.getByRole('treeitem', { name: new RegExp(`^[▸▾]? ?${key}\\b`) });
const focused = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent?.replace(/^[▸▾]/, '') ?? '');
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const tabs = ['Data', 'Connections', 'Activity', 'Denials', 'Coverage', 'Rules'] as const;
const openTab = async (name: RegExp | string): Promise<void> => {
  await page.getByRole('tab', { name }).click();
  await page.getByRole('tab', { name, selected: true }).waitFor();
};

describe('a million children', () => {
  it('are shown in stretches, and any one of them is found by its path', async () => {
    await openPage('#data/large');
    const answers: Promise<number>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/tree')) answers.push(response.body().then((body) => body.length));
    });
    await line('large').click();
    await press('ArrowDown');
    await expect.poll(focused).toMatch(/^big 1,000,000 children/);
    await press('ArrowRight');
    await page.getByRole('treeitem', { name: 'm0990000 … m0999999 (10,000)' }).waitFor();
    await page.getByLabel('Go to a path').fill(`/big/${keyOf(777_777)}`);
    await press('Enter');
    await page.getByRole('treeitem', { name: keyOf(777_777), selected: true }).waitFor();
    await expect.poll(focused).toMatch(/^m0777777: 777777/);
    expect(await page.getByRole('treeitem').count()).toBeLessThan(mostLines);
    expect(Math.max(...(await Promise.all(answers)))).toBeLessThan(mostBytes);
  });

  it('are removed and come back, as fast as one', async () => {
    await openPage('#data/large');
    await line('large').click();
    await press('ArrowDown', 'Delete');
    await page.getByText('Deleted /big.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('treeitem', { name: /big 1,000,000 children/ }).waitFor();
    expect(await page.getByRole('treeitem').count()).toBe(2);
  });
});

describe('the keyboard alone', () => {
  it('reaches the data, opens, adds, edits, renames, removes and takes back', async () => {
    await openPage();
    await line('demo').waitFor();
    await press('Tab');
    await expect.poll(focused).toBe('Skip to the content');
    for (let stops = 0; stops < 30 && (await focused()) !== 'demo 3 children'; stops++) await press('Tab');
    await expect.poll(focused).toBe('demo 3 children');
    await press('End');
    await expect.poll(focused).toMatch(/^rooms/);
    await press('ArrowRight');
    await line('attic').waitFor();
    await press('ArrowRight');
    await expect.poll(focused).toMatch(/^attic/);
    await press('l');
    await expect.poll(focused).toMatch(/^lobby/);

    await press('Insert');
    await page.getByRole('dialog', { name: 'Add a child to /rooms/lobby' }).waitFor();
    await page.keyboard.type('topic');
    await press('Tab');
    await page.keyboard.type('tea');
    await press('Control+Enter');
    await page.getByText('This is not JSON: look at line 1, column 1.').waitFor();
    await page.getByRole('button', { name: 'Take it as text' }).press('Enter');
    await page.getByRole('button', { name: 'Save' }).press('Enter');
    await page.getByText('Saved /rooms/lobby/topic.').waitFor();
    await expect.poll(focused).toMatch(/^topic: "tea"/);

    await press('Enter');
    await page.getByRole('dialog').waitFor();
    await press('Control+a');
    await page.keyboard.type('{"now": [1, 2]}');
    await press('Control+Enter');
    await page
      .getByText('topic 2 children')
      .or(page.getByText('Saved /rooms/lobby/topic.'))
      .first()
      .waitFor();
    await expect.poll(focused).toMatch(/^topic 1 child/);

    await press('F2');
    await page.getByRole('dialog', { name: 'Rename /rooms/lobby/topic' }).waitFor();
    await press('Control+a');
    await page.keyboard.type('name');
    await press('Enter');
    await page.getByText('There is something at /rooms/lobby/name already.').waitFor();
    await press('Control+a');
    await page.keyboard.type('subject');
    await press('Enter');
    await expect.poll(focused).toMatch(/^subject 1 child/);

    await press('Delete');
    await page.getByText('Deleted /rooms/lobby/subject.').waitFor();
    await expect.poll(focused).toMatch(/^open: true/);
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await line('subject').waitFor();
    await press('Escape');
    expect(await emulator.export({ namespace: 'demo' })).toEqual({
      ...data,
      rooms: { ...data.rooms, lobby: { ...data.rooms.lobby, subject: { now: [1, 2] } } },
    });
  });

  it('goes from tab to tab', async () => {
    await openPage();
    await page.getByRole('tab', { name: 'Data' }).focus();
    for (const name of [...tabs.slice(1), 'Data']) {
      await press('ArrowRight');
      await expect.poll(focused).toBe(name);
      await page.getByRole('tabpanel', { name }).waitFor();
    }
    await press('End');
    await expect.poll(focused).toBe('Rules');
  });
});

describe('the data', () => {
  it('changes on the screen when somebody else changes it', async () => {
    await openPage();
    await line('count').waitFor();
    await fetch(`${emulator.url}/count.json?ns=demo&access_token=owner`, { method: 'PUT', body: '8' });
    await page.getByRole('treeitem', { name: 'count 8' }).waitFor();
    expect(await page.getByRole('treeitem', { name: 'count 7' }).count()).toBe(0);
  });

  it('goes into a file and comes back from it', async () => {
    await openPage();
    await line('rooms').click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await (await downloading).path();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(data.rooms);
    await line('constructor').click();
    await page.getByLabel('Import').last().setInputFiles(file);
    await page.getByRole('button', { name: 'Replace' }).click();
    await page.getByText('is now at /constructor.').waitFor();
    expect(await emulator.export({ namespace: 'demo' })).toEqual({ ...data, constructor: data.rooms });
    await page
      .getByLabel('Import')
      .last()
      .setInputFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from('{') });
    await page.getByRole('button', { name: 'Replace' }).click();
    await page.getByRole('dialog').getByText(/JSON/).waitFor();
    // The browser notes what was refused on the console, which is as it should be.
    complaints = complaints.filter((text) => !text.includes('400'));
  });
});

describe('a denial', () => {
  it('is there with the rule, and leads to its line', async () => {
    await fetch(`${emulator.url}/count.json?ns=demo`, { method: 'PUT', body: '8' });
    await openPage('#denials/demo');
    await page.getByText("auth.uid === 'ana'").first().waitFor();
    await page
      .getByRole('button', { name: /^line 4, column/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Rules', selected: true }).waitFor();
    expect(await page.locator('[aria-current=location]').textContent()).toContain('"count"');
  });
});

const look = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => {
    const { backgroundColor, borderBlockEndColor } = getComputedStyle(element);
    return `${backgroundColor} ${borderBlockEndColor}`;
  });
const tab = (selected: boolean): Locator => page.getByRole('tab', { selected }).first();

describe('every view', () => {
  const looks: readonly (readonly [string, BrowserContextOptions])[] = [
    ['wide and light', { viewport: { width: 1180, height: 740 }, colorScheme: 'light' }],
    [
      'narrow and dark, in French',
      { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'fr-FR' },
    ],
  ];

  it.each(looks)('%s, is within reach of everybody', async (_look, options) => {
    await fetch(`${emulator.url}/count.json?ns=demo`, { method: 'PUT', body: '8' });
    await openPage('#data/demo', options);
    await line('rooms').click();
    await page.evaluate(axe);
    const faults: string[] = [];
    const judge = async (where: string): Promise<void> => {
      const found = await page.evaluate(
        (runOnly): Promise<readonly string[]> =>
          (
            globalThis as unknown as {
              axe: { run(context: Document, options: RunOptions): Promise<AxeResults> };
            }
          ).axe
            .run(document, { runOnly, iframes: false })
            .then(({ violations }) =>
              violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
            ),
        criteria,
      );
      faults.push(...found.map((fault) => `${where}: ${fault}`));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) faults.push(`${where}: ${overflow} pixels stand out at the side`);
    };
    for (const [index] of tabs.entries()) {
      await page.getByRole('tab').nth(index).click();
      await page.getByRole('tabpanel').locator(':scope > *').first().waitFor();
      await judge(`tab ${index + 1}`);
    }
    await page.getByRole('tab').first().click();
    await line('rooms').click();
    await press('Insert');
    await page.getByRole('dialog').waitFor();
    await judge('a dialog');
    expect(faults).toEqual([]);
  });

  it('shows what is chosen in the colours that somebody forces', async () => {
    await openPage('#data/demo', { forcedColors: 'active' });
    await line('rooms').click();
    expect(await look(line('rooms'))).not.toBe(await look(line('count')));
    expect(await look(tab(true))).not.toBe(await look(tab(false)));
  });

  it('speaks the language of the browser, and the other one when asked', async () => {
    await openPage('#data/demo', { locale: 'fr-CA' });
    await page.getByRole('heading', { name: 'Inspecteur de la base' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
    await page.getByLabel('Langue').selectOption('en');
    await page.getByRole('heading', { name: 'Database inspector' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Database inspector' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });

  it('asks for nothing while nobody sees it', async () => {
    await openPage();
    await page.clock.install();
    await page.reload();
    await line('rooms').waitFor();
    let asked = 0;
    const hide = (isHidden: boolean): Promise<void> =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, isHidden);
    await hide(true);
    // What was under way is answered first.
    await page.waitForLoadState('networkidle');
    page.on('request', () => asked++);
    await page.clock.runFor(60_000);
    expect(asked).toBe(0);
    const next = page.waitForRequest(/\/live/);
    await hide(false);
    await next;
  });

  it('asks nobody but the emulator', async () => {
    await openPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(emulator.url)) elsewhere.push(request.url());
    });
    await page.reload();
    for (const name of tabs) await openTab(new RegExp(`^${name}`));
    expect(elsewhere).toEqual([]);
  });
});

/** What a script there gets out of asking, or that it got nothing. */
const tries = (url: string, init: object = {}): Promise<string> =>
  page.evaluate(
    ([to, how]) =>
      fetch(to, how).then(
        async (response) => `${response.status} ${(await response.text()).slice(0, 40)}`,
        () => 'nothing',
      ),
    [url, init] as const,
  );

const visit = async (port: number): Promise<void> => {
  page = await (await browser.newContext()).newPage();
  complaints = [];
  await page.goto(`http://${evil}:${port}/`);
};

describe('a page of another site', () => {
  const owner = { headers: { authorization: 'Bearer owner' } };
  const own = { headers: { 'x-inspector': '1' } };

  it('can neither read nor write as the owner, nor look into the inspector', async () => {
    await visit((strangers.address() as AddressInfo).port);
    const { url } = emulator;
    expect(await tries(`${url}/.inspect/api/live`, own)).toBe('nothing');
    expect(await tries(`${url}/.inspect/metrics`)).toMatch(/^403/);
    expect(await tries(`${url}/.inspect/databases.json`)).toMatch(/^403/);
    expect(await tries(`${url}/.json?ns=demo`, owner)).toMatch(/^403/);
    expect(await tries(`${url}/.json?ns=demo&access_token=owner`)).toMatch(/^403/);
    expect(await tries(`${url}/count.json?ns=demo&auth=owner`, { method: 'PUT', body: '9' })).toMatch(/^403/);
    // Rules decide about everybody else.
    expect(await tries(`${url}/count.json?ns=demo`)).toMatch(/^401/);
    expect(await tries(`${url}/rooms/lobby/name.json?ns=demo`)).toBe('200 "Lobby"');
    const framed = await page.evaluate(async (source) => {
      const frame = document.createElement('iframe');
      frame.src = source;
      await new Promise((resolve) => {
        frame.addEventListener('load', resolve);
        document.body.append(frame);
      });
      return frame.contentDocument?.title ?? 'nothing';
    }, `${url}/.inspect/`);
    expect(framed).toBe('nothing');
    const scripted = await page.evaluate(
      (source) =>
        new Promise<string>((resolve) => {
          (globalThis as unknown as { stolen: (value: unknown) => void }).stolen = (value) =>
            resolve(JSON.stringify(value));
          const script = document.createElement('script');
          script.src = source;
          script.referrerPolicy = 'no-referrer';
          script.addEventListener('error', () => resolve('nothing'));
          document.body.append(script);
        }),
      `${url}/count.json?ns=demo&access_token=owner&callback=stolen`,
    );
    expect(scripted).toBe('nothing');
    expect(await emulator.export({ namespace: 'demo' })).toEqual(data);
  });

  it('gets no further by making its name this machine’s', async () => {
    await visit(emulator.port);
    expect(await tries('/.inspect/')).toMatch(/^403/);
    expect(await tries('/.inspect/api/live', own)).toMatch(/^403/);
    expect(await tries('/.inspect/metrics')).toMatch(/^403/);
    expect(await tries('/.json?ns=demo', owner)).toMatch(/^403/);
    expect(await tries('/count.json?ns=demo&auth=owner', { method: 'PUT', body: '9' })).toMatch(/^403/);
    expect(await emulator.export({ namespace: 'demo' })).toEqual(data);
  });
});
