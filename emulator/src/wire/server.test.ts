import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { Databases } from '../engine/databases.ts';
import { defaultLimits } from '../limits.ts';
import { RequestMeter } from '../metrics/requestMeter.ts';
import { trustOf } from '../trust.ts';
import { cutFrames, FrameJoiner } from './frames.ts';
import { serveWire, type Wire } from './server.ts';

const nowMs = 1_700_000_000_000;
const limits = {
  ...defaultLimits,
  connections: 3,
  listensPerConnection: 5,
  writeBytesWire: 100_000,
  frameBytes: 200_000,
  outgoingQueueBytes: 1_000_000,
};

let http: Server;
let wire: Wire;
let databases: Databases;
let logged: string[];
let clients: RawClient[];

beforeEach(async () => {
  logged = [];
  clients = [];
  const parts = { clock: { now: () => nowMs }, limits, log: (line: string) => void logged.push(line) };
  databases = new Databases(parts);
  databases.loadRules('{"rules": {".read": true, ".write": true}}');
  http = createServer();
  wire = serveWire(http, {
    databases,
    trust: trustOf({ host: '127.0.0.1', allowedOrigins: [] }),
    meter: new RequestMeter(),
    ...parts,
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
});

afterEach(async () => {
  for (const client of clients) client.socket.terminate();
  wire.close();
  databases.close();
  http.closeAllConnections();
  http.close();
  await once(http, 'close');
});

const port = (): number => (http.address() as AddressInfo).port;

/** Says what it likes, frame by frame, and hears messages whole. */
class RawClient {
  readonly socket: WebSocket;
  readonly #heard: unknown[] = [];
  #read = 0;
  #wake = (): void => {};

  constructor(query = 'ns=demo', headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port()}/.ws?v=5&${query}`, { headers });
    const joiner = new FrameJoiner(1e9);
    this.socket.on('message', (frame: Buffer) => {
      const joined = joiner.take(frame);
      if (joined?.kind === 'message') this.#heard.push(JSON.parse(joined.text));
      this.#wake();
    });
    this.socket.on('close', () => this.#wake());
    this.socket.on('error', () => this.#wake());
    clients.push(this);
  }

  frame(text: string | Buffer): void {
    this.socket.send(text);
  }

  say(message: unknown): void {
    for (const frame of cutFrames(JSON.stringify(message))) this.socket.send(frame, { binary: false });
  }

  ask(number: number, action: string, body: unknown): void {
    this.say({ t: 'd', d: { r: number, a: action, b: body } });
  }

  /** The next message not heard yet. */
  async next(): Promise<unknown> {
    while (this.#read === this.#heard.length) {
      if (this.socket.readyState > WebSocket.OPEN) throw new Error('The connection closed.');
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#heard[this.#read++];
  }

  /** Everything up to and with the answer to `number`. */
  async upTo(number: number): Promise<unknown[]> {
    const messages: unknown[] = [];
    do {
      messages.push(await this.next());
    } while ((messages.at(-1) as { d: { r?: number } }).d.r !== number);
    return messages;
  }
}

const greeted = async (query?: string): Promise<RawClient & { id: string }> => {
  const client = new RawClient(query);
  const hello = (await client.next()) as { d: { d: { s: string } } };
  return Object.assign(client, { id: hello.d.d.s });
};

const reply = (r: number, s: string, d: unknown) => ({ t: 'd', d: { r, b: { s, d } } });
const ok = (r: number, d: unknown = '') => reply(r, 'ok', d);
const push = (a: string, b: object) => ({ t: 'd', d: { a, b } });
const controlError = { t: 'c', d: { t: 'e', d: expect.any(String) } };

describe('the upgrade', () => {
  it('is greeted at once, with the host that was asked for', async () => {
    const client = new RawClient('ns=demo', { host: 'example.test:1234' });
    expect(await client.next()).toEqual({
      t: 'c',
      d: {
        t: 'h',
        d: { ts: nowMs, v: '5', h: 'example.test:1234', s: expect.stringMatching(/^[0-9a-z]{32}$/) },
      },
    });
  });

  it.each([
    ['any other path', '/chat?ns=demo', 404],
    ['a path that no URL has', '//', 404],
    ['a namespace that cannot be', '/.ws?v=5&ns=..%2Fx', 400],
    ['a session that would change its transport', '/.ws?v=5&ns=demo&s=abc', 400],
  ])('is refused for %s', async (_case, path, status) => {
    const socket = connect(port(), '127.0.0.1');
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('is over when it is refused, whether the client goes or not', async () => {
    const socket = connect({ port: port(), host: '127.0.0.1', allowHalfOpen: true });
    const [accepted, answered] = [once(http, 'connection') as Promise<[Socket]>, once(socket, 'data')];
    socket.write('GET /chat HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const [connection] = await accepted;
    await once(connection, 'close');
    expect(String(await answered)).toMatch(/^HTTP\/1.1 404 /);
    socket.destroy();
  });

  it('is refused when too many connections are open', async () => {
    await Promise.all([greeted(), greeted(), greeted()]);
    await expect(greeted()).rejects.toThrow('The connection closed.');
    expect(clients.slice(0, 3).every(({ socket }) => socket.readyState === WebSocket.OPEN)).toBe(true);
  });

  it('leads to the database it names', async () => {
    const [demo, other] = [await greeted('ns=demo'), await greeted('ns=other')];
    demo.ask(1, 'p', { p: '/a', d: 1 });
    other.ask(1, 'g', { p: '/a', q: {} });
    expect(await demo.next()).toEqual(ok(1));
    expect(await other.next()).toEqual(ok(1, null));
    expect([...databases.names()].toSorted()).toEqual(['demo', 'other']);
  });
});

describe('a session', () => {
  it('follows the protocol step by step', async () => {
    const client = await greeted();
    client.ask(0, 's', { c: { 'sdk.js.12-19-0': 1 } });
    client.ask(1, 'p', { p: '/msgs', d: { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 } });
    client.ask(2, 'q', { p: '/room/topic', h: '' });
    client.ask(3, 'q', { p: '/msgs', q: { l: 5, vf: 'r' }, t: 1, h: '' });
    client.ask(4, 'p', { p: '/msgs/g', d: { '.sv': 'timestamp' } });
    client.ask(5, 'm', { p: '/', d: { 'room/topic': 'y', 'log/1': true } });
    client.ask(6, 'n', { p: '/msgs', q: { l: 5, vf: 'r' }, t: 1 });
    client.ask(7, 'p', { p: '/msgs/h', d: 8 });
    expect(await client.upTo(7)).toEqual([
      ok(0),
      ok(1),
      // Nothing is there: the reply alone says so.
      ok(2, {}),
      push('d', { p: 'msgs', d: { b: 2, c: 3, d: 4, e: 5, f: 6 }, t: 1 }),
      ok(3, {}),
      push('m', { p: 'msgs', d: { b: null, g: nowMs }, t: 1 }),
      ok(4),
      push('d', { p: 'room/topic', d: 'y' }),
      ok(5),
      ok(6),
      ok(7),
    ]);
  });

  it('pushes nothing to a client whose hash says it has the data', async () => {
    const client = await greeted();
    client.ask(1, 'p', { p: '/n', d: 7 });
    client.ask(2, 'q', { p: '/n', h: '7wQgMram7RVqVIg/xRZWPfygGx0=' });
    expect(await client.upTo(2)).toEqual([ok(1), ok(2, {})]);
  });

  it('warns of a listen without its index, and refuses a get of it', async () => {
    const client = await greeted();
    const query = { i: 'score', sp: 1, sin: true };
    client.ask(1, 'q', { p: '/scores', q: query, t: 1, h: '' });
    client.ask(2, 'g', { p: '/scores', q: query });
    expect(await client.upTo(2)).toEqual([
      ok(1, { w: ['no_index'] }),
      reply(2, 'failure', 'Index not defined, add ".indexOn": "score", for path "/scores", to the rules'),
    ]);
  });

  it('may have so many listens and no more', async () => {
    const client = await greeted();
    for (let number = 1; number <= 6; number += 1) client.ask(number, 'q', { p: `/${number}`, h: '' });
    client.ask(7, 'n', { p: '/1' });
    client.ask(8, 'q', { p: '/6', h: '' });
    const answers = await client.upTo(8);
    expect(answers.slice(4)).toEqual([
      ok(5, {}),
      reply(6, 'too_big', expect.stringContaining('5 listens')),
      ok(7),
      ok(8, {}),
    ]);
  });

  it('answers a transaction that began from something else', async () => {
    const client = await greeted();
    client.ask(1, 'p', { p: '/n', d: 7, h: '' });
    client.ask(2, 'p', { p: '/n', d: 8, h: '' });
    client.ask(3, 'p', { p: '/n', d: 8, h: '7wQgMram7RVqVIg/xRZWPfygGx0=' });
    expect(await client.upTo(3)).toEqual([
      ok(1),
      reply(2, 'datastale', 'Transaction hash does not match'),
      ok(3),
    ]);
  });

  it('tells who the client is, and who it no longer is', async () => {
    const client = await greeted();
    const claims = Buffer.from('{"sub":"ana","iat":0}').toString('base64url');
    client.ask(1, 'auth', { cred: `e30.${claims}.` });
    client.ask(2, 'unauth', {});
    client.ask(3, 'gauth', { cred: 'owner' });
    client.ask(4, 'auth', { cred: 'nonsense' });
    client.ask(5, 'appcheck', { token: 'x' });
    client.ask(6, 'unappeck', {});
    expect(await client.upTo(6)).toEqual([
      ok(1, { auth: { uid: 'ana', token: { sub: 'ana', iat: 0 } }, expires: 1_700_003_600 }),
      ok(2, 'unauthenticated'),
      ok(3, { auth: null, expires: 1_700_003_600 }),
      reply(4, 'invalid_token', 'Could not parse auth token.'),
      ok(5),
      ok(6),
    ]);
  });

  it.each([
    ['a tool, by whatever name it calls the server', { host: 'host.docker.internal:9000' }, 'ok'],
    ['a page of this machine', { origin: 'http://localhost:5173' }, 'ok'],
    ['a page from elsewhere', { origin: 'https://evil.example' }, 'permission_denied'],
    [
      'a page whose name became this machine',
      { host: 'evil.example', origin: 'http://evil.example' },
      'permission_denied',
    ],
  ])('lets %s be the owner, or not', async (_who, headers, status) => {
    const client = new RawClient('ns=demo', headers);
    await client.next();
    client.ask(1, 'gauth', { cred: 'owner' });
    client.ask(2, 'g', { p: '/open', q: {} });
    expect(await client.upTo(2)).toEqual([
      expect.objectContaining({ d: { r: 1, b: { s: status, d: expect.anything() } } }),
      ok(2, null),
    ]);
  });

  it('answers a ping, and says nothing to a keep-alive', async () => {
    const client = await greeted();
    client.frame('0');
    client.say({ t: 'c', d: { t: 'p', d: {} } });
    client.frame('0');
    client.ask(1, 's', {});
    expect(await client.upTo(1)).toEqual([{ t: 'c', d: { t: 'o', d: null } }, ok(1)]);
  });

  it('ends when its client comes back elsewhere, before the newcomer sees anything', async () => {
    const ghost = await greeted();
    ghost.ask(1, 'o', { p: '/online', d: null });
    ghost.ask(2, 'p', { p: '/online', d: true });
    await ghost.upTo(2);
    const back = await greeted(`ls=${ghost.id}&ns=demo`);
    back.ask(1, 'g', { p: '/online', q: {} });
    expect(await back.upTo(1)).toEqual([ok(1, null)]);
    await expect(ghost.next()).rejects.toThrow('The connection closed.');
  });

  it.each([
    ['of another database', (id: string) => `ls=${id}&ns=other`],
    ['that never was', () => 'ls=constructor&ns=demo'],
  ])('lives on when somebody names one %s', async (_case, query) => {
    const ghost = await greeted();
    ghost.ask(1, 'o', { p: '/online', d: null });
    ghost.ask(2, 'p', { p: '/online', d: true });
    await ghost.upTo(2);
    await greeted(query(ghost.id));
    ghost.ask(3, 'g', { p: '/online', q: {} });
    expect(await ghost.upTo(3)).toEqual([ok(3, true)]);
  });
});

describe('bad input', () => {
  it.each([
    ['no JSON', '{'],
    ['JSON that is no message', '[1,2,3]'],
    ['a binary frame', Buffer.from([1, 2, 3])],
    ['a control message nobody knows', '{"t":"c","d":{"t":"zz"}}'],
    ['100,000 levels of nothing', '['.repeat(49_000) + ']'.repeat(49_000)],
  ])('is reported, and the session goes on: %s', async (_case, frame) => {
    const client = await greeted();
    client.frame(frame);
    client.ask(1, 's', {});
    expect(await client.upTo(1)).toEqual([controlError, ok(1)]);
  });

  it.each([
    ['p', { p: '/a', d: { '.sv': 'unknown' } }],
    ['p', { p: '/a', d: { 'a.b': 1 } }],
    ['p', { p: '/a', d: { 'a/b': 1 } }],
    ['p', { p: '/a', d: { '': 1 } }],
    ['p', { p: '/a.b', d: 1 }],
    ['p', { p: '/a', d: { x: { '.value': {} } } }],
    ['p', { p: '/a', d: { '.value': 1, '.priority': [] } }],
    ['p', { p: '/a/.priority', d: 1 }],
    ['p', { p: '/.priority', d: 'x' }],
    ['m', { p: '/', d: 'text' }],
    ['m', { p: '/', d: { a: 1, 'a/b': 2 } }],
    ['m', { p: '/', d: { 'a//../b': 2 } }],
    ['o', { p: '/a', d: { 'x.y': 1 } }],
    ['om', { p: '/a', d: 3 }],
    ['zz', {}],
    ['q', { p: '/a', q: { l: -1 }, t: 1 }],
    ['g', { p: 3 }],
  ])('is answered with what is wrong: %s %j', async (action, body) => {
    const client = await greeted();
    client.ask(1, action, body);
    client.ask(2, 'g', { p: '/', q: {} });
    expect(await client.upTo(2)).toEqual([
      reply(1, 'invalid_parameters', expect.stringMatching(/./)),
      ok(2, null),
    ]);
    expect(logged).toEqual([]);
  });

  it('is answered with what is wrong: data nested without end', async () => {
    const client = await greeted();
    const nested = '['.repeat(45_000) + ']'.repeat(45_000);
    client.frame(`{"t":"d","d":{"r":1,"a":"p","b":{"p":"/a","d":${nested}}}}`);
    expect(await client.upTo(1)).toEqual([reply(1, 'invalid_parameters', expect.stringContaining('32'))]);
  });

  it.each([
    ['in one frame', (text: string) => [text]],
    ['in many', (text: string) => cutFrames(text)],
  ])('is too big for one write and answered so: %s', async (_case, cut) => {
    const client = await greeted();
    const text = JSON.stringify({ t: 'd', d: { r: 1, a: 'p', b: { p: '/a', d: 'x'.repeat(100_000) } } });
    for (const frame of cut(text)) client.frame(frame);
    client.ask(2, 's', {});
    expect(await client.upTo(2)).toEqual([
      reply(1, 'write_too_big', expect.stringContaining('100000 bytes')),
      ok(2),
    ]);
  });

  it('never ends the session or the server, whatever it is', async () => {
    const raw = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('0', '1', '2', '', '3', '{"t":"d","d":{"r":1,"a":"p","b":'),
      fc
        .record({
          r: fc.oneof(fc.nat(), fc.jsonValue()),
          a: fc.constantFrom('q', 'n', 'g', 'p', 'm', 'o', 'om', 'oc', 's', 'unauth', 'x'),
          b: fc.dictionary(
            fc.constantFrom('p', 'd', 'q', 't', 'h'),
            fc.oneof(fc.jsonValue(), fc.constantFrom('/', '/a', '/a/.priority')),
          ),
        })
        .map((content) => JSON.stringify({ t: 'd', d: content })),
    );
    const client = await greeted();
    let number = 1_000_000;
    await fc.assert(
      fc.asyncProperty(fc.array(raw, { maxLength: 20 }), async (frames) => {
        for (const frame of frames) client.frame(frame);
        // Whatever is half said is brought to its end, and the session answers.
        for (let filler = 0; filler < 4; filler += 1) client.frame('x'.repeat(7));
        number += 1;
        client.ask(number, 's', {});
        expect((await client.upTo(number)).at(-1)).toEqual(ok(number));
      }),
      { numRuns: 200 },
    );
    expect(logged).toEqual([]);
  });
});

describe('a client that is there no more', () => {
  it('is noticed by its silence, and the others stay', async () => {
    const other = await greeted();
    const sleeper = await greeted();
    sleeper.ask(1, 'o', { p: '/online', d: 'gone' });
    sleeper.ask(2, 'q', { p: '/online', h: '' });
    await sleeper.upTo(2);
    other.ask(1, 'q', { p: '/online', h: '' });
    await other.upTo(1);
    // Nothing of it runs, so nothing answers.
    sleeper.socket.pause();
    wire.checkClients();
    other.ask(2, 's', {});
    await other.upTo(2);
    wire.checkClients();
    expect(await other.next()).toEqual(push('d', { p: 'online', d: 'gone' }));
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('a client that does not read', () => {
  it('is thrown out with the reason, and the others are not', async () => {
    const [slow, other] = [await greeted(), await greeted()];
    const closed = once(slow.socket, 'close') as Promise<[number, Buffer]>;
    slow.ask(1, 'q', { p: '/data', h: '' });
    await slow.upTo(1);
    slow.socket.pause();
    let number = 1;
    while (!logged.some((line) => line.includes('Reads too slowly'))) {
      other.ask((number += 1), 'p', { p: '/data', d: String(number).repeat(40_000).slice(0, 90_000) });
      await other.upTo(number);
    }
    slow.socket.resume();
    const [code] = await closed;
    expect([1008, 1006]).toContain(code);
    other.ask(0, 's', {});
    expect(await other.upTo(0)).toEqual([ok(0)]);
  });
});
