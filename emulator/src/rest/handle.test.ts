import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handle } from './handle.ts';
import { type Ask, ana, ask, databasesWith, errorText, owner, stored } from './restTesting.ts';

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);

const unreadable = "Invalid data; couldn't parse JSON object, array, or value.";

describe('errors', () => {
  it.each<[what: string, line: string, status: number, text: string | RegExp, ask?: Ask]>([
    ['a bad escape', 'GET /%zz.json', 400, /not percent-encoded UTF-8/],
    ['bytes that are not UTF-8', 'GET /%ff.json', 400, /not percent-encoded UTF-8/],
    ['a bad escape in a parameter', 'GET /.json?orderBy=%zz', 400, /not percent-encoded UTF-8/],
    ['a slash inside a key', 'GET /a%2Fb.json', 400, 'Invalid path: Invalid token in path'],
    ['a control character', 'GET /a%00b.json', 400, 'Invalid path: Invalid token in path'],
    ['a dot in a key', 'GET /a.b.json', 400, 'Invalid path: Invalid token in path'],
    ['a key of 769 bytes', `GET /${'k'.repeat(769)}.json`, 400, 'Invalid path: Invalid token in path'],
    ['33 keys', `GET ${'/k'.repeat(33)}.json`, 400, /at most 32/],
    ['a pushed child at level 33', `POST ${'/k'.repeat(32)}.json`, 400, /at most 32/, { body: 1 }],
    ['a patch at level 33', `PATCH ${'/k'.repeat(32)}.json`, 400, /at most 32/, { body: { x: 1 } }],
    ['a pushed child of a priority', 'POST /a/.priority.json', 400, /Invalid path/, { body: 1 }],
    ['.info', 'GET /.info/serverTimeOffset.json', 400, /Invalid path/],
    ['an unknown method', 'TRACE /a.json', 405, /Unsupported method \\"TRACE\\": use GET/],
    ['an unknown override', 'POST /a.json?x-http-method-override=constructor', 405, /Unsupported method/],
    ['no body', 'PUT /a.json', 400, 'Error: No data supplied.'],
    ['a blank body', 'PATCH /a.json', 400, 'Error: No data supplied.', { text: ' \n' }],
    ['no JSON', 'PUT /a.json', 400, unreadable, { text: '{a:1}' }],
    ['no UTF-8', 'PUT /a.json', 400, unreadable, { text: Buffer.from([0x22, 0xff, 0x22]) }],
    [
      'a bad key in the data',
      'PUT /a.json',
      400,
      "Invalid data; couldn't parse key beginning at 1:2. Key value can't be empty or contain $ # [ ] / or .",
      { body: { 'b.c': 1 } },
    ],
    ['a number too large', 'PUT /a.json', 400, unreadable, { text: '1e999' }],
    ['a patch that is no object', 'PATCH /a.json', 400, unreadable, { body: [1] }],
    ['a patch with a conflict', 'PATCH /.json', 400, unreadable, { body: { a: 1, 'a/b': 2 } }],
    ['an unknown server value', 'PUT /a.json', 400, unreadable, { body: { '.sv': 'x' } }],
    [
      'a limit without an order',
      'GET /a.json?limitToFirst=1',
      400,
      'orderBy must be defined when other query parameters are defined',
    ],
    [
      'an order without an index',
      'GET /a.json?orderBy="x"',
      400,
      'Index not defined, add ".indexOn": "x", for path "/a", to the rules',
    ],
    ['no permission', 'GET /a.json', 401, 'Permission denied', { headers: {} }],
    ['a namespace that climbs', 'GET /.json?ns=..%2Fx', 400, /Invalid namespace/],
  ])('%s', (_what, line, status, text, options) => {
    const response = ask(databasesWith({ rules: {} }), line, options);
    expect(response.status).toBe(status);
    expect(response.body).toMatch(typeof text === 'string' ? exactly(errorText(text)) : text);
    expect(response.headers).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Content-Type': 'application/json; charset=utf-8',
    });
  });

  it.each<[what: string, line: string, reason: RegExp, ask?: Ask]>([
    ['a control character', 'GET /a%00b.json', /^key "a\\u0000b" contains "\\u0000"/],
    ['a slash inside a key', 'GET /a%2Fb.json', /^key "a\/b" contains "\/"$/],
    ['a dot in a key', 'GET /a.b.json', /contains "\."/],
    ['a key of 769 bytes', `GET /${'k'.repeat(769)}.json`, /at most 768 bytes/],
    [
      'a sign that headers do not hold',
      'GET /caf%C3%A9%F0%9F%98%80%24.json',
      /^key "caf\\u00e9\\ud83d\\ude00\$"/,
    ],
    ['no JSON', 'PUT /a.json', /JSON/, { text: '{a:1}' }],
    ['no UTF-8', 'PUT /a.json', /^the bytes are not UTF-8$/, { text: Buffer.from([0x22, 0xff, 0x22]) }],
    ['a bad key in the data', 'PUT /a.json', /may not contain/, { body: { 'b.c': 1 } }],
    ['a number too large', 'PUT /a.json', /finite/, { text: '1e999' }],
    ['a patch that is no object', 'PATCH /a.json', /must be an object of paths/, { body: [1] }],
    ['a patch with a conflict', 'PATCH /.json', /also/, { body: { a: 1, 'a/b': 2 } }],
    ['an unknown server value', 'PUT /a.json', /\.sv/, { body: { '.sv': 'x' } }],
  ])('give the reason in a header: %s', (_what, line, reason, options) => {
    const { headers } = ask(databasesWith({ rules: {} }), line, options);
    expect(headers['X-Error-Reason']).toMatch(reason);
    expect(headers['Access-Control-Expose-Headers']).toContain('X-Error-Reason');
  });

  it('says when no more databases may be', () => {
    const databases = databasesWith({ limits: { namespaces: 1 } });
    ask(databases, 'GET /.json?ns=one');
    expect(ask(databases, 'GET /.json?ns=two').status).toBe(503);
    expect(ask(databases, 'GET /.json?ns=one').status).toBe(200);
  });

  it('opens no namespace for a request it cannot read', () => {
    const databases = databasesWith();
    ask(databases, 'GET /a.b.json?ns=x');
    ask(databases, 'TRACE /a.json?ns=x');
    expect(databases.names()).toEqual([]);
  });
});

describe('an address without .json', () => {
  it.each([
    ['GET /', '/.inspect/#data/demo'],
    ['GET /a/b', '/.inspect/#data/demo'],
    ['HEAD /a?ns=x-1', '/.inspect/#data/x-1'],
    ['GET /.jsonx', '/.inspect/#data/demo'],
  ])('%s is for people: it leads to the inspector', (line, place) => {
    const databases = databasesWith();
    expect(ask(databases, line)).toMatchObject({
      status: 302,
      headers: { Location: place, 'Content-Type': 'text/plain; charset=utf-8' },
      body: 'append .json to your request URI to use the REST API.',
    });
    expect(databases.names()).toEqual([]);
  });

  it.each(['PUT /a', 'POST /', 'PATCH /a/b', 'DELETE /a', 'POST /a?x-http-method-override=DELETE'])(
    '%s changes nothing, and says in plain text what is missing',
    (line) => {
      const databases = databasesWith({ data: { a: 1 } });
      expect(ask(databases, line, { body: 2 })).toMatchObject({
        status: 405,
        headers: { Allow: 'GET, HEAD', 'Content-Type': 'text/plain; charset=utf-8' },
        body: 'append .json to your request URI to use the REST API.',
      });
      expect(stored(databases)).toEqual({ a: 1 });
    },
  );
});

describe('namespaces', () => {
  it.each([
    ['the parameter', '/a.json?ns=one', '127.0.0.1:9000', 'one'],
    ['the host', '/a.json?', 'two.localhost:9000', 'two'],
    ['the parameter before the host', '/a.json?ns=one', 'two.localhost:9000', 'one'],
    ['neither', '/a.json', 'localhost:9000', 'fake-server'],
  ])('come from %s', (_what, url, host, namespace) => {
    const databases = databasesWith();
    handle({ method: 'PUT', url, headers: { ...owner, host }, body: '1' }, databases);
    expect(databases.names()).toEqual([namespace]);
  });
});

describe('preflight', () => {
  it('allows any page any header it names', () => {
    const { status, headers } = ask(databasesWith(), 'OPTIONS /a.json', {
      headers: { 'access-control-request-headers': 'authorization,x-own' },
    });
    expect([status, headers]).toEqual([
      200,
      expect.objectContaining({
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
        'Access-Control-Allow-Headers': 'authorization,x-own',
      }),
    ]);
  });

  it('names the usual headers otherwise', () => {
    for (const asked of [undefined, 'x\u00e9', '*;']) {
      const headers = asked === undefined ? {} : { 'access-control-request-headers': asked };
      expect(
        ask(databasesWith(), 'OPTIONS /%zz', { headers }).headers['Access-Control-Allow-Headers'],
      ).toMatch(/^Authorization, Content-Type/);
    }
  });
});

describe('handle', () => {
  const pieces = fc.constantFrom(
    ...'/ / .json a __proto__ .settings .inspect rules .upload .priority .info .. # { " , +'.split(' '),
    ...'? & = ns orderBy "$key" auth callback print shallow true limitToFirst 1'.split(' '),
    ...'% %zz %2F %00 %F0%9F%92%A5 \u0000 \ud800'.split(' '),
  );
  const words = fc
    .array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 14 })
    .map((list) => list.join(''));
  const methods = fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'FROB');
  const headers = fc.dictionary(
    fc.constantFrom(
      'host',
      'authorization',
      'if-match',
      'if-none-match',
      'content-type',
      'x-firebase-etag',
      'x-http-method-override',
    ),
    fc.oneof(words, fc.constantFrom('Bearer owner', `Bearer ${ana}`, 'a.b.c', 'true', 'null_etag', 'PATCH')),
  );
  const bodies = fc.oneof(words, fc.json(), fc.uint8Array({ maxLength: 20 }));

  it('answers whatever is asked, and prints every error as an error', () => {
    const databases = databasesWith({ data: { a: { b: 1 } } });
    fc.assert(
      fc.property(methods, words, headers, bodies, (method, url, given, body) => {
        const response = handle({ method, url, headers: given, body }, databases);
        expect([200, 204, 302, 304, 400, 401, 404, 405, 412, 503]).toContain(response.status);
        const isError = response.status >= 400 && response.status !== 412;
        const isText = response.headers['Content-Type'] === 'text/plain; charset=utf-8';
        expect(response.body.startsWith(isText ? 'append .json' : '{\n  "error" : "')).toBe(
          isText || isError,
        );
      }),
      { numRuns: 2000 },
    );
  });
});
