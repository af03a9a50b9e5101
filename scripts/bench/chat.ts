import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Progress } from '../progress.mjs';
import type { Addresses } from '../suite.ts';
import { comeIn } from './comeIn.ts';
import { onSuite } from './onSuite.ts';
import { openPage } from './openPage.ts';
import { summary } from './quantiles.ts';

const messages = 500;
const warmUp = 20;
const paceMs = 30;
const patienceMs = 20_000;

/** What the pages note, by the number of the message, in milliseconds since 1970. */
interface Notes {
  readonly sent: Map<string, number>;
  readonly seen: Map<string, number>;
  readonly rendered: Map<string, number>;
}

declare global {
  var causerieNotes: Notes;
}

/**
 * Runs in the page, before it: notes when Enter is pressed on a text, when that text is on the screen (the frame after
 * it is in the document), and when its html has taken the place of the plain text.
 */
const takeNotes = (): void => {
  const notes: Notes = { sent: new Map(), seen: new Map(), rendered: new Map() };
  globalThis.causerieNotes = notes;
  // It travels to the page as text, so everything it needs is inside.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const now = (): number => performance.timeOrigin + performance.now();
  const note = (map: Map<string, number>, id: string | undefined): void => {
    if (id !== undefined && !map.has(id))
      requestAnimationFrame(() => void (map.has(id) || map.set(id, now())));
  };
  addEventListener(
    'keydown',
    ({ key, target }) => {
      const id = /bench(\d+)/.exec(target instanceof HTMLTextAreaElement ? target.value : '')?.[1];
      if (key === 'Enter' && id !== undefined) notes.sent.set(id, now());
    },
    { capture: true },
  );
  new MutationObserver((changes) => {
    const touched = changes.flatMap(({ target, addedNodes }) => [target, ...addedNodes]);
    for (const node of touched) {
      const element = node instanceof Element ? node : node.parentElement;
      const item = element?.closest('li') ?? element?.querySelector(':scope > li');
      const id = /bench(\d+)/.exec(item?.textContent ?? '')?.[1];
      note(notes.seen, id);
      if (item?.querySelector('strong')) note(notes.rendered, id);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
};

const enter = async (browser: Browser, url: string, name: string): Promise<Page> => {
  const page = await openPage(await browser.newContext({ locale: 'en-GB' }), patienceMs, takeNotes);
  await comeIn(page, url, name);
  return page;
};

/** A person may send five messages in ten seconds; the bench empties the ring instead of waiting. */
const forgetLimits = async ({ host, namespace, ports }: Addresses): Promise<void> => {
  await fetch(`http://${host}:${ports.database}/limits.json?ns=${namespace}`, {
    method: 'DELETE',
    headers: { Authorization: 'Bearer owner' },
  });
};

const notesOf = (page: Page, kind: keyof Notes): Promise<Map<string, number>> =>
  page.evaluate((name) => [...globalThis.causerieNotes[name]], kind).then((entries) => new Map(entries));

const differences = (from: Map<string, number>, to: Map<string, number>): readonly number[] =>
  [...from]
    .filter(([id]) => Number(id) >= warmUp)
    .map(([id, atMs]) => (to.get(id) ?? Number.POSITIVE_INFINITY) - atMs);

const chat = async (
  browser: Browser,
  addresses: Addresses,
): Promise<readonly (readonly [string, string])[]> => {
  const url = `http://${addresses.host}:${addresses.ports.hosting}/`;
  const ana = await enter(browser, url, 'Ana');
  const ben = await enter(browser, url, 'Ben');
  const input = ana.getByRole('textbox');
  for (let id = 0; id < messages + warmUp; id += 1) {
    await forgetLimits(addresses);
    await wait(paceMs);
    await input.fill(`bench${id} **strong**`);
    await input.press('Enter');
    // One at a time: a second event while the function is busy would start, and measure, a second worker.
    await ben.waitForFunction((name) => globalThis.causerieNotes.rendered.has(name), String(id));
  }
  const [sent, seen, rendered] = await Promise.all([
    notesOf(ana, 'sent'),
    notesOf(ben, 'seen'),
    notesOf(ben, 'rendered'),
  ]);
  return [
    ['sent in A to visible in B, p50 / p95', summary(differences(sent, seen))],
    ['sent in A to html in B, p50 / p95', summary(differences(sent, rendered))],
  ];
};

/** Two people in two browser profiles, on an emulator suite of their own. */
export const measureChat = (progress: Progress): Promise<readonly (readonly [string, string])[]> =>
  onSuite(progress, { kind: 'empty' }, `Sending ${messages + warmUp} messages`, chat);
