import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, ConsoleMessage, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weighInitialJavaScript } from '../../scripts/bench/initialJavaScript.ts';
import { root } from '../../scripts/root.ts';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { addresses, pageUrl } from '../support/world.ts';
import { freshName, loses, openPage, openRooms, rooms, shows, visit, type Visitor } from './visitor.ts';

interface Header {
  readonly key: string;
  readonly value: string;
}

/** What firebase.json says, which is what is deployed. */
const { hosting } = JSON.parse(readFileSync(join(root, 'firebase.json'), 'utf8')) as {
  readonly hosting: {
    readonly headers: readonly { readonly source: string; readonly headers: readonly Header[] }[];
  };
};
const headersFor = (source: string): readonly Header[] =>
  hosting.headers.find((rule) => rule.source === source)?.headers ?? [];
const everywhere = headersFor('**');
const forAssets = headersFor('/assets/**');
const policyName = 'Content-Security-Policy';
const policyHeader = everywhere.find(({ key }) => key === policyName)?.value ?? '';

const policyOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources.join(' ')];
    }),
  );

/** All but the one directive that has to name the services of the place. */
const besidesConnections = (policy: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
  [...policy].filter(([directive]) => directive !== 'connect-src');

const get = (path: string): Promise<Response> => fetch(new URL(path, pageUrl()));

/** The scripts and styles that the page names. */
const assetPaths = async (): Promise<readonly string[]> =>
  Array.from(
    (await (await get('/')).text()).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g),
    ([, path]) => path ?? '',
  );

describe('what Hosting answers', () => {
  it('is described for everything, and once more for assets', () => {
    expect(hosting.headers.map(({ source }) => source)).toEqual(['**', '/assets/**']);
    expect(policyHeader).not.toBe('');
  });

  it.each([
    [policyName, /^default-src 'none'; script-src 'self'; style-src 'self';/],
    [policyName, /; base-uri 'none'; form-action 'self'; frame-ancestors 'none';/],
    [policyName, /; require-trusted-types-for 'script'; trusted-types causerie causerie-worker$/],
    // Nothing inline, nothing made of strings, no source without a host and none of every host.
    [policyName, /^(?!.*(?:unsafe-|strict-dynamic|blob:|https?:[; ]|wss?:[; ]|\s\*)).*$/],
    ['X-Content-Type-Options', /^nosniff$/],
    ['X-Frame-Options', /^DENY$/],
    ['Referrer-Policy', /^no-referrer$/],
    ['Cross-Origin-Opener-Policy', /^same-origin$/],
    ['Permissions-Policy', /camera=\(\), geolocation=\(\), microphone=\(\), payment=\(\), usb=\(\)/],
    ['Strict-Transport-Security', /^max-age=(?:31536|63072)000; includeSubDomains/],
  ])('tells browsers by %s what matches %s', (name, pattern) => {
    expect(everywhere.find(({ key }) => key === name)?.value).toMatch(pattern);
  });

  it('lets a deployed page talk to itself and to Firebase, and to nobody else', () => {
    const sources = policyOf(policyHeader).get('connect-src')?.split(' ') ?? [];
    const firebase =
      /^(?:https|wss):\/\/(?:\*\.firebaseio\.com|\*\.firebasedatabase\.app|(?:identitytoolkit|securetoken|firebaseappcheck|content-firebaseappcheck)\.googleapis\.com)$/;
    expect(sources.filter((source) => source !== "'self'" && !firebase.test(source))).toEqual([]);
  });

  const places = [
    ['the page', () => '/'],
    ['a room’s address', () => `/room/${rooms.first.id}`],
    ['an address nobody has made', () => '/a/b/c/d?e=f'],
    ['the page by its file', () => '/index.html'],
    ['the icon', () => '/favicon.svg'],
  ] as const;

  it.each(places)('for %s carries every header of firebase.json, as it stands there', async (_what, path) => {
    const { headers, status } = await get(path());
    expect(status).toBe(200);
    for (const { key, value } of everywhere.filter(({ key: name }) => name !== policyName)) {
      expect([key, headers.get(key)]).toEqual([key, value]);
    }
  });

  it('for assets carries them too, and lets only those be kept for ever', async () => {
    const paths = await assetPaths();
    expect(paths.length).toBeGreaterThan(1);
    for (const { headers, status } of await Promise.all(paths.map(get))) {
      expect(status).toBe(200);
      const own = new Map(forAssets.map(({ key, value }) => [key, value]));
      for (const { key, value } of everywhere.filter(({ key: name }) => name !== policyName)) {
        expect([key, headers.get(key)]).toEqual([key, own.get(key) ?? value]);
      }
      expect(headers.get('Cache-Control')).toMatch(/immutable/);
      expect(headers.get('Content-Type')).toMatch(/^(?:application\/javascript|text\/css);/);
    }
    for (const { headers } of await Promise.all(places.map(([, path]) => get(path())))) {
      expect(headers.get('Cache-Control')).toBe('no-cache');
    }
  });

  it('lets somebody read and write after at most 150 KiB of scripts', async () => {
    const { bytes } = await weighInitialJavaScript(async (address) =>
      Buffer.from(await (await get(address)).arrayBuffer()),
    );
    expect(bytes).toBeLessThanOrEqual(150 * 1024);
  });

  it('has the deployed policy, except that it connects to the emulators instead of to Google', async () => {
    const deployed = policyOf(policyHeader);
    const { host, ports } = addresses();
    const here = [ports.auth, ports.database, ports.functions].flatMap((port) => [
      `http://${host}:${port}`,
      `ws://${host}:${port}`,
    ]);
    expect(deployed.get('connect-src')).toMatch(/^'self' https:/);
    for (const path of ['/', `/room/${rooms.first.id}`, ...(await assetPaths())]) {
      const served = policyOf((await get(path)).headers.get(policyName) ?? '');
      expect(served.get('connect-src')?.split(' ')).toEqual(["'self'", ...here]);
      expect(besidesConnections(served)).toEqual(besidesConnections(deployed));
    }
  });
});

/** Runs in the page, before anything of it. */
const reportBreaches = (): void => {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
    const { reportBreach } = window as unknown as { reportBreach: (text: string) => void };
    reportBreach(`${effectiveDirective} ${blockedURI} ${sample}`);
  });
};

const isComplaint = (message: ConsoleMessage): boolean =>
  message.type() === 'error' ||
  /content security policy|trusted ?types?|permissions.policy|refused to/i.test(message.text());

/**
 * Breaches of the policy, of Trusted Types as well, and errors: as the page hears of them and as the console shows them. To be called
 * before the page is opened, so that nothing happens unseen.
 */
const watch = async (page: Page): Promise<readonly string[]> => {
  const breaches: string[] = [];
  await page.exposeFunction('reportBreach', (text: string) => breaches.push(text));
  await page.addInitScript(reportBreaches);
  page.on('pageerror', ({ message }) => breaches.push(`error: ${message}`));
  page.on('console', (message) => {
    if (isComplaint(message)) breaches.push(`console: ${message.text()}`);
  });
  return breaches;
};

/** A site of somebody else's, on this machine, which remembers what it was asked for. */
interface Site {
  readonly origin: string;
  readonly asked: readonly string[];
  close(): void;
}

const openSite = async (answer: (path: string) => string): Promise<Site> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Content-Type', 'text/html');
    response.end(answer(request.url ?? ''));
  });
  await once(server.listen(0, addresses().host), 'listening');
  return {
    origin: `http://${addresses().host}:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => void server.close(),
  };
};

describe('the page under its policy', () => {
  let browser: Browser;

  const visitWatched = async (name: string): Promise<readonly [Visitor, readonly string[]]> => {
    let breaches: readonly string[] = [];
    const visitor = await visit(browser, freshName(name), {}, async (page) => {
      breaches = await watch(page);
    });
    return [visitor, breaches];
  };

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('lets two people chat from sign-in to leaving without one breach', async () => {
    const [ana, seenByAna] = await visitWatched('Ana');
    const [bo, seenByBo] = await visitWatched('Bo');

    await bo.input.pressSequentially('I am th');
    expect(await shows(ana.page.getByText(`${bo.name} is writing…`))).toBe(true);
    await bo.say('some **bold** text, `code` and [a link](https://example.org/)');
    for (const { log } of [ana, bo]) {
      await log.locator('strong', { hasText: 'bold' }).waitFor();
      expect(await shows(log.getByRole('link', { name: 'a link' }))).toBe(true);
    }
    expect(await loses(ana.page.getByText(`${bo.name} is writing…`))).toBe(true);

    await ana.say('seen by both');
    expect(await shows(bo.message('seen by both'))).toBe(true);
    await ana.page.getByRole('link', { name: rooms.second.name }).click();
    expect(await shows(ana.page.getByRole('heading', { level: 1, name: rooms.second.name }))).toBe(true);
    await ana.page.reload();
    await ana.log.and(ana.page.locator('[aria-busy="false"]')).waitFor();
    await bo.page.context().close();

    expect([...seenByAna, ...seenByBo]).toEqual([]);
    await ana.page.context().close();
  });

  // Controls, so that the silence above means something: the same page, the same headers, the same watch.
  it('runs nothing and fetches nothing that somebody got into its markup', async () => {
    const elsewhere = await openSite(() => '');
    const injected = `
      <script>window.broken = 'script'</script>
      <button id="trap" onclick="window.broken = 'handler'">press</button>
      <style>body { --broken: style }</style>
      <img src="${elsewhere.origin}/spy.png" alt="">
      <link rel="stylesheet" href="${elsewhere.origin}/spy.css">
      <script src="${elsewhere.origin}/spy.js"></script>
      <iframe src="${elsewhere.origin}/framed"></iframe>
      <object data="/favicon.svg"></object>
      <base href="${elsewhere.origin}/">`;
    let breaches: readonly string[] = [];
    const page = await openPage(browser, {}, async (fresh) => {
      breaches = await watch(fresh);
      await fresh.route(pageUrl(), async (route) => {
        const response = await route.fetch();
        await route.fulfill({
          response,
          body: (await response.text()).replace('</body>', `${injected}</body>`),
        });
      });
    });
    // The page itself still comes up: its own script comes from its own origin.
    await page.getByRole('textbox').waitFor();
    await page.locator('#trap').dispatchEvent('click');
    for (const directive of [
      'script-src-elem inline',
      'script-src-attr inline',
      'style-src-elem inline',
      `img-src ${elsewhere.origin}/spy.png`,
      `style-src-elem ${elsewhere.origin}/spy.css`,
      `script-src-elem ${elsewhere.origin}/spy.js`,
      `frame-src ${elsewhere.origin}`,
      `object-src ${pageUrl()}favicon.svg`,
      `base-uri ${elsewhere.origin}/`,
    ]) {
      await until(
        () => breaches.some((breach) => breach.startsWith(`${directive} `)),
        `${directive} is refused`,
      );
    }
    const { broken, style, base } = await page.evaluate(() => ({
      broken: (window as unknown as { readonly broken?: string }).broken,
      style: getComputedStyle(document.body).getPropertyValue('--broken'),
      base: document.baseURI,
    }));
    expect({ broken, style, base }).toEqual({ broken: undefined, style: '', base: pageUrl() });
    expect(elsewhere.asked).toEqual([]);
    await page.context().close();
    elsewhere.close();
  });

  /** What a script that did get in would try next, and what stands in its way. */
  const attempts: readonly (readonly [what: string, directive: string, attempt: () => unknown])[] = [
    [
      'makes no markup of a string',
      'require-trusted-types-for',
      (): void => {
        document.body.innerHTML = '<b>x</b>';
      },
    ],
    [
      'has no Trusted Types policy but its own',
      'trusted-types',
      () => {
        const { trustedTypes } = window as unknown as {
          readonly trustedTypes: { readonly createPolicy: (name: string, rules: object) => unknown };
        };
        trustedTypes.createPolicy('another', {});
      },
    ],
    ['connects to no other place', 'connect-src', () => fetch('https://example.org/')],
    [
      'sends no form elsewhere',
      'form-action',
      () => {
        const form = document.createElement('form');
        form.action = 'https://example.org/';
        document.body.append(form);
        form.submit();
      },
    ],
    [
      'runs no string',
      'require-trusted-types-for',
      // Not `eval`, which DevTools, and so this test, may always call.
      (): unknown => Reflect.apply(window.setTimeout, window, ['window.broken = 1']),
    ],
    [
      'runs no address',
      'script-src-elem',
      (): void => {
        // A link, because a script that could name a location could do everything else as well.
        const link = document.createElement('a');
        link.href = 'javascript:window.broken = 1';
        document.body.append(link);
        link.click();
      },
    ],
    [
      'loads no script from somewhere else',
      'require-trusted-types-for',
      (): void => {
        document.createElement('script').src = 'https://example.org/x.js';
      },
    ],
    [
      'leaves nothing behind that would answer for the page later',
      'require-trusted-types-for',
      () => navigator.serviceWorker.register('/favicon.svg'),
    ],
    [
      'starts no worker from somewhere else',
      'require-trusted-types-for',
      () => new Worker('data:text/javascript,0'),
    ],
  ];

  it.each(attempts)('%s', async (_what, directive, attempt) => {
    let breaches: readonly string[] = [];
    const page = await openPage(browser, { serviceWorkers: 'allow' }, async (fresh) => {
      breaches = await watch(fresh);
    });
    await page.getByRole('textbox').waitFor();
    expect(breaches).toEqual([]);
    // Some attempts fail where they are made, others only on the way.
    await page.evaluate(attempt).catch(() => {});
    await until(
      () => breaches.some((breach) => breach.startsWith(`${directive} `)),
      `${directive} is said to be violated`,
    );
    expect(page.url()).toBe(pageUrl());
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);
    await page.context().close();
  });

  it('is not shown in a frame of another site', async () => {
    const site = await openSite((path) =>
      path === '/'
        ? `<iframe name="ours" src="${pageUrl()}"></iframe><iframe name="theirs" src="/framed"></iframe>`
        : '<p>framed</p>',
    );
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
      await page.goto(site.origin);
      expect((await refused).text()).toContain("frame-ancestors 'none'");
      expect(await shows(page.frameLocator('[name=theirs]').getByText('framed'))).toBe(true);
      expect(page.frame('ours')?.url()).toBe('chrome-error://chromewebdata/');
      expect(await page.frameLocator('[name=ours]').locator('#root').count()).toBe(0);
    } finally {
      await context.close();
      site.close();
    }
  });
});
