import { setTimeout as wait } from 'node:timers/promises';
import type { Progress } from '../../progress.mjs';
import type { Client } from './client.ts';
import { keyOf, message } from './message.ts';
import { inRatio, inTurns, inUs, type Rows } from './inTurns.ts';
import { type Server, type ServerName, withServer } from './servers.ts';

const room = 'room';
const warmUpMs = 800;
const measuredMs = 1500;
/** Clients number their listens for themselves, so those of one room do not agree. */
const tags = 4;

const sizes: readonly { readonly listeners: number; readonly rounds: number }[] = [
  { listeners: 100, rounds: 3 },
  { listeners: 1000, rounds: 3 },
  { listeners: 5000, rounds: 1 },
];

const toldTo = (clients: readonly Client[]): number => clients.reduce((sum, { told }) => sum + told, 0);

/** Writes as fast as everybody has been told, a few messages ahead. */
const flood = (writer: Client, listeners: readonly Client[]): { stop(): Promise<number> } => {
  const ahead = Math.max(4, Math.ceil(2000 / listeners.length)) * listeners.length;
  let sent = 0;
  let told = 0;
  let most = Number.POSITIVE_INFINITY;
  const writes: Promise<void>[] = [];
  const pump = (): void => {
    while (sent < most && sent * listeners.length - told < ahead) {
      sent += 1;
      writes.push(writer.write(room, keyOf(1_000_000 + sent), message(sent)));
    }
  };
  for (const listener of listeners) {
    listener.onTold = () => {
      told += 1;
      pump();
    };
  }
  pump();
  return {
    stop: async () => {
      most = sent;
      await Promise.all(writes);
      while (told < sent * listeners.length) await wait(5);
      return sent;
    },
  };
};

interface FanOut {
  readonly usPerDelivery: number;
  readonly framesPerDelivery: number;
}

const measure = async (server: Server, count: number): Promise<FanOut> => {
  const writer = await server.connect();
  for (let number = 0; number < 50; number += 1) await writer.write(room, keyOf(number), message(number));
  const listeners: Client[] = [];
  while (listeners.length < count) {
    const some = Array.from({ length: Math.min(100, count - listeners.length) }, async (_, i) => {
      const client = await server.connect();
      await client.listen(room, 1 + (i % tags));
      return client;
    });
    listeners.push(...(await Promise.all(some)));
  }
  const before = toldTo(listeners);
  const flooding = flood(writer, listeners);
  await wait(warmUpMs);
  const [cpu, told] = [await server.usage(), toldTo(listeners)];
  await wait(measuredMs);
  const [cpuAfter, toldAfter] = [await server.usage(), toldTo(listeners)];
  const sent = await flooding.stop();
  const framesPerDelivery = (toldTo(listeners) - before) / (sent * count);
  for (const client of [writer, ...listeners]) client.leave();
  return { usPerDelivery: (cpuAfter.cpuUs - cpu.cpuUs) / (toldAfter - told), framesPerDelivery };
};

const measureOn = (name: ServerName, listeners: number): Promise<FanOut> =>
  withServer(name, (server) => measure(server, listeners));

/** What it costs the server to tell one listener of one message. */
export const measureFanOut = async (progress: Progress): Promise<Rows> => {
  const rows: (readonly [string, string])[] = [];
  for (const { listeners, rounds } of sizes) {
    const step = progress.step(`Telling ${listeners} listeners`);
    const found = await inTurns(rounds, {
      ours: () => measureOn('emulator', listeners),
      bare: () => measureOn('broadcaster', listeners),
    });
    rows.push(
      [
        `fan-out to ${listeners}, CPU per delivery v bare broadcast`,
        inRatio(
          found,
          ({ ours }) => ours.usPerDelivery,
          ({ bare }) => bare.usPerDelivery,
          inUs,
        ),
      ],
      [
        `fan-out to ${listeners}, frames per delivery`,
        Math.max(...found.map(({ ours }) => ours.framesPerDelivery)).toFixed(2),
      ],
    );
    step.done();
  }
  return rows;
};
