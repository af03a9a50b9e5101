import type { Progress } from '../../progress.mjs';
import { inMs, quantile } from '../quantiles.ts';
import type { Client } from './client.ts';
import { inUs, type Rows } from './inTurns.ts';
import { keyOf, message } from './message.ts';
import { type Server, withServer } from './servers.ts';

const [short, long] = [
  { room: 'short', messages: 1000 },
  { room: 'long', messages: 1_000_000 },
] as const;
const messagesAtOnce = 500;
const samples = 60;
const warmUp = 20;

const fill = async (
  owner: Client,
  { room, messages }: typeof short | typeof long,
  tell: (detail: string) => void,
): Promise<void> => {
  for (let from = 0; from < messages; from += messagesAtOnce) {
    const batch = Array.from({ length: messagesAtOnce }, (_, i) => [keyOf(from + i), message(from + i)]);
    await owner.ask('m', { p: `/messages/${room}`, d: Object.fromEntries(batch) });
    tell(`${from.toLocaleString('en')} messages`);
  }
};

const timed = async (what: () => Promise<void>): Promise<number> => {
  const sinceMs = performance.now();
  await what();
  return performance.now() - sinceMs;
};

type Doing = (room: typeof short | typeof long) => Promise<void>;

/** In turns, so that what else the machine does falls on both rooms. */
const compare = async (doing: Doing): Promise<string> => {
  const [inShort, inLong]: [number[], number[]] = [[], []];
  for (let i = 0; i < warmUp + samples; i += 1) {
    const [a, b] = [await timed(() => doing(short)), await timed(() => doing(long))];
    if (i < warmUp) continue;
    inShort.push(a);
    inLong.push(b);
  }
  const [ours, peers] = [quantile(inLong, 0.5) * 1000, quantile(inShort, 0.5) * 1000];
  return `${(ours / peers).toFixed(2)}× (${inUs(ours)}, ${inUs(peers)})`;
};

const somewhere = (messages: number): string => keyOf(50 + Math.floor(Math.random() * (messages - 50)));

const measure = async (server: Server, tell: (detail: string) => void): Promise<Rows> => {
  const owner = await server.connect();
  await fill(owner, short, tell);
  const before = await server.usage();
  await fill(owner, long, tell);
  const after = await server.usage();
  const listening =
    (upTo?: (messages: number) => string): Doing =>
    async ({ room, messages }) => {
      const client = await server.connect();
      await client.listen(room, 1, upTo?.(messages));
      client.leave();
    };
  const first = await timed(() => listening()(long));
  let number: number = long.messages;
  const bytes = (after.residentBytes - before.residentBytes) / long.messages;
  return [
    ['first listen in a room of 1,000,000', inMs(first)],
    ['memory of the process per message of 300 bytes', `${bytes.toFixed(0)} bytes`],
    ['listen in a room of 1,000,000 v 1000', await compare(listening())],
    ['a page further back, 1,000,000 v 1000', await compare(listening(somewhere))],
    [
      'a message more, 1,000,000 v 1000',
      await compare(({ room }) => owner.write(room, keyOf((number += 1)), message(number))),
    ],
  ];
};

/** Whether a long history costs more than a short one. */
export const measureLongRooms = async (progress: Progress): Promise<Rows> => {
  const step = progress.step('Filling a room with 1,000,000 messages');
  const rows = await withServer('emulator', (server) => measure(server, (detail) => step.tell(detail)));
  step.done();
  return rows;
};
