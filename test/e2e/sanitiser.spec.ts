import { limits, type MessageId, paths, visible } from '@causerie/contract';
import { JSDOM } from 'jsdom';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { type FunctionLog, type FunctionLogEntry, openFunctionLog } from '../support/functionLog.ts';
import { plainCorpus } from '../support/plainCorpus.ts';
import { policyBreaches } from '../support/policyBreaches.ts';
import { seenText } from '../support/seenText.ts';
import { loadServerSanitiser } from '../support/serverSanitiser.ts';
import { trap } from '../support/trap.ts';
import { until } from '../support/until.ts';
import { owner } from '../support/world.ts';
import { xssCorpus } from '../support/xssCorpus.ts';
import { isOurs, openRooms, visit } from './visitor.ts';

/** The page's own sanitiser, as it is in the page. */
interface PageWithSanitiser {
  readonly sanitiser: (html: string) => DocumentFragment | undefined;
}

/** Takes the sanitiser out of the page that is served: the same file, the same instance, under the page's policy. */
const exposeSanitiser = async (page: Page): Promise<void> => {
  const file = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .find((name) => /\/assets\/sanitise-[^/]*\.js$/.test(name)),
  );
  // As text, because an import in a function would become the test runner's.
  await page.evaluate(`import(${JSON.stringify(file)}).then((module) => {
    globalThis.sanitiser = Object.values(module).find((value) => typeof value === 'function');
  })`);
};

/** What the page makes of each html, put into the document that shows it; nothing where it would show the typed text. */
const shownIn = (page: Page, htmls: readonly string[]): Promise<readonly (string | undefined)[]> =>
  page.evaluate((all) => {
    const { sanitiser } = window as unknown as PageWithSanitiser;
    return all.map((html) => {
      const nodes = sanitiser(html);
      if (nodes === undefined) return undefined;
      const place = document.createElement('div');
      place.className = 'message-html';
      place.replaceChildren(nodes);
      document.body.append(place);
      const shown = place.innerHTML;
      place.remove();
      return shown;
    });
  }, htmls);

const paragraph = (length: number): string => `<p>${'x'.repeat(length - '<p></p>'.length)}</p>`;

/** Beside what the page's policy refuses: it speaks up already when DOMPurify reads what it is about to take away. */
const broken = (caught: readonly string[]): readonly string[] =>
  caught.filter((what) => !what.startsWith('policy'));

/**
 * What a reader gets of some html, in a form in which two parsers can be compared: read and written once more, and nothing where there is
 * nothing to see. A character that is none, U+0000, is left out by one and replaced by the other.
 */
const verdict = (html: string): string => {
  const fragment = JSDOM.fragment(html);
  if (!visible.test(fragment.textContent ?? '')) return '';
  fragment.normalize();
  const place = fragment.ownerDocument.createElement('div');
  place.append(fragment);
  return place.innerHTML.replaceAll('\ufffd', '');
};

const isOfRendering = (entry: FunctionLogEntry): boolean => entry['roomId'] === 'sanitised';

let made = 0;
/** What the function that is deployed makes of each text. */
const rendered = async (texts: readonly string[]): Promise<readonly string[]> => {
  const htmls: string[] = [];
  for (const text of texts) {
    made += 1;
    const messageId = `-Osanitise${String(made).padStart(10, '0')}` as MessageId;
    const path = paths.message.at({ roomId: 'sanitised', messageId });
    // One after the other, because the functions emulator starts a process for every call that finds none idle.
    await owner.write(path, { uid: 'eve', text, at: made, slot: 'a' });
    const html = await until(() => owner.read(`${path}/html`), `${text} has html`, 20_000);
    htmls.push(typeof html === 'string' ? html : expect.unreachable('html is a text'));
  }
  return htmls;
};

/**
 * Which of the htmls, by number, call `alert` in a page without any policy, when the mouse and the keyboard have been everywhere in
 * it; and what they fetch. Each has a document of its own, because one that lives may take its document's functions away.
 */
const livingIn = async (browser: Browser, htmls: readonly string[]): Promise<readonly string[]> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const fetched = new Set<string>();
  await context.route('**', async (route) => {
    const url = route.request().url();
    if (url === 'https://bare.example/')
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
    if (!url.endsWith('/the-end')) fetched.add(`fetched ${url}`);
    return route.abort();
  });
  await page.goto('https://bare.example/');
  const called = await page.evaluate(async (all) => {
    const rows: string[] = [];
    for (const [index, html] of all.entries()) {
      const { contentWindow } = document.body.appendChild(document.createElement('iframe'));
      if (contentWindow === null) throw new Error('A frame in a document has a window.');
      Object.assign(contentWindow, { alert: () => rows.push(`called by ${index}`) });
      const { body } = contentWindow.document;
      body.innerHTML = html;
      for (const element of body.querySelectorAll('*')) {
        // Without clicks on links: where those lead is the policy's concern.
        for (const type of [
          'mouseover',
          'pointerenter',
          'focus',
          'animationstart',
          'toggle',
          'load',
          'error',
        ])
          element.dispatchEvent(new Event(type));
      }
    }
    // What is fetched fails late; the last of all is ours.
    const end = document.body.appendChild(document.createElement('img'));
    await new Promise((resolve) => {
      end.addEventListener('error', resolve);
      end.src = '/the-end';
    });
    return rows;
  }, htmls);
  await context.close();
  return [...new Set(called), ...fetched];
};

const heavyHtml: readonly (readonly [what: string, unit: string])[] = [
  ['elements in elements', '<strong>'],
  ['elements that are none, in each other', '<b>'],
  ['quotes in quotes', '<blockquote>'],
  ['links in links', '<a href=x>'],
  ['lists in lists', '<ul><li>'],
  ['tables in tables', '<table><tr><td>'],
  ['formulas in formulas', '<math><mtext>'],
  ['drawings in drawings', '<svg><foreignObject>'],
  ['paragraphs that reopen what was open', '<em><p>'],
  ['ends without beginnings', '</p>'],
  ['attributes', '<p a=b c=d '],
  ['comments', '<!--'],
  ['references', '&lt;'],
  ['templates in templates', '<template>'],
];

describe('the sanitisers of the server and of the page', () => {
  const texts = xssCorpus.map(({ text }) => text);
  let browser: Browser;
  let page: Page;
  let caught: readonly string[];
  let log: FunctionLog;
  let sanitizeOnServer: (html: string) => string;

  beforeAll(async () => {
    await openRooms();
    log = await openFunctionLog();
    browser = await openBrowser();
    ({ page } = await visit(browser));
    caught = await trap(page, isOurs);
    await exposeSanitiser(page);
    sanitizeOnServer = await loadServerSanitiser();
  });
  afterAll(async () => {
    log.close();
    await browser.close();
  });

  it('agree about every text that attacks: the page changes nothing that the server let stand', async () => {
    const htmls = await rendered(texts);
    const alive = xssCorpus.flatMap(({ name }, index) => {
      const breaches = policyBreaches(htmls[index] ?? '');
      return breaches.length === 0 ? [] : [{ name, breaches }];
    });
    expect(alive).toEqual([]);
    expect(await shownIn(page, htmls)).toEqual(htmls);
    expect(caught).toEqual([]);
  }, 120_000);

  it('are quiet about it: no log holds what was in those texts', async () => {
    await log.entries.until(
      (entries) => entries.filter(isOfRendering).length >= texts.length,
      'all is logged',
    );
    // Nearly every text that attacks holds one of these.
    const said = log.output.items.filter((line) => /alert|onerror|javascript:|evil\.example/i.test(line));
    expect(said).toEqual([]);
  });

  it('show every ordinary text as it was typed', async () => {
    const htmls = await rendered(plainCorpus);
    const shown = await shownIn(page, htmls);
    expect(shown).toEqual(htmls);
    expect(shown.map((html) => seenText(html ?? '').trimEnd())).toEqual(
      plainCorpus.map((text) => text.trimEnd()),
    );
  }, 60_000);

  it('agree about every text that attacks as the html that it would like to be', async () => {
    const shown = await shownIn(page, texts);
    const disagreements = xssCorpus.flatMap(({ name, text }, index) => {
      const byPage = verdict(shown[index] ?? '');
      const byServer = verdict(sanitizeOnServer(text));
      return byPage === byServer ? [] : [{ name, text, byPage, byServer }];
    });
    expect(disagreements).toEqual([]);
    expect(shown.flatMap((html) => policyBreaches(html ?? ''))).toEqual([]);
    expect(broken(caught)).toEqual([]);
  });

  it('leave nothing that comes to life where no policy would stop it', async () => {
    const shown = await shownIn(page, texts);
    // Written out and read again, as another page might do with them.
    const clean = shown.map((html) => html ?? '');
    expect(await livingIn(browser, clean)).toEqual([]);
    // The control: the same texts in the same place, untouched.
    expect((await livingIn(browser, texts)).length).toBeGreaterThan(100);
  });

  it('let the page show html of the greatest length and no more', async () => {
    const [longest, longer] = [paragraph(limits.messageHtml), paragraph(limits.messageHtml + 1)];
    expect(await shownIn(page, [longest, longer])).toEqual([longest, undefined]);
  });

  it.each(heavyHtml)('let the page bear %s', async (_what, unit) => {
    const html = unit.repeat(limits.messageHtml / unit.length);
    const breaches = await page.evaluate((dirty) => {
      const { sanitiser } = window as unknown as PageWithSanitiser;
      return sanitiser(dirty)?.querySelectorAll('b, table, math, svg, template, [a]').length ?? 0;
    }, html);
    expect(breaches).toBe(0);
    expect(broken(caught)).toEqual([]);
  });
});
