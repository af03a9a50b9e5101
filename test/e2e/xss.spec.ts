import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { trap } from '../support/trap.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { xssCorpus } from '../support/xssCorpus.ts';
import { freshName, isOurs, openRooms, rooms, visit, type Visitor } from './visitor.ts';

/**
 * The whole corpus goes through the server and through the page's sanitiser in `sanitiser.spec.ts`; typing and sending some of it finds
 * what lies between. Whoever sent more in a minute would be silenced for flooding.
 */
const typed = xssCorpus.filter((_, index) => index % 24 === 0);

describe('text that tries to become more than text', () => {
  let browser: Browser;
  let eve: Visitor;
  let ana: Visitor;
  let caught: readonly (readonly string[])[];

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
    eve = await visit(browser, freshName('Eve'));
    ana = await visit(browser, freshName('Ana'));
    caught = [await trap(ana.page, isOurs), await trap(eve.page, isOurs)];
  });
  afterAll(() => browser.close());

  it('is served under a policy that would stop it', async () => {
    const response = await ana.page.request.get(ana.page.url());
    const policy = response.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toMatch(/trusted-types causerie causerie-worker(;|$)/);
  });

  it('stays dead in the other browser, typed by one, as text and as rendered by the server', async () => {
    const uid = await eve.uid();
    // The rules let five messages out in ten seconds; the owner makes time pass faster.
    const slots = `limits/${uid}/messages`;
    for (let from = 0; from < typed.length; from += 5) {
      const rows = typed.slice(from, from + 5);
      for (const { text } of rows) await eve.say(text);
      await until(
        async () => Object.keys((await owner.read(slots)) ?? {}).length === rows.length,
        'these rows are stored',
      );
      await owner.write(slots, null);
    }
    const written = async () =>
      Object.values(
        ((await owner.read(`messages/${rooms.first.id}`)) ?? {}) as Record<
          string,
          { uid: string; html?: string }
        >,
      ).filter((message) => message.uid === uid);
    await until(async () => (await written()).length === typed.length, 'every row is stored');
    await until(
      async () => (await written()).every(({ html }) => html !== undefined),
      'every row is rendered',
      20_000,
    );
    await ana.page.reload();
    await ana.log.and(ana.page.locator('[aria-busy="false"]')).waitFor();

    const elements = await ana.log
      .locator('.message-text')
      .evaluateAll((texts) =>
        texts.flatMap((text) =>
          Array.from(text.querySelectorAll('*'), (element) => element.tagName.toLowerCase()),
        ),
      );
    const allowed = [
      'div',
      'p',
      'a',
      'blockquote',
      'br',
      'code',
      'em',
      'li',
      'ol',
      'pre',
      's',
      'strong',
      'ul',
    ];
    expect(elements.filter((name) => !allowed.includes(name))).toEqual([]);
    const links = await ana.log
      .locator('.message-text a')
      .evaluateAll((anchors) =>
        anchors.map((anchor) => `${(anchor as HTMLAnchorElement).protocol} ${anchor.getAttribute('rel')}`),
      );
    expect(links.filter((link) => !/^(https|mailto): noopener noreferrer nofollow$/.test(link))).toEqual([]);
    expect(caught.flat()).toEqual([]);
  }, 60_000);

  it('stays dead as html in the database, even if the server had written it', async () => {
    const place = `messages/${rooms.first.id}/-Oevil00000000000000`;
    await owner.write(place, { uid: await eve.uid(), text: 'honest', at: Date.now(), slot: 'a' });
    await until(() => owner.read(`${place}/html`), 'the server has rendered the text');
    await owner.write(
      `${place}/html`,
      '<p>seen</p><img src=x onerror="alert(1)"><svg onload="alert(2)"></svg><a href="javascript:alert(3)">press</a><iframe srcdoc="<script>alert(4)</script>"></iframe>',
    );
    const message = ana.message('seen');
    await message.waitFor();
    expect(await message.locator('img, svg, iframe, script').count()).toBe(0);
    expect(await message.locator('a[href]').count()).toBe(0);
    expect(caught.flat()).toEqual([]);
  });

  it('stays dead as a room name and as a person’s name, wherever those are shown', async () => {
    const uid = await eve.uid();
    const hostile = '<img src=x onerror=alert(1)>"\'`${7*7}</title><script>alert(1)</script>';
    await owner.write(`users/${uid}/name`, hostile);
    for (const place of [`rooms/${rooms.first.id}`, `directory/${rooms.first.id}`]) {
      await owner.write(`${place}/name`, hostile);
      await owner.write(`${place}/topic`, hostile);
    }
    await ana.page.getByRole('heading', { level: 1, name: hostile }).waitFor();
    expect(await ana.page.title()).toContain(hostile);
    expect(await ana.page.locator('img').count()).toBe(0);
    expect(caught.flat()).toEqual([]);
    await openRooms();
  });
});
