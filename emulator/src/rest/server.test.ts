import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Databases } from '../engine/databases.ts';
import { databasesWith, owner, stored } from './restTesting.ts';
import { restListener } from './server.ts';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

const serve = async (databases: Databases) => {
  const lines: string[] = [];
  const server = createServer(restListener({ databases, log: (line) => lines.push(line) }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const url = (path: string): string =>
    `http://127.0.0.1:${port}${path}${path.includes('?') ? '&' : '?'}ns=demo`;
  return { port, url, lines };
};

/** Sends bytes as they are and gives back all that comes until the server closes. */
const exchange = async (port: number, bytes: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer;
};

const get = (path: string, more = ''): string => `GET ${path}?ns=demo HTTP/1.1\r\nHost: x\r\n${more}\r\n`;

describe('restListener', () => {
  it('answers over HTTP as it does without', async () => {
    const databases = databasesWith();
    const { url } = await serve(databases);
    const put = await fetch(url('/a/é.json'), { method: 'PUT', headers: owner, body: '{"x":"ü"}' });
    expect([put.status, await put.json()]).toEqual([200, { x: 'ü' }]);
    const got = await fetch(url('/a.json'));
    expect([
      got.headers.get('content-type'),
      got.headers.get('access-control-allow-origin'),
      await got.text(),
    ]).toEqual(['application/json; charset=utf-8', '*', '{"é":{"x":"ü"}}']);
  });

  it('takes a body in pieces, cut inside a character', async () => {
    const databases = databasesWith();
    const { url } = await serve(databases);
    const bytes = Buffer.from(JSON.stringify('é'.repeat(1000)));
    const pieces = async function* () {
      for (let at = 0; at < bytes.length; at += 101) yield bytes.subarray(at, at + 101);
    };
    // Node's fetch needs to be told that the answer comes only after the whole body.
    const init = { method: 'PUT', headers: owner, body: pieces(), duplex: 'half' };
    const { status } = await fetch(url('/a.json'), init as unknown as RequestInit);
    expect([status, stored(databases)]).toEqual([200, { a: 'é'.repeat(1000) }]);
  });

  it.each([
    ['declared', (text: string): BodyInit => text],
    ['in pieces', (text: string): BodyInit => new Blob([text]).stream()],
  ])('refuses more than a write may be, %s, and lives on', async (_what, bodyOf) => {
    const databases = databasesWith({ data: { a: 1 }, limits: { writeBytesRest: 1000 } });
    const { url } = await serve(databases);
    const init = {
      method: 'PUT',
      headers: owner,
      body: bodyOf(JSON.stringify('x'.repeat(1e6))),
      duplex: 'half',
    };
    const response = await fetch(url('/a.json'), init);
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('Data to write exceeds'),
    ]);
    expect((await fetch(url('/a.json'))).status).toBe(200);
    expect(stored(databases)).toEqual({ a: 1 });
  });

  it.each([
    ['HEAD', '/a.json', 200, 'a length and no body'],
    ['GET', '/a.json?print=silent', 204, 'no body'],
    ['OPTIONS', '/a.json', 200, 'no body'],
  ])('answers %s %s with %i and %s', async (method, path, status) => {
    const { url } = await serve(databasesWith({ data: { a: 12345 } }));
    const response = await fetch(url(path), { method });
    expect([response.status, await response.text()]).toEqual([status, '']);
    expect(response.headers.get('content-length')).toBe(
      method === 'HEAD' ? '5' : method === 'GET' ? null : '0',
    );
  });

  it('answers several requests on one connection in their order', async () => {
    const { port } = await serve(databasesWith({ data: { a: 1, b: 2 } }));
    const answer = await exchange(
      port,
      get('/a.json') + get('/%zz.json') + get('/b.json', 'Connection: close\r\n'),
    );
    expect(answer.match(/HTTP\/1\.1 \d+|\r\n\r\n\d/g)).toEqual([
      'HTTP/1.1 200',
      '\r\n\r\n1',
      'HTTP/1.1 400',
      'HTTP/1.1 200',
      '\r\n\r\n2',
    ]);
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', /^HTTP\/1\.1 400/],
    ['an unknown method', 'FROB /a.json HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1\.1 400/],
    [
      'a header of a megabyte',
      `GET /a.json HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(1e6)}\r\n\r\n`,
      /^HTTP\/1\.1 431|^$/,
    ],
    [
      'a known method without use',
      'PURGE /a.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 405/,
    ],
    [
      'a host that is none',
      'GET /a.json HTTP/1.1\r\nHost: ...\u0001\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 \d+/,
    ],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 200/],
    [
      'an absolute URL',
      'GET http://x/a.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 \d+/,
    ],
  ])('lives through %s', async (_what, bytes, answer) => {
    const { port, url, lines } = await serve(databasesWith({ data: { a: 1 } }));
    expect(await exchange(port, bytes).catch(() => '')).toMatch(answer);
    expect(await (await fetch(url('/a.json'))).text()).toBe('1');
    expect(lines).toEqual([]);
  });

  it('forgets an upload that broke off', async () => {
    const databases = databasesWith({ data: { a: 1 } });
    const { port, url } = await serve(databases);
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('PUT /a.json?ns=demo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n2');
    socket.destroy();
    await once(socket, 'close');
    expect(await (await fetch(url('/a.json'))).text()).toBe('1');
  });

  it('answers and says so in the log when it fails itself', async () => {
    const databases = databasesWith();
    databases.onCommit(() => {
      throw new Error('a fault of ours');
    });
    const { url, lines } = await serve(databases);
    const response = await fetch(url('/a.json'), { method: 'PUT', headers: owner, body: '1' });
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining('its log says why'),
    ]);
    expect(lines).toEqual([
      expect.stringMatching(/^PUT \/a\.json made the emulator fail: Error: a fault of ours/),
    ]);
    expect((await fetch(url('/a.json'))).status).toBe(200);
  });

  it('streams changes until the client goes', async () => {
    const databases = databasesWith({ data: { a: 1 } });
    const { url } = await serve(databases);
    const abort = new AbortController();
    const response = await fetch(url('/a.json'), {
      headers: { accept: 'text/event-stream' },
      signal: abort.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await fetch(url('/a.json'), { method: 'PUT', headers: owner, body: '2' });
    let seen = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      seen += decoder.decode(chunk);
      if (seen.split('\n\n').length === 3) break;
    }
    expect(seen).toBe(
      'event: put\ndata: {"path":"/","data":1}\n\nevent: put\ndata: {"path":"/","data":2}\n\n',
    );
    abort.abort();
  });

  it('ends a stream that it cancels', async () => {
    const databases = databasesWith({ data: { a: 1 } });
    const { url } = await serve(databases);
    const response = await fetch(url('/a.json'), { headers: { accept: 'text/event-stream' } });
    await fetch(url('/.settings/rules.json'), { method: 'PUT', headers: owner, body: '{"rules":{}}' });
    expect(await response.text()).toMatch(/event: cancel\ndata: null\n\n$/);
  });
});
