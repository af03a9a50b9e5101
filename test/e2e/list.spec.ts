import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { owner, pageUrl } from '../support/world.ts';
import { drawn, idOf, openLongRoom, sayInRoom, seen, textOf } from './longRoom.ts';
import { freshName, openRooms, visit, type Visitor } from './visitor.ts';

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
      const [first] = before;
      const same = after.find(({ number }) => number === first?.number);
      if (same !== undefined && first !== undefined) expect(same.top).toBeGreaterThanOrEqual(first.top - 1);
      for (const { number } of after) passed.add(number);
      expect(await drawn(ana)).toBeLessThan(nodesMax);
    }
    await until(async () => (await seen(ana))[0]!.number < count - 250, 'older messages are there');
  });
});
