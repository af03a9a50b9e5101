import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { databasesOf } from '../databasesOf.ts';
import { type Emulator, startEmulator } from '../emulator.ts';

let emulator: Emulator;
let logged: string[];

beforeEach(async () => {
  logged = [];
  emulator = await startEmulator({ port: 0, log: (line) => logged.push(line) });
});
afterEach(() => emulator.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** `fetch` does not let anybody choose a `Host`. */
const ask = (line: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const [method = '', path = ''] = line.split(' ');
    const request = httpRequest(
      { host: '127.0.0.1', port: emulator.port, method, path, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });

const own = { 'x-inspector': '1' };
const owner = { authorization: 'Bearer owner' };

const asked = async (line: string, question?: object): Promise<unknown> => {
  const body = question === undefined ? undefined : JSON.stringify(question);
  return JSON.parse((await ask(line, own, body)).text) as unknown;
};

describe('what is below /.inspect/', () => {
  it.each([
    ['GET /.inspect', 308],
    ['GET /.inspect/metrics', 200],
    ['HEAD /.inspect/metrics', 200],
    ['POST /.inspect/', 405],
    ['PUT /.inspect/metrics', 405],
    ['GET /.inspect/databases.json', 200],
    ['GET /.inspect/api/nothing', 404],
    ['GET /.inspect/api/edit', 404],
    ['POST /.inspect/api/edit', 400],
    ['POST /.inspect/api/tree', 400],
  ])('%s is answered with %d', async (line, status) => {
    expect((await ask(line, own)).status).toBe(status);
  });

  it('answers nobody but its page: others lack the header', async () => {
    expect((await ask('GET /.inspect/api/live')).status).toBe(403);
    expect((await ask('GET /.inspect/api/live', own)).status).toBe(200);
  });

  it('is for no other site, frame or cache', async () => {
    const { headers } = await ask('GET /.inspect/metrics');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([
    ['not JSON', '{"ns":'],
    ['no object', 'null'],
    ['a list', '[]'],
    ['no place', '{"ns":"demo","open":[{"path":"a"}]}'],
    ['keys that are none', '{"ns":"demo","open":[{"path":[1]}]}'],
    [
      'too many places',
      JSON.stringify({ ns: 'demo', open: Array.from({ length: 1001 }, () => ({ path: [] })) }),
    ],
    [
      'too deep a place',
      JSON.stringify({ ns: 'demo', open: [{ path: Array.from({ length: 65 }, () => 'a') }] }),
    ],
    ['only brackets', '['.repeat(200_000)],
    ['a word of our own', 'aborted'],
    ['another one', 'tooLarge'],
  ])('takes no question that is %s', async (_what, text) => {
    expect((await ask('POST /.inspect/api/tree', own, text)).status).toBe(400);
    expect((await ask('POST /.inspect/api/edit', own, text)).status).toBe(400);
    expect((await ask('POST /.inspect/api/value', own, text)).status).toBe(400);
  });

  it('takes no question that is too large', async () => {
    const text = JSON.stringify({ ns: 'demo', act: 'set', path: [], value: 'x'.repeat(9_000_000) });
    expect((await ask('POST /.inspect/api/edit', own, text)).status).toBe(413);
  });

  it('makes no database of a question, only of an edit', async () => {
    await asked('POST /.inspect/api/tree', { ns: 'new', open: [{ path: [] }] });
    await asked('POST /.inspect/api/value', { ns: 'new', path: [] });
    await asked('GET /.inspect/api/connections?ns=new');
    expect(databasesOf(emulator).names()).toEqual([]);
    const edit = { ns: 'new', act: 'set', path: ['a', '__proto__'], value: 1 };
    expect(await asked('POST /.inspect/api/edit', edit)).toMatchObject({ ok: true });
    expect(await asked('POST /.inspect/api/edit', { ...edit, ns: '../new' })).toMatchObject({ ok: false });
    expect(await emulator.export()).toEqual({ new: { a: { ['__proto__']: 1 } } });
  });

  it('shows what is there, and gives no editor a million', async () => {
    await emulator.import(
      { a: { b: 1 }, list: Array.from({ length: 6_000 }, (_, index) => index) },
      { namespace: 'demo' },
    );
    expect(await asked('POST /.inspect/api/tree', { ns: 'demo', open: [{ path: ['a'] }] })).toMatchObject({
      places: [{ rows: [{ key: 'b', node: { kind: 'leaf', value: 1 } }] }],
    });
    expect(await asked('POST /.inspect/api/value', { ns: 'demo', path: ['a'] })).toEqual({
      text: '{\n  "b": 1\n}',
    });
    expect(await asked('POST /.inspect/api/value', { ns: 'demo', path: [] })).toEqual({ tooLarge: true });
  });

  it('knows who is connected, and as whom', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${emulator.port}/.ws?v=5&ns=demo`);
    await new Promise((resolve) => socket.once('message', resolve));
    const answered = new Promise((resolve) =>
      socket.on('message', (data: Buffer) => String(data).includes('"r":2') && resolve(0)),
    );
    socket.send(JSON.stringify({ t: 'd', d: { r: 1, a: 'gauth', b: { cred: 'owner' } } }));
    socket.send(
      JSON.stringify({ t: 'd', d: { r: 2, a: 'q', b: { p: '/a', h: '', t: 1, q: { l: 5, vf: 'r' } } } }),
    );
    await answered;
    expect(await asked('GET /.inspect/api/connections?ns=demo')).toMatchObject({
      total: 1,
      connections: [
        {
          transport: 'webSocket',
          identity: 'admin',
          listenCount: 1,
          listens: [{ path: '/a', query: { l: 5, vf: 'r' } }],
        },
      ],
    });
    expect(await asked('GET /.inspect/api/connections?ns=other')).toEqual({ total: 0, connections: [] });
    expect(await asked('GET /.inspect/api/live')).toMatchObject({
      databases: [{ name: 'demo', connections: 1, listens: 1 }],
    });
    socket.terminate();
  });
});

describe('a stream of events', () => {
  it('is somebody who is connected', async () => {
    const headers = { accept: 'text/event-stream' };
    const options = {
      host: '127.0.0.1',
      port: emulator.port,
      path: '/a.json?ns=demo&limitToLast=3&orderBy="$key"',
      headers,
    };
    const stream = httpRequest(options);
    await new Promise((resolve) => stream.on('response', resolve).end());
    expect(await asked('GET /.inspect/api/connections?ns=demo')).toEqual({
      total: 1,
      connections: [
        expect.objectContaining({
          transport: 'eventStream',
          identity: null,
          sinceMs: null,
          listens: [{ path: '/a', query: { i: '.key', l: 3, vf: 'r' } }],
        }),
      ],
    });
    stream.destroy();
  });
});

describe('a page of another site', () => {
  const evil = { origin: 'https://evil.example' };

  it('is told why it may not act as the owner, and can read that', async () => {
    const { status, headers, text } = await ask('GET /.json?ns=demo', { ...owner, ...evil });
    expect(status).toBe(403);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(text).toMatch(/--allow-origin https:\/\/evil\.example/);
    expect(logged).toEqual([
      expect.stringMatching(/^Refused GET \/\.json: Pages of "https:\/\/evil\.example"/),
    ]);
  });

  it('changes nothing as the owner', async () => {
    await ask('PUT /a.json?ns=demo&access_token=owner', evil, '1');
    await ask(
      'POST /.inspect/api/edit',
      { ...own, ...evil },
      '{"ns":"demo","act":"set","path":["a"],"value":1}',
    );
    await ask('PUT /.settings/rules.json?ns=demo', { ...owner, ...evil }, '{"rules":{}}');
    expect(await emulator.export({ namespace: 'demo' })).toBeNull();
  });

  it('goes on as anybody else', async () => {
    expect((await ask('PUT /a.json?ns=demo', evil, '1')).status).toBe(200);
    expect((await ask('GET /a.json', { ...evil, host: 'demo.firebaseio.com' })).text).toBe('1');
  });

  it.each([
    ['gauth', { cred: 'owner' }, 'permission_denied'],
    ['gauth', { cred: 'owner', authvar: { uid: 'ana' } }, 'permission_denied'],
    ['gauth', { cred: 'owner', noauth: true }, 'permission_denied'],
    ['auth', { cred: 'e30.eyJzdWIiOiJhbmEifQ.' }, 'ok'],
  ])('signs in over a WebSocket with %s %j: %s', async (action, body, status) => {
    const socket = new WebSocket(`ws://127.0.0.1:${emulator.port}/.ws?v=5&ns=demo`, evil);
    const answer = new Promise<string>((resolve) =>
      socket.on('message', (data: Buffer) => String(data).includes('"r":1') && resolve(String(data))),
    );
    await new Promise((resolve) => socket.once('message', resolve));
    socket.send(JSON.stringify({ t: 'd', d: { r: 1, a: action, b: body } }));
    expect(JSON.parse(await answer)).toMatchObject({ d: { b: { s: status } } });
    socket.terminate();
  });
});

describe('a name that is not this server’s', () => {
  const host = 'evil.example:9000';

  it.each([
    ['GET /.inspect/', {}],
    ['GET /.inspect/metrics', {}],
    ['GET /.inspect/api/live', own],
    ['GET /.json?ns=demo', owner],
    ['GET /.inspect/databases.json', {}],
  ])('gets nothing of %s', async (line, headers) => {
    expect((await ask(line, { ...headers, host })).status).toBe(403);
  });
});
