import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { host } from '../../ports.ts';
import { root } from '../../root.ts';
import { Client, type Dialect } from './client.ts';

const scripts = {
  emulator: join(root, 'emulator', 'dist', 'main.js'),
  broadcaster: fileURLToPath(new URL('peers/broadcaster.mjs', import.meta.url)),
  protocolFloor: fileURLToPath(new URL('peers/protocolFloor.mjs', import.meta.url)),
} as const;

export type ServerName = keyof typeof scripts;

const dialects: { readonly [N in ServerName]: Dialect } = {
  emulator: 'protocol',
  broadcaster: 'bare',
  protocolFloor: 'protocol',
};

const patienceMs = 10_000;

export interface Usage {
  /** All threads of the process together. */
  readonly cpuUs: number;
  readonly residentBytes: number;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A process that is measured. Its clients are in this one. */
export class Server {
  readonly port: number;
  readonly dialect: Dialect;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number, dialect: Dialect) {
    this.#child = child;
    this.port = port;
    this.dialect = dialect;
  }

  static async start(name: ServerName): Promise<Server> {
    const port = await freePort();
    const place = name === 'emulator' ? ['--host', host, '--port', String(port)] : [String(port)];
    const preload = new URL('reportUsage.mjs', import.meta.url).href;
    const child = spawn(process.execPath, ['--import', preload, scripts[name], ...place], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    const server = new Server(child, port, dialects[name]);
    for (const sinceMs = Date.now(); ;) {
      const client = await server.connect().catch(() => undefined);
      if (client !== undefined) {
        client.leave();
        return server;
      }
      if (Date.now() - sinceMs > patienceMs) throw new Error(`The server ${name} did not start.`);
      await wait(5);
    }
  }

  /** Somebody new, signed in as `credential` where there is anybody to be. */
  async connect(credential = 'owner'): Promise<Client> {
    const client = await Client.connect(this.port, this.dialect);
    await client.signIn(credential);
    return client;
  }

  async usage(): Promise<Usage> {
    const answer = once(this.#child, 'message');
    this.#child.send('usage');
    const [usage] = (await answer) as [Usage];
    return usage;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}

/** Gives a server of its own to `measure`, and ends it. */
export const withServer = async <T>(
  name: ServerName,
  measure: (server: Server) => Promise<T>,
): Promise<T> => {
  const server = await Server.start(name);
  try {
    return await measure(server);
  } finally {
    await server.stop();
  }
};
