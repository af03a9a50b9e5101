import { firstRoomId } from '@causerie/contract';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { addresses, owner, pageUrl } from '../support/world.ts';

/** Somebody in front of a browser of their own. */
export interface Visitor {
  readonly page: Page;
  readonly name: string;
  readonly log: Locator;
  readonly input: Locator;
  /** The words that say how the connection is. */
  readonly connection: Locator;
  readonly say: (text: string) => Promise<void>;
  /** The message that holds this text and nothing else. */
  readonly message: (text: string) => Locator;
  /** Looked up in the database, by the name they claimed. */
  readonly uid: () => Promise<string>;
}

let names = 0;

/** A name that nobody else in this run has. */
export const freshName = (first = 'Visitor'): string => {
  names += 1;
  return `${first} ${Date.now().toString(36).slice(-5)}${names}`;
};

/** Shorter than a test may take, so that what was waited for in vain gets named. */
const patienceMs = 10_000;

/** A new browser profile with the page open, before anybody has given a name. `prepare` comes before the page. */
export const openPage = async (
  browser: Browser,
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<void>,
): Promise<Page> => {
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block', ...options });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(pageUrl());
  return page;
};

/** Gives a name and walks in, as a newcomer would. */
export const enter = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
};

/** A newcomer who is in the first room. */
export const visit = async (
  browser: Browser,
  name = freshName(),
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<void>,
): Promise<Visitor> => {
  const page = await openPage(browser, options, prepare);
  await enter(page, name);
  const visitor = asVisitor(page, name);
  await visitor.log.and(page.locator('[aria-busy="false"]')).waitFor();
  return visitor;
};

export const asVisitor = (page: Page, name: string): Visitor => {
  const log = page.getByRole('log');
  const input = page.getByRole('textbox');
  return {
    page,
    name,
    log,
    input,
    connection: page.getByRole('status', { name: /connection|connexion/i }),
    say: async (text) => {
      await input.fill(text);
      await input.press('Enter');
    },
    message: (text) => log.getByRole('listitem').filter({ has: page.getByText(text, { exact: true }) }),
    uid: () => uidOf(name),
  };
};

/** The room where everybody arrives, and a second one, which sorts before it. Written before each file; the tree is not emptied between them. */
export const rooms = {
  first: { id: firstRoomId, name: 'Lobby', topic: 'Everybody comes through here' },
  second: { id: 'b-study', name: 'Study', topic: 'Quiet' },
} as const;

export const openRooms = async (): Promise<void> => {
  for (const { id, name, topic } of Object.values(rooms)) {
    await owner.write(`rooms/${id}`, { name, topic, kind: 'public', createdAt: Date.now() });
    await owner.write(`directory/${id}`, { name, topic });
  }
};

/** Waits until something can be seen, and fails with its description when that never happens. */
export const shows = async (locator: Locator): Promise<true> => {
  await locator.waitFor();
  return true;
};

/** Waits until something is there no more. */
export const loses = async (locator: Locator): Promise<true> => {
  await locator.waitFor({ state: 'detached' });
  return true;
};

const uidOf = async (name: string): Promise<string> => {
  const users = (await owner.read('users')) as Readonly<Record<string, { readonly name: string }>>;
  const found = Object.entries(users).find(([, person]) => person.name === name);
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found[0];
};

/** Addresses that the page may talk to; anything else is foreign. */
export const isOurs = (address: string): boolean => {
  const { host, ports } = addresses();
  const url = new URL(address);
  return url.hostname === host && Object.values(ports).includes(Number(url.port));
};
