import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner, pageUrl } from '../support/world.ts';
import { drawn, idOf, openLongRoom, sayInRoom, seen, textOf } from './longRoom.ts';
import { freshName, openRooms, visit, type Visitor } from './visitor.ts';

declare global {
  var turned: Promise<void>;
}

const count = 100_000;
const hall = 'long-hall';
const nodesMax = 300;

const goTo = async ({ page, log }: Visitor, hash: string, name: string): Promise<void> => {
  await page.goto(`${pageUrl()}${hash}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await log.and(page.locator('[aria-busy="false"]')).waitFor();
};

const isAtEnd = ({ log }: Visitor): Promise<boolean> =>
  log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight < 2);

const wheel = async (visitor: Visitor, pixels: number): Promise<void> => {
  const box = await visitor.log.boundingBox();
  if (box === null) throw new Error('The conversation is not on the screen.');
  await visitor.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await visitor.page.mouse.wheel(0, pixels);
};

const toLatest = async (visitor: Visitor): Promise<void> => {
  const button = visitor.page.locator('.conversation-latest');
  await until(async () => {
    if (await isAtEnd(visitor)) return (await button.count()) === 0;
    await button.click({ timeout: 1000 }).catch(() => undefined);
    return false;
  }, 'the end is reached');
};

/** At the end, and known to have read everything up to there. */
const allRead = async (visitor: Visitor, last: number): Promise<void> => {
  await toLatest(visitor);
  const uid = await visitor.uid();
  const at = await owner.read(`messages/${hall}/${idOf(last)}/at`);
  await until(async () => (await owner.read(`mine/${uid}/${hall}/lastRead`)) === at, 'all is noted as read');
};

/** What is seen once nothing moves any more. */
const rested = async (visitor: Visitor): ReturnType<typeof seen> => {
  let before = await seen(visitor);
  let same = 0;
  await until(async () => {
    const now = await seen(visitor);
    same = JSON.stringify(now) === JSON.stringify(before) ? same + 1 : 0;
    before = now;
    return same >= 20;
  }, 'nothing moves any more');
  return before;
};

describe('a room with a hundred thousand messages', () => {
  let browser: Browser;
  let ana: Visitor;
  let next = count;

  beforeAll(async () => {
    await openRooms();
    await openLongRoom(hall, 'Long hall', count);
    browser = await openBrowser();
    ana = await visit(browser, freshName('Ana'));
    await goTo(ana, `#/rooms/${hall}`, 'Long hall');
  }, 120_000);
  afterAll(() => browser.close());

  it('opens at its end, for whoever comes for the first time', async () => {
    await ana.message(textOf(count - 1)).waitFor();
    expect(await isAtEnd(ana)).toBe(true);
    expect((await seen(ana)).at(-1)?.number).toBe(count - 1);
  });

  it('loads what was said before as one reads back, without a jump, and draws few of them', async () => {
    const passed = new Set<number>();
    for (let step = 0; step < 60; step += 1) {
      await wheel(ana, -700);
      const before = await seen(ana);
      // Whatever is loaded and measured in a frame, what was seen moves on by no more than was scrolled.
      const after = await seen(ana);
      const [first = { number: -1, top: 0 }] = before;
      const same = after.find(({ number }) => number === first.number) ?? first;
      expect(same.top).toBeGreaterThanOrEqual(first.top - 1);
      for (const { number } of after) passed.add(number);
      expect(await drawn(ana)).toBeLessThan(nodesMax);
    }
    await until(async () => (await seen(ana))[0]!.number < count - 250, 'older messages are there');
  });

  it('is not pulled back to the end by what arrives in the first moment of reading back', async () => {
    await toLatest(ana);
    for (const pixels of [-3, -20, -40]) {
      const before = await seen(ana);
      const arriving = next;
      next += 1;
      // What arrives before the wheel turns is still followed.
      await ana.page.evaluate(() => {
        globalThis.turned = new Promise((resolve) => {
          addEventListener('wheel', () => resolve(), { once: true, capture: true });
        });
      });
      await wheel(ana, pixels);
      await ana.page.evaluate(() => globalThis.turned);
      await sayInRoom(hall, arriving);
      await ana.page
        .getByRole('button', { name: /new message/ })
        .or(ana.message(textOf(arriving)))
        .first()
        .waitFor();
      await until(async () => !(await isAtEnd(ana)), 'the end has moved away');
      const after = await seen(ana);
      const kept = after.find(({ number }) => number === before[2]?.number);
      expect(kept?.top).toBeGreaterThanOrEqual(before[2]?.top ?? Infinity);
      await toLatest(ana);
    }
  });

  it('stays where one reads while others talk, and says how much came', async () => {
    await allRead(ana, next - 1);
    await wheel(ana, -900);
    await until(async () => !(await isAtEnd(ana)), 'the end is out of sight');
    const before = await rested(ana);
    for (let said = 0; said < 3; said += 1, next += 1) await sayInRoom(hall, next);
    const latest = ana.page.getByRole('button', { name: '3 new messages' });
    await latest.waitFor();
    expect(await seen(ana)).toEqual(before);
    await latest.click();
    await ana.message(textOf(next - 1)).waitFor();
    await until(() => isAtEnd(ana), 'the end is reached');
    await latest.waitFor({ state: 'detached' });
  });

  it('does not move what one reads when messages above it get taller', async () => {
    await wheel(ana, -1500);
    const before = await rested(ana);
    const above = (before[0]?.number ?? 0) - 3;
    await owner.write(`messages/${hall}/${idOf(above)}/html`, `<p>${'taller<br>'.repeat(30)}</p>`);
    await ana.log.locator(`[data-key="${idOf(above)}"] .message-html`).waitFor({ state: 'attached' });
    expect(await rested(ana)).toEqual(before);
  });

  it.each([
    ['near the beginning', 17],
    ['in the middle', 50_000],
    ['near the end', count - 60],
  ])(
    'leads by a link to a message %s, and reads on from there in both directions',
    async (_where, number) => {
      await ana.page.evaluate((to) => void (location.hash = to), `#/rooms/${hall}/${idOf(number)}`);
      const row = ana.log.locator(`[data-key="${idOf(number)}"]`);
      await row.and(ana.page.locator('[data-lit=true]')).waitFor();
      expect((await seen(ana)).map((message) => message.number)).toContain(number);
      expect(await row.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(new URL(ana.page.url()).hash).toBe(`#/rooms/${hall}`);
      for (let step = 0; step < 12; step += 1) await wheel(ana, -900);
      await until(
        async () => ((await seen(ana))[0]?.number ?? 0) < Math.max(1, number - 30),
        'earlier messages',
      );
      for (let step = 0; step < 40; step += 1) await wheel(ana, 900);
      await until(
        async () => ((await seen(ana)).at(-1)?.number ?? 0) > Math.min(number + 50, next - 2),
        'later ones',
      );
      expect(await drawn(ana)).toBeLessThan(nodesMax);
    },
  );

  it('goes back to the newest message from anywhere, and follows it', async () => {
    await ana.page.evaluate((to) => void (location.hash = to), `#/rooms/${hall}/${idOf(777)}`);
    await ana.log.locator(`[data-key="${idOf(777)}"]`).waitFor();
    await sayInRoom(hall, next);
    next += 1;
    await ana.page.getByRole('button', { name: '1 new message' }).click();
    await ana.message(textOf(next - 1)).waitFor();
    await until(() => isAtEnd(ana), 'the end is reached');
    await sayInRoom(hall, next);
    next += 1;
    await ana.message(textOf(next - 1)).waitFor();
    expect(await until(() => isAtEnd(ana), 'the end is followed')).toBe(true);
  });

  it('says so when a link leads to nothing', async () => {
    await ana.page.evaluate((to) => void (location.hash = to), `#/rooms/${hall}/-Onever0000000000000`);
    const notice = ana.page.getByText('The message that the link leads to does not exist any more.');
    await notice.waitFor();
    await ana.page.getByRole('button', { name: 'All right' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await ana.input.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('gives a message’s link to whoever points at it', async () => {
    await ana.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const row = ana.log.locator(`[data-key="${idOf(next - 1)}"]`);
    await row.hover();
    await row.getByRole('button', { name: 'Copy the link to this message' }).click();
    await row.getByText('Link copied').waitFor();
    expect(await ana.page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${pageUrl()}#/rooms/${hall}/${idOf(next - 1)}`,
    );
  });

  it('opens again where somebody left off, with a line before what is new', async () => {
    const uid = await ana.uid();
    const lastRead = async (): Promise<number> =>
      (await owner.read(`mine/${uid}/${hall}/lastRead`)) as number;
    const sentAt = async (number: number): Promise<number> =>
      (await owner.read(`messages/${hall}/${idOf(number)}/at`)) as number;
    await allRead(ana, next - 1);
    await ana.page.goto('about:blank');
    const first = next;
    for (let said = 0; said < 130; said += 1, next += 1) await sayInRoom(hall, next);
    await goTo(ana, `#/rooms/${hall}`, 'Long hall');
    await ana.log.getByText('New', { exact: true }).waitFor();
    await until(
      async () => (await seen(ana)).some(({ number }) => number === first),
      'the first new one is seen',
    );
    expect(await ana.page.getByRole('button', { name: /^1[0-3]\d new messages$/ }).count()).toBe(1);
    const noted = await sentAt(first);
    await until(async () => (await lastRead()) >= noted, 'reading on is noted');
    const last = await sentAt(next - 1);
    expect(await lastRead()).toBeLessThan(last);
    await toLatest(ana);
    await until(async () => (await lastRead()) === last, 'that all is read is noted');
    expect(await isAtEnd(ana)).toBe(true);
  });

  it('counts nothing as read that comes while the page is out of sight, and marks it after', async () => {
    await allRead(ana, next - 1);
    const uid = await ana.uid();
    const lastRead = (): Promise<unknown> => owner.read(`mine/${uid}/${hall}/lastRead`);
    const turn = (visibility: 'hidden' | 'visible'): Promise<void> =>
      ana.page.evaluate((to) => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => to });
        document.dispatchEvent(new Event('visibilitychange'));
      }, visibility);
    await turn('hidden');
    const before = await lastRead();
    const first = next;
    for (let said = 0; said < 2; said += 1, next += 1) await sayInRoom(hall, next);
    await ana.message(textOf(next - 1)).waitFor();
    expect(await lastRead()).toBe(before);
    await turn('visible');
    await ana.log.locator(`.day-new + [data-key="${idOf(first)}"]`).waitFor();
    const last = await owner.read(`messages/${hall}/${idOf(next - 1)}/at`);
    await until(async () => (await lastRead()) === last, 'it is noted as read');
    expect(await isAtEnd(ana)).toBe(true);
  });

  it('is walked through with the keyboard', async () => {
    await toLatest(ana);
    const { keyboard } = ana.page;
    const focused = () =>
      ana.page.evaluate(() => Number((document.activeElement as HTMLElement).dataset['key']?.slice(2)));
    await ana.log.focus();
    await keyboard.press('ArrowUp');
    expect(await focused()).toBe(next - 1);
    for (let step = 1; step <= 30; step += 1) {
      await keyboard.press('ArrowUp');
      expect(await focused()).toBe(next - 1 - step);
    }
    expect((await seen(ana)).map(({ number }) => number)).toContain(next - 31);
    await keyboard.press('PageUp');
    expect(await focused()).toBeLessThan(next - 33);
    await keyboard.press('ArrowDown');
    await keyboard.press('Tab');
    // Into what can be done with the message, and back to it.
    expect(await ana.page.evaluate(() => document.activeElement?.closest('.message-tools') !== null)).toBe(
      true,
    );
    await keyboard.press('Shift+Tab');
    await keyboard.press('ArrowUp');
    await keyboard.press('Home');
    await until(async () => (await focused()) < next - 60, 'the first message that is loaded has the focus');
    await keyboard.press('End');
    await until(async () => (await focused()) === next - 1, 'the last one has it');
    expect(await isAtEnd(ana)).toBe(true);
  });

  it('keeps the focus in the conversation when the message that had it is out of sight', async () => {
    await toLatest(ana);
    await ana.log.focus();
    await ana.page.keyboard.press('ArrowUp');
    const key = await ana.page.evaluate(() => (document.activeElement as HTMLElement).dataset['key']);
    const row = ana.log.locator(`[data-key="${key}"]`);
    await row.waitFor();
    for (let step = 0; step < 12; step += 1) await wheel(ana, -900);
    await row.waitFor({ state: 'detached' });
    expect(await ana.log.evaluate((log) => log === document.activeElement)).toBe(true);
    await toLatest(ana);
  });

  it('reads out what others say, and nothing of what is scrolled past', async () => {
    const announced = ana.page.locator('.conversation-announcement');
    await until(async () => (await announced.textContent()) === '', 'nothing is left to read out', 15_000);
    await wheel(ana, -3000);
    await sayInRoom(hall, next, 'heard and not seen');
    next += 1;
    await until(
      async () => (await announced.textContent()) === 'Someone: heard and not seen',
      'it is read out, with its author',
    );
    expect(await ana.log.getAttribute('aria-live')).toBe('off');
  });
});
