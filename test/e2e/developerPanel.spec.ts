import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebServer, type WebServer } from '../../scripts/webServer.ts';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { addresses, owner, pageUrl } from '../support/world.ts';
import { asVisitor, enter, freshName, openRooms, rooms, visit, type Visitor } from './visitor.ts';

const startMs = 60_000;
/** Shorter than a test may take, so that what was waited for in vain gets named. */
const patienceMs = 10_000;
/** The functions emulator starts a process for the first message, and the server of the page loads the sanitiser. */
const firstHtmlMs = 30_000;

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
const say = async (page: Page, text: string): Promise<void> => {
  const input = page.getByRole('textbox', { name: /^Message/ });
  await input.fill(text);
  await input.press('Enter');
};

describe('the developer panel', () => {
  let browser: Browser;
  let server: WebServer;

  beforeAll(async () => {
    await openRooms();
    // The page as `npm start` serves it, at the emulators of this run.
    server = await startWebServer(addresses().ports, (text) => console.warn(text));
    browser = await openBrowser();
  }, startMs);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const open = async (): Promise<Page> => {
    const { host, ports } = addresses();
    const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    await page.goto(`http://${host}:${ports.web}/`);
    return page;
  };

  /** A newcomer who is in the first room, with the panel open. */
  const develop = async (name: string): Promise<Visitor> => {
    const page = await open();
    await enter(page, name);
    const visitor = asVisitor(page, name);
    await visitor.log.and(page.locator('[aria-busy="false"]')).waitFor();
    await page.keyboard.press('Control+Shift+D');
    await tab(page, 'Tree').waitFor();
    return {
      ...visitor,
      input: page.getByRole('textbox', { name: /^Message/ }),
      say: (text) => say(page, text),
    };
  };
  it('opens and closes with keys, and gives the focus back', async () => {
    const { page, input } = await develop(freshName('Dev'));
    await until(
      () => tab(page, 'Tree').evaluate((element) => element === document.activeElement),
      'the first section has the focus',
    );
    await page.keyboard.press('End');
    await page.getByRole('searchbox', { name: 'Name' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('tablist').waitFor({ state: 'detached' });
    await until(
      () => input.evaluate((element) => element === document.activeElement),
      'the field has the focus back',
    );
    await page.getByRole('button', { name: 'Developer panel (Ctrl+Shift+D)' }).click();
    await tab(page, 'Tree').waitFor();
    expect(await page.getByRole('tab').count()).toBe(4);
    await page.context().close();
  });

  it('shows a message in the tree as it arrives, and opens it with keys', async () => {
    const { page } = await develop(freshName('Dev'));
    const other = await visit(browser, freshName('Bo'));
    const tree = page.getByRole('tree', { name: 'This room' });
    const place = tree.getByRole('treeitem', { name: `messages/${rooms.first.id}` });
    expect(await place.getAttribute('aria-expanded')).toBe('true');
    // The list must have been read before anything can be new in it.
    await other.say('before');
    await tree.getByRole('treeitem', { name: '"text":"before"' }).waitFor();

    await other.say('seen as it is stored');
    const row = tree.getByRole('treeitem', { name: '"text":"seen as it is stored"' });
    await row.and(page.locator(':has([data-changed=true])')).waitFor();
    await row.click();
    await page.keyboard.press('ArrowRight');
    // Keys are in their order: at, then html once there is some, slot, text.
    await tree.getByRole('treeitem', { name: 'text "seen as it is stored"', exact: true }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await tree.getByRole('treeitem', { name: 'text "seen as it is stored"', exact: true }).waitFor({
      state: 'detached',
    });
    await other.page.context().close();
    await page.context().close();
  });

  it('shows writes with their verdict, and why one was denied', async () => {
    const { page, uid } = await develop(freshName('Dev'));
    await tab(page, 'Writes').click();
    const writes = page.getByRole('tabpanel', { name: 'Writes' });
    const place = `messages/${rooms.first.id}/`;
    await say(page, 'this is fine');
    await writes
      .getByRole('group')
      .filter({ hasText: place })
      .filter({ hasText: /accepted in \d+ ms/ })
      .waitFor();
    await owner.write(`mutes/${rooms.first.id}/${await uid()}`, {
      by: await uid(),
      at: Date.now(),
      until: Date.now() + 600_000,
    });
    await say(page, 'this is not');
    const denied = writes.getByRole('group').filter({ hasText: place }).filter({ hasText: 'denied' });
    await denied.getByText('.write of /messages/$roomId/$messageId').waitFor();
    await denied
      .getByText(/^database\.rules\.json, line [1-9]\d*, column [1-9]\d*$/)
      .first()
      .waitFor();
    // What the parts of the rule came to, one by one.
    const parts = await denied.locator('.developer-parts li').allTextContents();
    expect(parts.filter((part) => part.includes('mutes/') && part.endsWith('false'))).not.toEqual([]);
    expect(parts.filter((part) => part.includes('auth != null') && part.endsWith('true'))).not.toEqual([]);

    await page.getByRole('checkbox', { name: 'Only what was refused' }).check();
    expect(await writes.getByText(/accepted in/).count()).toBe(0);
    await page.context().close();
  });

  it(
    'shows what the sanitiser does to a message, and to what somebody tries',
    async () => {
      const { page } = await develop(freshName('Dev'));
      await tab(page, 'Sanitiser').click();
      const panel = page.getByRole('tabpanel', { name: 'Sanitiser' });
      await say(page, 'some **bold** text');
      await panel
        .getByText('This is exactly what the functions, as they are now, make of the text.')
        .waitFor({ timeout: firstHtmlMs });
      expect(await panel.locator('del.developer-out').allTextContents()).toEqual([
        'taken out **',
        'taken out **',
      ]);
      await panel.getByRole('group', { name: 'As stored' }).getByText('<strong>').waitFor();

      await panel.getByRole('radio', { name: 'A text of yours, as a message' }).check();
      await panel.getByRole('textbox', { name: 'Your text' }).fill('gpj\u202e.exe');
      await panel.locator('dd').getByText('U+202E').waitFor();

      await panel.getByRole('radio', { name: 'HTML of yours, as if it were stored' }).check();
      await panel
        .getByRole('textbox', { name: 'Your HTML' })
        .fill('<p>kept</p><img src="x" onerror="window.broken=1">');
      await panel.locator('dd').getByText('<img src="x" onerror="window.broken=1">').waitFor();
      expect(await page.evaluate(() => 'broken' in window)).toBe(false);
      await page.context().close();
    },
    startMs,
  );

  it('makes this tab somebody else, and oneself again', async () => {
    const maya = freshName('Maya');
    const there = await visit(browser, maya);
    await there.say('I am Maya');
    const me = await develop(freshName('Dev'));
    const { page } = me;
    await tab(page, 'People').click();
    await page.getByRole('searchbox', { name: 'Name' }).fill(maya);
    await page.getByRole('button', { name: `Act as ${maya}` }).click();
    await page.getByText(`You act as ${maya}`).waitFor();
    await me.log.and(page.locator('[aria-busy="false"]')).waitFor();

    await say(page, 'said in her name');
    await there.message('said in her name').waitFor();
    const id = await there.message('said in her name').getAttribute('data-key');
    const stored = (await owner.read(`messages/${rooms.first.id}/${id ?? ''}`)) as { readonly uid: string };
    expect(stored.uid).toBe(await there.uid());

    // Another tab of the same browser is still who it was.
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second
      .getByRole('button', { name: new RegExp(me.name) })
      .first()
      .waitFor();
    await second.close();

    await page.getByRole('button', { name: 'Back to yourself' }).click();
    await page.getByText(`You act as ${maya}`).waitFor({ state: 'detached' });
    await me.log.and(page.locator('[aria-busy="false"]')).waitFor();
    await say(page, 'said in my own');
    const ownMessage = there.message('said in my own');
    await ownMessage.waitFor();
    const own = (await owner.read(
      `messages/${rooms.first.id}/${(await ownMessage.getAttribute('data-key')) ?? ''}`,
    )) as { readonly uid: string };
    expect(own.uid).toBe(await me.uid());
    await there.page.context().close();
    await page.context().close();
  });

  it('is in no file of the page that is deployed', async () => {
    const files = await everyFileOf(pageUrl());
    // Otherwise nothing was looked at: the words of the screens are in a file that is fetched late.
    expect(files.size).toBeGreaterThan(20);
    expect([...files.values()].some((text) => text.includes('Browse rooms'))).toBe(true);
    const traces = [
      'developer-',
      '__developer',
      'Developer panel',
      'Panneau de développement',
      'causerie:acting',
    ];
    const found = [...files].flatMap(([name, text]) =>
      traces.filter((trace) => text.includes(trace)).map((trace) => `${name}: ${trace}`),
    );
    expect(found).toEqual([]);
  });
});

/** What the page loads at first, and everything that any of it names. */
const everyFileOf = async (address: string): Promise<ReadonlyMap<string, string>> => {
  const files = new Map<string, string>();
  const waiting = ['index.html'];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (files.has(name)) continue;
    const text = await (await fetch(new URL(name, address))).text();
    files.set(name, text);
    for (const [asset] of text.matchAll(/[\w-]+\.(?:js|css)(?=["'`])/g)) waiting.push(`assets/${asset}`);
  }
  return files;
};
