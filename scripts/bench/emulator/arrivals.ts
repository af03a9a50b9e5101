import { setTimeout as wait } from 'node:timers/promises';
import type { Progress } from '../../progress.mjs';
import { inRatio, inTurns, inUs, type Rows } from './inTurns.ts';
import { keyOf, message } from './message.ts';
import { type Server, type ServerName, withServer } from './servers.ts';

const clients = 2000;
const rooms = 20;
const rounds = 3;
/** What waits to be accepted is bounded by the system. */
const atOnce = 100;
const restMs = 500;

const arrive = async (server: Server): Promise<number> => {
  const before = await server.usage();
  let next = 0;
  const arriving = async (): Promise<void> => {
    while (next < clients) {
      const number = next++;
      const client = await server.connect();
      await client.listen(`room${number % rooms}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, arriving));
  return ((await server.usage()).cpuUs - before.cpuUs) / clients;
};

const measure = async (server: Server): Promise<{ readonly coldUs: number; readonly warmUs: number }> => {
  const writer = await server.connect();
  for (let room = 0; room < rooms; room += 1) {
    for (let number = 0; number < 50; number += 1) {
      await writer.write(`room${room}`, keyOf(number), message(number));
    }
  }
  const coldUs = await arrive(server);
  await wait(restMs);
  return { coldUs, warmUs: await arrive(server) };
};

const run = (name: ServerName) => () => withServer(name, measure);

/** What it costs the server that many clients come at once, sign in, and listen to fifty messages. */
export const measureArrivals = async (progress: Progress): Promise<Rows> => {
  const step = progress.step(`Letting ${clients} clients in`);
  const found = await inTurns(rounds, { ours: run('emulator'), bare: run('broadcaster') });
  step.done();
  return [
    [
      `${clients} clients arrive at a new server, CPU per client v bare broadcast`,
      inRatio(
        found,
        ({ ours }) => ours.coldUs,
        ({ bare }) => bare.coldUs,
        inUs,
      ),
    ],
    [
      `${clients} more, CPU per client v bare broadcast`,
      inRatio(
        found,
        ({ ours }) => ours.warmUs,
        ({ bare }) => bare.warmUs,
        inUs,
      ),
    ],
  ];
};
