import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Databases } from '../engine/databases.ts';
import { defaultLimits } from '../limits.ts';
import { RequestMeter } from '../metrics/requestMeter.ts';
import { trustOf } from '../trust.ts';
import { serveWire, type Wire } from './server.ts';

let http: Server;
let wire: Wire;
let databases: Databases;
let sockets: WebSocket[];

beforeEach(async () => {
  sockets = [];
  const limits = { ...defaultLimits, connections: 3, writeBytesWire: 1_000_000 };
  const parts = { clock: { now: () => 1_700_000_000_000 }, limits, log: () => {} };
  databases = new Databases(parts);
  http = createServer();
  wire = serveWire(http, {
    databases,
    trust: trustOf({ host: '127.0.0.1', allowedOrigins: [] }),
    meter: new RequestMeter(),
    ...parts,
  });
  http.on('request', (request, response) => {
    if (!wire.answer(request, response)) response.writeHead(404).end();
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
});

afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  wire.close();
  databases.close();
  http.closeAllConnections();
  http.close();
  await once(http, 'close');
});

const origin = (scheme: string): string => `${scheme}://127.0.0.1:${(http.address() as AddressInfo).port}`;
const fetchText = async (query: string): Promise<string> =>
  (await fetch(`${origin('http')}/.lp?${query}`)).text();

const encode = (message: unknown): string => Buffer.from(JSON.stringify(message)).toString('base64url');
const request = (r: number, a: string, b: unknown) => ({ t: 'd', d: { r, a, b } });
const ok = (r: number, d: unknown = '') => ({ t: 'd', d: { r, b: { s: 'ok', d } } });
const lastWord = { t: 'c', d: { t: 'n', d: {} } };

/** Runs the scripts that the server answers, as the frame of a page would. */
class PollingClient {
  readonly heard: unknown[] = [];
  lastScript = '';
  sessionId = '';
  id = '';
  password = '';
  closed = false;
  #answers = 0;
  #segments = 0;
  #context: object | undefined;

  async start(query = 'ns=demo'): Promise<this> {
    const page = {
      pLPCommand7: (command: string, id: string, password: string) => {
        if (command === 'close') this.closed = true;
        else Object.assign(this, { id, password });
      },
      pRTLPCB7: (number: number, messages: unknown[]) => {
        expect(number).toBe(this.#answers);
        this.#answers += 1;
        this.heard.push(...(JSON.parse(JSON.stringify(messages)) as unknown[]));
        if (number === 0) this.sessionId = (this.heard[0] as { d: { d: { s: string } } }).d.d.s;
      },
    };
    // The scripts leave functions behind for those that follow.
    this.#context = { parent: { window: page }, JSON };
    this.#run(await fetchText(`start=t&ser=1&cb=7&v=5&${query}`));
    return this;
  }

  /** One poll, with what there is to say. Comes back when the server has answered it. */
  async poll(...messages: unknown[]): Promise<void> {
    const said = messages.map(
      (message, n) => `&seg${n}=${this.#segments++}&ts${n}=1&d${n}=${encode(message)}`,
    );
    this.#run(await fetchText(`id=${this.id}&pw=${this.password}&ser=2&ns=demo${said.join('')}`));
  }

  #run(script: string): void {
    this.lastScript = script;
    if (this.#context !== undefined) this.#context = run(script, this.#context);
  }
}

const run = (script: string, context: object): object => {
  runInNewContext(script, context);
  return context;
};

const greeted = async (query?: string): Promise<PollingClient> => {
  const client = await new PollingClient().start(query);
  client.heard.length = 0;
  return client;
};

const nothing = (): void => {};

/** A second transport for a session, which has been told that it may prove itself. */
const second = async (
  sessionId: string,
): Promise<{ say(message: unknown): void; next(): Promise<unknown> }> => {
  const socket = new WebSocket(`${origin('ws')}/.ws?v=5&ns=demo&s=${sessionId}`);
  sockets.push(socket);
  const heard: unknown[] = [];
  let wake = nothing;
  socket.on('message', (frame: Buffer) => {
    heard.push(JSON.parse(frame.toString()));
    wake();
  });
  socket.on('error', () => wake());
  socket.on('close', () => wake());
  const next = async (): Promise<unknown> => {
    if (heard.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    if (heard.length === 0) throw new Error('The connection closed.');
    return heard.shift();
  };
  expect(await next()).toEqual({ t: 'c', d: { t: 'a', d: {} } });
  return { say: (message) => socket.send(JSON.stringify(message)), next };
};

describe('long-polling', () => {
  it('begins with hello', async () => {
    const client = await new PollingClient().start();
    expect(client.heard).toEqual([
      {
        t: 'c',
        d: { t: 'h', d: { ts: 1_700_000_000_000, v: '5', h: origin('http').slice(7), s: client.sessionId } },
      },
    ]);
    expect([client.id, client.password]).toEqual([
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^[A-Za-z0-9]{10}$/),
    ]);
  });

  it('answers a poll with what its requests caused', async () => {
    const client = await greeted();
    await client.poll(request(1, 'p', { p: '/a', d: 1 }), request(2, 'q', { p: '/a', h: '' }));
    expect(client.heard).toEqual([ok(1), { t: 'd', d: { a: 'd', b: { p: 'a', d: 1 } } }, ok(2, {})]);
  });

  it('holds a poll until somebody else changes something', async () => {
    const [client, other] = [await greeted(), await greeted()];
    await client.poll(request(1, 'q', { p: '/a', h: '' }));
    const held = client.poll();
    await other.poll(request(1, 'p', { p: '/a', d: 'new' }));
    await held;
    expect(client.heard).toEqual([ok(1, {}), { t: 'd', d: { a: 'd', b: { p: 'a', d: 'new' } } }]);
  });

  it('answers the older of two polls at once', async () => {
    const client = await greeted();
    const held = client.poll();
    const later = client.poll(request(1, 's', {}));
    await Promise.all([held, later]);
    expect(client.heard).toEqual([ok(1)]);
  });

  it('brings keys that every object has', async () => {
    const client = await greeted();
    const value = JSON.parse('{"__proto__":{"x":1},"constructor":2}') as unknown;
    await client.poll(request(1, 'p', { p: '/a', d: value }), request(2, 'g', { p: '/a', q: {} }));
    expect(JSON.stringify(client.heard[1])).toContain('{"__proto__":{"x":1},"constructor":2}');
  });

  it.each([
    ['as a plain list', 'a\u2028"</script>', 'pRTLPCB(1,[{"t":"d",'],
    ['as text, where a list would lose a key', JSON.parse('{"__proto__":1}'), 'pRTLPCB(1,JSON.parse("[{'],
  ])('is answered %s', async (_how, value, start) => {
    const client = await greeted();
    await client.poll(request(1, 'p', { p: '/a', d: value }), request(2, 'g', { p: '/a', q: {} }));
    expect(client.lastScript.startsWith(start)).toBe(true);
    expect(client.heard.at(-1)).toEqual(ok(2, value));
  });

  it('ends when the page says that it is closed, and writes what was left', async () => {
    const [client, other] = [await greeted(), await greeted()];
    await client.poll(request(1, 'o', { p: '/gone', d: true }));
    const page = await fetchText(`dframe=t&id=${client.id}&pw=${client.password}&ns=demo`);
    const beacon = /'\/\.lp\?([^']*)'/.exec(page)?.[1] ?? '';
    await fetchText(beacon);
    await other.poll(request(1, 'g', { p: '/gone', q: {} }));
    expect(other.heard).toEqual([ok(1, true)]);
    await client.poll();
    expect(client.closed).toBe(true);
  });

  it('ends when a client comes back elsewhere', async () => {
    const client = await greeted();
    await client.poll(request(1, 'o', { p: '/gone', d: true }));
    const back = await greeted(`ns=demo&ls=${client.sessionId}`);
    await back.poll(request(1, 'g', { p: '/gone', q: {} }));
    expect(back.heard).toEqual([ok(1, true)]);
  });

  it('tells a client that nobody knows to close', async () => {
    const client = await greeted();
    for (const [id, password] of [
      ['nobody', client.password],
      [client.id, 'wrong'],
      ['constructor', ''],
    ]) {
      expect(await fetchText(`id=${id}&pw=${password}&ser=1`)).toBe("pLPCommand('close');");
    }
  });

  it.each([
    ['a namespace that cannot be', 'start=t&cb=1&ns=..%2Fx', 400],
    ['a callback that is a script', 'start=t&cb=1%22%5D);alert(1)//&ns=demo', 400],
  ])('refuses to begin with %s', async (_case, query, status) => {
    expect((await fetch(`${origin('http')}/.lp?${query}`)).status).toBe(status);
  });

  it('refuses to begin when too many are connected', async () => {
    await Promise.all([greeted(), greeted(), greeted()]);
    expect((await fetch(`${origin('http')}/.lp?start=t&cb=1&ns=demo`)).status).toBe(503);
  });

  it('reports segments it cannot read, and goes on', async () => {
    const client = await greeted();
    await fetchText(`id=${client.id}&pw=${client.password}&ser=1&seg0=x&ts0=1&d0=a`);
    const after = await fetchText(
      `id=${client.id}&pw=${client.password}&ser=2&seg0=0&ts0=1&d0=${encode(request(1, 's', {}))}`,
    );
    expect(after).toContain('"r":1');
  });
});

describe('a move from long-polling to a WebSocket', () => {
  const ping = { t: 'c', d: { t: 'p', d: {} } };
  const pong = { t: 'c', d: { t: 'o', d: null } };
  const go = { t: 'c', d: { t: 'a', d: {} } };

  it('keeps the order of what is said on both, when the last poll is late', async () => {
    const client = await greeted();
    const socket = await second(client.sessionId);
    socket.say(ping);
    expect(await socket.next()).toEqual(pong);
    const arrival = once(http, 'request');
    const held = client.poll();
    await arrival;
    socket.say(go);
    await held;
    expect(client.heard).toEqual([lastWord]);
    // Said first on the old transport, and heard last.
    socket.say(request(2, 'g', { p: '/a', q: {} }));
    await client.poll(request(1, 'p', { p: '/a', d: 'first' }), lastWord);
    expect([await socket.next(), await socket.next()]).toEqual([ok(1), ok(2, 'first')]);
    // Scripts may overtake each other: this one must not end what the last word has not reached.
    expect(client.lastScript).toBe("pLPCommand('close',1);");
  });

  it('keeps it when the last poll is early', async () => {
    const client = await greeted();
    const socket = await second(client.sessionId);
    const arrival = once(http, 'request');
    const held = client.poll(request(1, 'p', { p: '/a', d: 'first' }), lastWord);
    await arrival;
    socket.say(go);
    await held;
    socket.say(request(2, 'g', { p: '/a', q: {} }));
    await client.poll();
    expect(client.heard).toEqual([ok(1), lastWord]);
    expect(await socket.next()).toEqual(ok(2, 'first'));
  });

  it('does not end the session when the old transport says goodbye', async () => {
    const client = await greeted();
    const socket = await second(client.sessionId);
    socket.say(go);
    await client.poll(lastWord);
    await fetchText(`disconn=t&id=${client.id}&pw=${client.password}`);
    socket.say(request(1, 's', {}));
    expect(await socket.next()).toEqual(ok(1));
  });

  it('that does not come about leaves the session where it is', async () => {
    const client = await greeted();
    await second(client.sessionId);
    const closed = once(sockets[0] as WebSocket, 'close');
    sockets[0]?.terminate();
    await closed;
    await client.poll(request(1, 's', {}));
    expect(client.heard).toEqual([ok(1)]);
    // The server may hear of the loss a moment later.
    const again = await second(client.sessionId).catch(() => second(client.sessionId));
    again.say(ping);
    expect(await again.next()).toEqual(pong);
  });

  it('takes the session along to its end', async () => {
    const [client, other] = [await greeted(), await greeted()];
    await client.poll(request(1, 'o', { p: '/gone', d: true }), request(2, 'q', { p: '/gone', h: '' }));
    await other.poll(request(1, 'q', { p: '/gone', h: '' }));
    const socket = await second(client.sessionId);
    socket.say(go);
    await client.poll(lastWord);
    const held = other.poll();
    sockets[0]?.terminate();
    await held;
    expect(other.heard.at(-1)).toEqual({ t: 'd', d: { a: 'd', b: { p: 'gone', d: true } } });
  });

  it('lets no more wait for the last word than one write may have', async () => {
    const client = await greeted();
    const socket = await second(client.sessionId);
    const closed = once(sockets[0] as WebSocket, 'close');
    socket.say(go);
    for (let r = 1; r < 30; r += 1) socket.say(request(r, 'p', { p: '/a', d: 'x'.repeat(50_000) }));
    await closed;
    await client.poll();
    expect(client.lastScript).toBe("pLPCommand('close');");
  });

  it('is refused for a session that is none', async () => {
    await expect(second('nobody')).rejects.toThrow('The connection closed.');
  });
});
