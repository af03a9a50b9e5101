import { firstRoomId, paths } from '@causerie/contract';
import type { Browser, CDPSession } from 'playwright-core';
import type { Progress } from '../progress.mjs';
import { ownerDatabase } from '../seed/ownerDatabase.ts';
import { pushIdAt } from '../seed/pushId.ts';
import type { Addresses } from '../suite.ts';
import { comeIn, untilRead } from './comeIn.ts';
import { onSuite } from './onSuite.ts';
import { openPage } from './openPage.ts';

/** An hour of ten messages a second, told faster. */
const messages = 36_000;
const looks = 6;
/** Several in one write, as fast as the page keeps up. */
const perWrite = 20;
const patienceMs = 60_000;

interface Look {
  readonly heapMb: number;
  readonly nodes: number;
  readonly drawn: number;
  readonly listeners: number;
}

/** What is left when all that can be thrown away is thrown away. Nodes that nobody sees any more but somebody holds count. */
const look = async (session: CDPSession): Promise<Look> => {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'document.querySelectorAll("*").length',
    returnByValue: true,
  });
  return {
    heapMb: of('JSHeapUsedSize') / 1024 / 1024,
    nodes: of('Nodes'),
    drawn: Number(result.value),
    listeners: of('JSEventListeners'),
  };
};

const sit = async (
  browser: Browser,
  addresses: Addresses,
): Promise<readonly (readonly [string, string])[]> => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await openPage(context, patienceMs);
  await comeIn(page, `http://${addresses.host}:${addresses.ports.hosting}/`, 'Ana');
  await untilRead(page);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const database = ownerDatabase(addresses);
  const seen: Look[] = [];
  for (let number = 0; number < messages; number += perWrite) {
    if (number % (messages / looks) === 0) seen.push(await look(session));
    const at = Date.now();
    const places = Array.from({ length: perWrite }, (_, index) => {
      const text = `sitting ${number + index}. People say things of about this length to each other.`;
      const place = paths.message.at({ roomId: firstRoomId, messageId: pushIdAt(at, number + index) });
      return [place, { uid: 'seedMaya', at, slot: 'a', text }] as const;
    });
    await database.update(new Map(places), { quietly: true });
    await page.getByText(`sitting ${number + perWrite - 1}.`, { exact: false }).waitFor();
  }
  seen.push(await look(session));
  const series = (of: (one: Look) => string): string => seen.map(of).join(' ');
  return [
    [
      `${messages} messages arriving: JavaScript heap, MB, at each sixth`,
      series(({ heapMb }) => heapMb.toFixed(1)),
    ],
    ['DOM nodes alive, of any kind', series(({ nodes }) => String(nodes))],
    ['elements in the document', series(({ drawn }) => String(drawn))],
    ['event listeners', series(({ listeners }) => String(listeners))],
  ];
};

/** What an hour in a busy room leaves in memory. */
export const measureLongSitting = (progress: Progress): Promise<readonly (readonly [string, string])[]> =>
  onSuite(progress, { kind: 'large', rooms: 1, messages: 1000 }, 'Sitting in a busy room', sit);
