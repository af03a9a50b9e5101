import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

let supervisor: ChildProcess | undefined;
afterEach(() => {
  if (supervisor?.exitCode === null) supervisor.kill('SIGTERM');
});

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts the emulator as firebase-tools would; `nextReady` waits for the next emulator that announces its port, and gives its process id. */
const launch = (port: number): { started: ChildProcess; nextReady: () => Promise<number> } => {
  const started = spawn(process.execPath, ['--import', 'tsx', main, '--port', String(port)], {
    env: { ...process.env, IS_FIREBASE_CLI: 'true' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  supervisor = started;
  const lines = createInterface({ input: started.stdout });
  const nextReady = (): Promise<number> =>
    new Promise((resolve) => {
      const take = (line: string): void => {
        const [, pid] = / emulator at .* \(process (\d+)\)$/.exec(line) ?? [];
        if (pid === undefined) return;
        lines.off('line', take);
        resolve(Number(pid));
      };
      lines.on('line', take);
    });
  return { started, nextReady };
};

describe('supervise', () => {
  it('starts a killed emulator again with what it had acknowledged, and ends with it when asked', async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}/room.json?ns=chat`;
    const { started, nextReady } = launch(port);
    const serving = await nextReady();
    await fetch(address, { method: 'PUT', body: '{"name": "Lobby"}' });

    const again = nextReady();
    process.kill(serving, 'SIGKILL');
    await again;
    expect(await (await fetch(address)).json()).toEqual({ name: 'Lobby' });

    const ended = new Promise((resolve) => started.once('exit', (code) => resolve(code)));
    started.kill('SIGINT');
    expect(await ended).toBe(0);
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  }, 30_000);
});
