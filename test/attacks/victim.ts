import type { Page } from 'playwright-core';
import { htmlPolicy } from '@causerie/contract';
import { isOurs, visit } from '../e2e/visitor.ts';
import { trap } from '../support/trap.ts';
import { until } from '../support/until.ts';
import { pageUrl } from '../support/world.ts';
import type { Siege } from './siege.ts';

/** Somebody with the page open in a room, in Chromium, before whom everything happens. */
export interface Victim {
  readonly page: Page;
  readonly roomId: string;
  /** What must not happen in a page and did: dialogs, errors, foreign requests, violations of the policy. */
  readonly caught: () => readonly string[];
  readonly sees: (text: string) => Promise<void>;
  /** Resolves when the page shows what was said last. */
  readonly seeAll: () => Promise<void>;
  /** Elements within messages that no message may hold. */
  readonly strangeElements: () => Promise<readonly string[]>;
  /** Heights in pixels. */
  readonly tallest: () => Promise<{ readonly message: number; readonly window: number }>;
}

const victims = new WeakMap<Siege, Promise<Victim>>();

/** The one victim of a siege. */
export const victimOf = (siege: Siege): Promise<Victim> => {
  const known = victims.get(siege);
  if (known !== undefined) return known;
  const made = open(siege);
  victims.set(siege, made);
  return made;
};

const open = async (siege: Siege): Promise<Victim> => {
  const roomId = await siege.room();
  const { page, log } = await visit(await siege.browser());
  const caught = await trap(page, isOurs);
  await page.goto(`${pageUrl()}#/rooms/${roomId}`);
  await page.getByRole('heading', { level: 1, name: 'Siege' }).waitFor();
  await log.and(page.locator('[aria-busy="false"]')).waitFor();
  siege.onLeave(() => page.context().close());

  const texts = log.locator('.message-text');
  return {
    page,
    roomId,
    caught: () => [...caught],
    sees: async (text) => {
      await log.getByText(text, { exact: true }).first().waitFor();
    },
    seeAll: async () => {
      await until(async () => (await texts.count()) > 0, 'the page shows messages');
      // Rendering comes behind the data; a round trip through the page comes behind both.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
    },
    strangeElements: () =>
      texts.evaluateAll(
        (elements, allowed) =>
          elements.flatMap((text) =>
            Array.from(text.querySelectorAll('*'), (element) => element.tagName.toLowerCase()).filter(
              (tag) => tag !== 'div' && !allowed.includes(tag),
            ),
          ),
        [...htmlPolicy.ALLOWED_TAGS] as string[],
      ),
    tallest: () =>
      texts.evaluateAll((elements) => ({
        message: Math.max(0, ...elements.map((element) => element.getBoundingClientRect().height)),
        window: window.innerHeight,
      })),
  };
};
