import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onSuite } from './bench/onSuite.ts';
import { buildWhatIsStale } from './build.ts';
import { interruptibly } from './interruption.ts';
import { createProgress } from './progress.mjs';
import { root } from './root.ts';
import type { Addresses } from './suite.ts';

const patienceMs = 20_000;
/** Each of them stands in the README, and travels with every clone. */
const largestBytes = 150_000;

const workshop = '#/rooms/workshop';
const terrace = '#/rooms/terrasse';

interface Picture {
  /** In docs/. */
  readonly file: string;
  readonly locale: 'en-GB' | 'fr-FR';
  readonly colorScheme: 'light' | 'dark';
  readonly screen: 'wide' | 'phone';
  /** Where to; nobody walks in where this is left out. */
  readonly place?: string;
  /** What is done there before the picture is taken. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const press =
  (name: RegExp) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').waitFor();
  };

const pictures: readonly Picture[] = [
  { file: 'sign-in-light.png', locale: 'en-GB', colorScheme: 'light', screen: 'wide' },
  { file: 'sign-in-phone-dark.png', locale: 'fr-FR', colorScheme: 'dark', screen: 'phone' },
  { file: 'room-light.png', locale: 'en-GB', colorScheme: 'light', screen: 'wide', place: workshop },
  { file: 'room-dark.png', locale: 'fr-FR', colorScheme: 'dark', screen: 'wide', place: terrace },
  { file: 'room-phone-light.png', locale: 'en-GB', colorScheme: 'light', screen: 'phone', place: workshop },
  { file: 'room-phone-dark.png', locale: 'fr-FR', colorScheme: 'dark', screen: 'phone', place: terrace },
  {
    file: 'browse-light.png',
    locale: 'en-GB',
    colorScheme: 'light',
    screen: 'wide',
    place: workshop,
    prepare: press(/^Browse rooms/),
  },
  {
    file: 'person-dark.png',
    locale: 'fr-FR',
    colorScheme: 'dark',
    screen: 'wide',
    place: terrace,
    prepare: press(/Ismaël/),
  },
];

const screens: Readonly<Record<Picture['screen'], BrowserContextOptions>> = {
  wide: { viewport: { width: 1180, height: 740 } },
  phone: { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1.5 },
};

const take = async (browser: Browser, address: string, picture: Picture): Promise<Buffer> => {
  const { locale, colorScheme, screen, place, prepare } = picture;
  const context = await browser.newContext({
    ...screens[screen],
    locale,
    colorScheme,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(`${address}${place ?? ''}`);
  const name = page.getByRole('textbox');
  await name.fill(nameFor(picture));
  if (place !== undefined) {
    await name.press('Enter');
    await page.locator('[role=log][aria-busy=false]').waitFor();
    // Reactions, quotes and the colours of code are fetched behind the messages.
    await page.locator('.reaction').first().waitFor();
  }
  await prepare?.(page);
  await page.waitForLoadState('networkidle');
  const image = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await context.close();
  return image;
};

/** The database's own page, at the room that the other pictures show. */
const takeInspector = async (browser: Browser, { host, namespace, ports }: Addresses): Promise<Buffer> => {
  const context = await browser.newContext({ ...screens.wide, locale: 'en-GB', reducedMotion: 'reduce' });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(`http://${host}:${ports.database}/.inspect/#data/${namespace}`);
  const path = page.getByLabel('Go to a path');
  await path.fill('/rooms/workshop/name');
  await path.press('Enter');
  await page.getByRole('treeitem', { name: /^name/, selected: true }).waitFor();
  const image = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await context.close();
  return image;
};

/** Whoever looks at a room; nobody can have a name twice. */
const visitors = ['Robin', 'Camille', 'Noor', 'Sasha', 'Lou', 'Andrea', 'Charlie', 'Dominique'] as const;
const nameFor = (picture: Picture): string => visitors[pictures.indexOf(picture)] ?? 'Robin';

const takeAll = async (browser: Browser, addresses: Addresses): Promise<readonly string[]> => {
  const { host, ports } = addresses;
  const lines: string[] = [];
  const save = (file: string, image: Buffer): void => {
    if (image.length > largestBytes) {
      throw new Error(`${file} would have ${image.length} bytes; ${largestBytes} is the most.`);
    }
    writeFileSync(join(root, 'docs', file), image);
    lines.push(`docs/${file}  ${Math.round(image.length / 1000)} kB`);
  };
  for (const picture of pictures) {
    save(picture.file, await take(browser, `http://${host}:${ports.hosting}/`, picture));
  }
  save('inspector-light.png', await takeInspector(browser, addresses));
  return lines;
};

const run = async (): Promise<number> => {
  const progress = createProgress();
  try {
    await buildWhatIsStale(['emulator', 'functions'], progress);
    const lines = await onSuite(progress, { kind: 'living' }, 'Taking pictures', takeAll);
    progress.close();
    console.log(`\n${lines.join('\n')}`);
    return 0;
  } catch (error) {
    progress.close();
    console.error((error as Error).message);
    return 1;
  }
};

/** `npm run screenshots`: the pictures of docs/, taken anew of the page as it is deployed, in the rooms that a new tree begins with. */
export const main = (): Promise<number> => interruptibly(run);
