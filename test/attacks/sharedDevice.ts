import type { Page } from 'playwright-core';
import { enter, freshName, openPage } from '../e2e/visitor.ts';
import { until } from '../support/until.ts';
import { owner, pageUrl } from '../support/world.ts';
import { type Attack, checked } from './attack.ts';
import { chance, type Siege } from './siege.ts';

/** Everything that a browser keeps for the page, as one text. Runs in the page. */
const everythingKept = async (): Promise<string> => {
  const parts = [
    JSON.stringify(Object.entries(localStorage)),
    JSON.stringify(Object.entries(sessionStorage)),
  ];
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    parts.push(name);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(opening.error ?? new Error(name)));
    });
    for (const table of database.objectStoreNames) {
      const rows = await new Promise<unknown>((resolve, reject) => {
        const reading = database.transaction(table).objectStore(table).getAll();
        reading.addEventListener('success', () => resolve(reading.result));
        reading.addEventListener('error', () => reject(reading.error ?? new Error(table)));
      });
      parts.push(JSON.stringify(rows));
    }
    database.close();
  }
  return parts.join('\n');
};

/** Another account in the same browser, as after a sign-out. Runs in the page. */
const forgetAccount = (): Promise<void> =>
  new Promise((resolve) => {
    const going = indexedDB.deleteDatabase('firebaseLocalStorageDb');
    for (const name of ['success', 'error', 'blocked']) going.addEventListener(name, () => resolve());
  });

const isIn = (page: Page): Promise<void> =>
  page.getByRole('log').and(page.locator('[aria-busy="false"]')).waitFor();

const nextPerson: Attack = {
  id: 48,
  name: 'Read on a shared device what the person before read, wrote and had not sent yet; send it as another',
  defence: 'What a browser keeps belongs to one person, and goes when another one comes',
  run: async (siege: Siege) => {
    const secret = `secret${chance(12)}`;
    const page = await openPage(await siege.browser());
    siege.onLeave(() => page.context().close());
    await enter(page, freshName('Ana'));
    await isIn(page);
    await page.getByRole('textbox').fill(`${secret} sent`);
    await page.keyboard.press('Enter');
    await until(
      async () => JSON.stringify(await owner.read('messages/lobby')).includes(`${secret} sent`),
      'it is sent',
    );
    await page.context().setOffline(true);
    await page.getByRole('textbox').fill(`${secret} waiting`);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox').fill(`${secret} draft`);
    await until(
      async () => (await page.evaluate(everythingKept)).includes(secret),
      'the browser keeps it',
      5000,
    );

    await page.goto('about:blank');
    await page.context().setOffline(false);
    const next = await page.context().newPage();
    // The same origin without the page, so that nothing of it holds the account open.
    await next.goto(new URL('/favicon.svg', pageUrl()).href);
    await next.evaluate(forgetAccount);
    await next.goto(pageUrl());
    // Until the page has been told that nobody is signed in, it shows what it knew of whom it saw last.
    await next.getByRole('textbox', { name: 'Nickname' }).waitFor();
    await enter(next, freshName('Ben'));
    await isIn(next);
    const clean = await until(
      async () => !(await next.evaluate(everythingKept)).includes(`${secret} waiting`),
      'nothing of the person before is kept',
      10_000,
    ).catch(() => false);
    const shown = await next.getByText(`${secret} waiting`).count();
    const drafted = await next.getByRole('textbox').inputValue();
    const stored = JSON.stringify(await owner.read('messages/lobby'));
    return checked('the page', [
      { what: 'nothing that waited is kept for the next person', holds: clean },
      { what: 'nothing that waited is shown to them', holds: shown === 0 },
      { what: 'no draft is in their composer', holds: !drafted.includes(secret) },
      { what: 'nothing that waited was sent by them', holds: !stored.includes(`${secret} waiting`) },
    ]);
  },
};

export const deviceAttacks: readonly Attack[] = [nextPerson];
