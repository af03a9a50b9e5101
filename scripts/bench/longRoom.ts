import { setTimeout as wait } from 'node:timers/promises';
import { firstRoomId, paths } from '@causerie/contract';
import type { Browser, Page } from 'playwright-core';
import type { Progress } from '../progress.mjs';
import { ownerDatabase } from '../seed/ownerDatabase.ts';
import { pushIdAt } from '../seed/pushId.ts';
import type { Addresses } from '../suite.ts';
import { comeIn, untilRead } from './comeIn.ts';
import { onSuite } from './onSuite.ts';
import { openPage } from './openPage.ts';
import { inMs, quantile, summary } from './quantiles.ts';

const messages = 100_000;
/** As fast as somebody turns a wheel who looks for something: ten notches a second. */
const notchPx = 300;
const everyMs = 100;
const scrollMs = 20_000;
const arrivingPerSecond = 20;
const keystrokes = 200;
const keyEveryMs = 70;
const patienceMs = 30_000;

/** What the page notes, in milliseconds. */
interface Notes {
  /** From one frame to the next. */
  readonly frames: number[];
  /** From a key until the page has done all it does about it. */
  readonly handled: number[];
  /** From a key to the frame in which its letter is on the screen. Most of that is the wait for the frame, up to 17 ms. */
  readonly shown: number[];
  /** The most messages that were drawn at once. */
  drawn: number;
}

declare global {
  var causerieListNotes: Notes;
}

/** Runs in the page, before it. It travels there as text, so everything it needs is inside. */
const takeNotes = (): void => {
  const notes: Notes = { frames: [], handled: [], shown: [], drawn: 0 };
  globalThis.causerieListNotes = notes;
  let last: number | undefined;
  // It travels to the page as text, so everything it needs is inside.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const onFrame = (atMs: number): void => {
    if (last !== undefined) notes.frames.push(atMs - last);
    last = atMs;
    notes.drawn = Math.max(notes.drawn, document.querySelectorAll('.message').length);
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  let pressedMs = 0;
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      pressedMs = timeStamp;
      requestAnimationFrame(() => {
        // After this frame has been laid out and painted.
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => notes.shown.push(performance.now() - timeStamp));
        port1.start();
        port2.postMessage(undefined);
      });
    },
    { capture: true },
  );
  // React draws what a key changed in a microtask of its own, asked for before this one.
  addEventListener('input', () => queueMicrotask(() => notes.handled.push(performance.now() - pressedMs)));
};

const forget = (page: Page): Promise<void> =>
  page.evaluate(() => {
    globalThis.causerieListNotes.frames.length = 0;
    globalThis.causerieListNotes.handled.length = 0;
    globalThis.causerieListNotes.shown.length = 0;
  });

const notesOf = (page: Page): Promise<Notes> => page.evaluate(() => globalThis.causerieListNotes);

const readBack = async (page: Page, forMs: number): Promise<void> => {
  const box = await page.getByRole('log').boundingBox();
  if (box === null) throw new Error('The conversation is not on the screen.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs) {
    await page.mouse.wheel(0, -notchPx);
    await wait(everyMs);
  }
};

const write = async (page: Page): Promise<Notes> => {
  await forget(page);
  for (let key = 0; key < keystrokes; key += 1) {
    await page.keyboard.press(key % 6 === 5 ? 'Space' : 'e');
    await wait(keyEveryMs);
  }
  return notesOf(page);
};

/** People go on talking, until told to stop; resolves when the last message is stored. */
const talk = async (addresses: Addresses, stopped: AbortSignal): Promise<void> => {
  const database = ownerDatabase(addresses);
  for (let number = 0; !stopped.aborted; number += 1) {
    const at = Date.now();
    const place = paths.message.at({ roomId: firstRoomId, messageId: pushIdAt(at, number) });
    const value = { uid: 'seedMaya', at, slot: 'a', text: `arriving ${number} while somebody writes` };
    await Promise.all([
      database.update(new Map([[place, value]]), { quietly: true }),
      wait(1000 / arrivingPerSecond),
    ]);
  }
};

const keys = ({ handled, shown }: Notes): string => `${summary(handled)}, ${summary(shown)}`;

const list = async (
  browser: Browser,
  addresses: Addresses,
): Promise<readonly (readonly [string, string])[]> => {
  const page = await openPage(await browser.newContext({ locale: 'en-GB' }), patienceMs, takeNotes);
  await comeIn(page, `http://${addresses.host}:${addresses.ports.hosting}/`, 'Ana');
  await untilRead(page);

  await forget(page);
  await readBack(page, scrollMs);
  const { frames, drawn } = await notesOf(page);

  await page.locator('.conversation-latest').click();
  await page.getByRole('textbox').focus();
  const calm = await write(page);
  const ending = new AbortController();
  const talking = talk(addresses, ending.signal);
  await wait(1000);
  const busy = await write(page);
  ending.abort();
  await talking;
  const perSecond = (1000 * frames.length) / frames.reduce((sum, ms) => sum + ms, 0);
  const slow = frames.filter((ms) => ms > 25).length;
  return [
    [
      `reading back in ${messages} messages: frames/s, slowest 1 %, missed`,
      `${perSecond.toFixed(1)}, ${inMs(quantile(frames, 0.99))}, ${((100 * slow) / frames.length).toFixed(1)} %`,
    ],
    ['most messages drawn at once', String(drawn)],
    ['a key handled / on the screen, nobody else writing, p50 / p95', keys(calm)],
    [`the same with ${arrivingPerSecond} messages/s arriving`, keys(busy)],
  ];
};

/** One reader in a room that is far longer than what a page holds. */
export const measureLongRoom = (progress: Progress): Promise<readonly (readonly [string, string])[]> =>
  onSuite(progress, { kind: 'large', rooms: 1, messages }, 'Reading back and writing in a long room', list);
