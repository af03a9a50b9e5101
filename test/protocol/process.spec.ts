import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';

const emulatorFolder = fileURLToPath(new URL('../../emulator', import.meta.url));
/** A copy, because the one in place may be in use by other tests while this one is built. */
const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
const java = join(folder, 'bin', 'java');

let started: ChildProcess[] = [];

beforeAll(async () => {
  for (const part of ['bin', 'package.json']) {
    cpSync(join(emulatorFolder, part), join(folder, part), { recursive: true });
  }
  await build({
    root: emulatorFolder,
    configFile: join(emulatorFolder, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: join(folder, 'dist'), emptyOutDir: true },
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started = [];
});

interface Run {
  readonly child: ChildProcess;
  output(): string;
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

const start = (command: string, words: readonly string[], env: NodeJS.ProcessEnv = {}): Run => {
  const child = spawn(command, words, { env: { ...process.env, CAUSERIE_NODE: process.execPath, ...env } });
  started.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk));
  const exit = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
  }));
  return { child, output: () => output, exit };
};

/** What firebase-tools says to start the emulator. */
const firebaseWords = (port: number): string[] =>
  `-Duser.language=en -jar /nowhere/database-emulator.jar --host 127.0.0.1 --port ${port} \
   --single_project_mode Warning --functions_emulator_host 127.0.0.1 --functions_emulator_port 5001`.split(
    /\s+/,
  );

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** firebase-tools says that it is the one who starts a process, and then a second process watches over the first. */
const starters = [
  ['a person', {}],
  ['firebase-tools', { IS_FIREBASE_CLI: 'true' }],
] as const;

const running = async (env?: NodeJS.ProcessEnv): Promise<Run & { readonly port: number }> => {
  const port = await freePort();
  const run = start(java, firebaseWords(port), env);
  await until(() => answers(port), 'the emulator answers');
  return { ...run, port };
};

describe('the java that firebase-tools starts', () => {
  it('passes for a Java that is new enough', async () => {
    const probe = start(java, ['-Duser.language=en', '-Dfile.encoding=UTF-8', '-version']);
    expect((await probe.exit).code).toBe(0);
    const version = /version "([1-9][0-9]*)/.exec(probe.output())?.[1];
    expect(Number(version)).toBeGreaterThanOrEqual(21);
  });

  it('is the emulator itself, so that signals reach it', async () => {
    const { child, port } = await running();
    expect(await (await fetch(`http://127.0.0.1:${port}/.json?ns=demo`)).json()).toBeNull();
    process.kill(child.pid ?? 0, 0);
  });

  it.each(
    starters.flatMap(([who, env]) =>
      (['SIGINT', 'SIGTERM'] as const).map((signal) => ({ who, env, signal })),
    ),
  )(
    'ends at $signal when $who started it, before it would be killed, with clients still connected',
    async ({ env, signal }) => {
      const { child, port, exit } = await running(env);
      const idle = connect(port, '127.0.0.1');
      const client = connect(port, '127.0.0.1');
      for (const socket of [idle, client]) socket.on('error', () => {});
      client.write(
        'GET /.ws?v=5&ns=demo HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      );
      await once(client, 'data');
      const asked = performance.now();
      child.kill(signal);
      expect(await exit).toEqual({ code: 0, signal: null });
      // This is how long firebase-tools waits.
      expect(performance.now() - asked).toBeLessThan(4000);
      expect(await answers(port)).toBe(false);
    },
  );

  it.each(starters)(
    'says in the words firebase-tools knows that its port is taken, and ends, when %s started it',
    async (_who, env) => {
      const { port } = await running();
      const second = start(java, firebaseWords(port), env);
      expect(await second.exit).toEqual({ code: 1, signal: null });
      expect(second.output()).toContain('address already in use');
      expect(second.output()).toContain('--port');
      expect(await answers(port)).toBe(true);
    },
  );

  it('does not say so when something else is wrong', async () => {
    const run = start(java, ['--host', '203.0.113.1', '--port', '9000']);
    expect(await run.exit).toEqual({ code: 1, signal: null });
    expect(run.output()).toContain('could not start');
    expect(run.output()).not.toContain('address already in use');
  });

  it('does not outlive a firebase-tools that was killed', async () => {
    const port = await freePort();
    const line = `"$0" --port ${port} & wait`;
    const parent = start('sh', ['-c', line, java], { IS_FIREBASE_CLI: 'true' });
    await until(() => answers(port), 'the emulator answers');
    parent.child.kill('SIGKILL');
    expect(await until(async () => !(await answers(port)), 'the emulator was gone')).toBe(true);
  });

  it('survives the reader of its output', async () => {
    const { child, port } = await running();
    child.stdout?.destroy();
    child.stderr?.destroy();
    const rules = JSON.stringify({ rules: {} });
    const headers = { authorization: 'Bearer owner' };
    await fetch(`http://127.0.0.1:${port}/.settings/rules.json?ns=demo`, {
      method: 'PUT',
      body: rules,
      headers,
    });
    const denied = Array.from({ length: 5 }, () => fetch(`http://127.0.0.1:${port}/a.json?ns=demo`));
    expect((await Promise.all(denied)).map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  });
});

const startOver = async (directory: string): Promise<Run & { readonly url: string }> => {
  const port = await freePort();
  const run = start(java, ['--port', String(port), '--data', directory]);
  await until(() => answers(port), 'the emulator answers');
  return { ...run, url: `http://127.0.0.1:${port}` };
};

describe('a data directory', () => {
  const owner = { authorization: 'Bearer owner' };

  it('holds data and rules for the next process, whatever ended the one before', async () => {
    const directory = join(folder, 'data', 'deep');
    const rules = '{"rules": {".read": "auth != null"}} // mine';
    const first = await startOver(directory);
    const put = (url: string, body: string) => fetch(url, { method: 'PUT', headers: owner, body });
    expect((await put(`${first.url}/.settings/rules.json?ns=demo`, rules)).status).toBe(200);
    expect((await put(`${first.url}/a/b.json?ns=demo`, '{".value":"ü",".priority":1}')).status).toBe(200);

    const second = start(java, ['--port', '0', '--data', directory]);
    expect(await second.exit).toEqual({ code: 1, signal: null });
    expect(second.output()).toContain(`is in use by process ${first.child.pid}. Stop that one`);

    first.child.kill('SIGKILL');
    await first.exit;
    const next = await startOver(directory);
    const kept = await fetch(`${next.url}/.json?ns=demo&format=export`, { headers: owner });
    expect(await kept.json()).toEqual({ a: { b: { '.value': 'ü', '.priority': 1 } } });
    expect((await fetch(`${next.url}/a.json?ns=demo`)).status).toBe(401);
    const text = await fetch(`${next.url}/.settings/rules.json?ns=demo`, { headers: owner });
    expect(await text.text()).toBe(rules);

    next.child.kill('SIGTERM');
    expect(await next.exit).toEqual({ code: 0, signal: null });
    expect((await startOver(directory)).output()).not.toContain('in use');
  });

  it('is refused with a reason when it cannot be one', async () => {
    const run = start(java, ['--port', '0', '--data', java]);
    expect(await run.exit).toEqual({ code: 1, signal: null });
    expect(run.output()).toContain(`The data directory ${java} cannot be used: it is a file.`);
  });
});
