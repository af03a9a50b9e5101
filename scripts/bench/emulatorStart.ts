import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePorts, host } from '../ports.ts';
import { root } from '../root.ts';
import { inMs, quantile } from './quantiles.ts';

const rounds = 11;

/** Opens a WebSocket as far as the server's greeting. */
const greeted = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const asking = request({
      host,
      port,
      path: '/.ws?v=5&ns=demo-bench',
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'Y2F1c2VyaWUgYmVuY2ggIQ==',
      },
    });
    asking.once('error', () => resolve(false));
    asking.once('upgrade', (_response, socket, head: Buffer) => {
      let received = head.toString();
      const look = (): void => {
        if (!received.includes('"t":"h"')) return;
        socket.destroy();
        resolve(true);
      };
      socket.on('data', (chunk: Buffer) => {
        received += chunk.toString();
        look();
      });
      look();
    });
    asking.end();
  });

const spawnToGreeting = async (): Promise<number> => {
  const { database } = await freePorts();
  const sinceMs = performance.now();
  const main = join(root, 'emulator', 'dist', 'main.js');
  const child = spawn(process.execPath, [main, '--host', host, '--port', String(database)], {
    stdio: 'ignore',
  });
  while (!(await greeted(database))) {
    if (child.exitCode !== null)
      throw new Error(`The emulator ended with ${child.exitCode} before it greeted anybody.`);
    await wait(1);
  }
  const tookMs = performance.now() - sinceMs;
  child.kill('SIGKILL');
  await once(child, 'exit');
  return tookMs;
};

const emptyNode = async (): Promise<number> => {
  const sinceMs = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - sinceMs;
};

/** How long a new database process takes to its first greeting, and an empty Node to its end; in turns, so that load falls on both. */
export const measureEmulatorStart = async (): Promise<readonly (readonly [string, string])[]> => {
  const starts: number[] = [];
  const empties: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    empties.push(await emptyNode());
    starts.push(await spawnToGreeting());
  }
  const [start, empty] = [quantile(starts, 0.5), quantile(empties, 0.5)];
  return [
    ['emulator, spawn to first hello, median', inMs(start)],
    ['`node -e 0`, median', inMs(empty)],
    ['the difference', inMs(start - empty)],
  ];
};
