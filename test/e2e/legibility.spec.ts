import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { until } from '../support/until.ts';
import { freshName, openRooms, visit } from './visitor.ts';

/** What WCAG 2.2 asks of text of ordinary size. */
const leastContrast = 4.5;

describe('a page without a connection', () => {
  let browser: Browser;

  beforeAll(async () => {
    await openRooms();
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it.each(['light', 'dark'] as const)('can still be read, %s', async (colorScheme) => {
    const options = { colorScheme, viewport: { width: 1280, height: 800 } };
    const bo = await visit(browser, freshName('Bo'), options);
    const ana = await visit(browser, freshName('Ana'), options);
    await ana.page
      .getByRole('region', { name: /here now/i })
      .getByText(bo.name)
      .waitFor();
    await ana.say(`before, ${colorScheme}`);
    await ana.message(`before, ${colorScheme}`).waitFor();
    await ana.page.context().setOffline(true);
    await until(async () => (await ana.connection.textContent()) === 'Offline', 'the page is offline');
    await ana.say(`after, ${colorScheme}`);
    await ana.message(`after, ${colorScheme}`).getByText('Waiting for the connection').waitFor();

    const contrasts = await contrastsIn(ana.page);
    // Otherwise the page was not looked at.
    expect(contrasts.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        bo.name,
        `before, ${colorScheme}`,
        `after, ${colorScheme}`,
        'Offline',
        'Waiting for the connection',
      ]),
    );
    expect(contrasts.filter(({ contrast }) => contrast < leastContrast)).toEqual([]);
    await bo.page.context().close();
    await ana.page.context().close();
  });
});

/** Every text that is shown, with its contrast to what is painted behind it. */
const contrastsIn = (page: Page): Promise<readonly { readonly text: string; readonly contrast: number }[]> =>
  page.evaluate(() => {
    type Colour = readonly [red: number, green: number, blue: number, alpha: number];
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (canvas === null) throw new Error('There is no canvas to read colours from.');
    // However a colour is written, a canvas tells its channels.
    const colourOf = (written: string): Colour => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = written;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    const over = (top: Colour, under: Colour, opacity: number): Colour => {
      const alpha = top[3] * opacity;
      const mix = (channel: 0 | 1 | 2): number => top[channel] * alpha + under[channel] * (1 - alpha);
      return [mix(0), mix(1), mix(2), 1];
    };
    const luminance = (colour: Colour): number => {
      const [red = 0, green = 0, blue = 0] = colour.map((channel) =>
        channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };

    const found: { text: string; contrast: number }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (text === '' || element === null) continue;
      if (element.closest('.visually-hidden') !== null) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const within: Element[] = [];
      for (let at: Element | null = element; at !== null; at = at.parentElement) within.unshift(at);
      let opacity = 1;
      let behind: Colour = [255, 255, 255, 1];
      for (const at of within) {
        const style = getComputedStyle(at);
        opacity *= Number(style.opacity);
        behind = over(colourOf(style.backgroundColor), behind, opacity);
      }
      const front = over(colourOf(getComputedStyle(element).color), behind, opacity);
      const [darker = 0, lighter = 0] = [luminance(front), luminance(behind)].toSorted((a, b) => a - b);
      found.push({ text, contrast: (lighter + 0.05) / (darker + 0.05) });
    }
    return found;
  });
