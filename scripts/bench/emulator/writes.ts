import type { Progress } from '../../progress.mjs';
import { host } from '../../ports.ts';
import { quantile } from '../quantiles.ts';
import { anasToken, chatData, chatRules, keyOf, message } from './message.ts';
import { inRatio, inTurns, inUs, type Rows } from './inTurns.ts';
import { type Server, type ServerName, withServer } from './servers.ts';

const room = 'room';
const rounds = 3;
/** Until the code is compiled. */
const warmUpWrites = 20_000;
const singleWrites = 2000;
const pipelinedWrites = 40_000;
const outstanding = 64;

const withRules = async (server: Server): Promise<void> => {
  const owner = await server.connect();
  for (const [path, value] of Object.entries(chatData(room))) {
    await owner.ask('p', { p: `/${path}`, d: value });
  }
  owner.leave();
  const loaded = await fetch(`http://${host}:${server.port}/.settings/rules.json?ns=bench`, {
    method: 'PUT',
    headers: { Authorization: 'Bearer owner' },
    body: chatRules,
  });
  if (!loaded.ok) throw new Error(`The rules of the benchmark were refused: ${await loaded.text()}`);
};

interface Writes {
  readonly ackMs: number;
  readonly deliveryMs: number;
  readonly usPerWrite: number;
}

const measure = async (server: Server, credential: string): Promise<Writes> => {
  const writer = await server.connect(credential);
  const listener = await server.connect(credential);
  await listener.listen(room);
  let number = 0;
  const write = (): Promise<void> => writer.write(room, keyOf((number += 1)), message(number));
  const pipeline = async (count: number): Promise<void> => {
    let left = count;
    const one = async (): Promise<void> => {
      while ((left -= 1) >= 0) await write();
    };
    await Promise.all(Array.from({ length: outstanding }, one));
  };
  await pipeline(warmUpWrites);
  const before = await server.usage();
  await pipeline(pipelinedWrites);
  const after = await server.usage();
  const acks: number[] = [];
  const deliveries: number[] = [];
  for (let i = 0; i < singleWrites; i += 1) {
    const sinceMs = performance.now();
    const told = new Promise<void>((resolve) => {
      listener.onTold = () => {
        deliveries.push(performance.now() - sinceMs);
        resolve();
      };
    });
    await write();
    acks.push(performance.now() - sinceMs);
    await told;
  }
  return {
    ackMs: quantile(acks, 0.5),
    deliveryMs: quantile(deliveries, 0.5),
    usPerWrite: (after.cpuUs - before.cpuUs) / pipelinedWrites,
  };
};

const run = (name: ServerName) => () => withServer(name, (server) => measure(server, 'owner'));

/** What a write costs and how long it takes, alone and in a pipeline, with rules and without. */
export const measureWrites = async (progress: Progress): Promise<Rows> => {
  const step = progress.step('Writing with and without rules');
  const found = await inTurns(rounds, {
    bare: run('broadcaster'),
    floor: run('protocolFloor'),
    open: run('emulator'),
    ruled: () =>
      withServer('emulator', async (server) => {
        await withRules(server);
        return measure(server, anasToken);
      }),
  });
  step.done();
  const added = found.map(({ ruled, open }) => ruled.usPerWrite - open.usPerWrite);
  return [
    [
      'write with chat rules, answer p50 v bare broadcast',
      inRatio(
        found,
        ({ ruled }) => ruled.ackMs * 1000,
        ({ bare }) => bare.ackMs * 1000,
        inUs,
      ),
    ],
    [
      'write with chat rules, delivery p50 v bare broadcast',
      inRatio(
        found,
        ({ ruled }) => ruled.deliveryMs * 1000,
        ({ bare }) => bare.deliveryMs * 1000,
        inUs,
      ),
    ],
    [
      'writes in a pipeline, CPU per write v the least that speaks the protocol',
      inRatio(
        found,
        ({ open }) => open.usPerWrite,
        ({ floor }) => floor.usPerWrite,
        inUs,
      ),
    ],
    ['chat rules, CPU added per write', inUs(quantile(added, 0.5))],
  ];
};
