import { describe, expect, it } from 'vitest';
import { trustOf } from './trust.ts';

type Headers = Readonly<Record<string, string>>;

const owner = (
  headers: Headers,
  { host = '127.0.0.1', allowedOrigins = [] as readonly string[], method = 'GET' } = {},
): 'allowed' | 'refused' =>
  trustOf({ host, allowedOrigins }).refusalOfOwner({ method, headers }) === undefined ? 'allowed' : 'refused';

const inspector = (
  headers: Headers,
  { host = '127.0.0.1', allowedOrigins = [] as readonly string[], method = 'GET' } = {},
): 'allowed' | 'refused' =>
  trustOf({ host, allowedOrigins }).refusalOfInspector({ method, headers }) === undefined
    ? 'allowed'
    : 'refused';

const here = '127.0.0.1:9000';

describe('the name this server is called by', () => {
  it.each([
    ['127.0.0.1:9000', 'allowed', 'allowed'],
    ['127.0.0.1', 'allowed', 'allowed'],
    ['127.1:9000', 'allowed', 'allowed'],
    ['127.8.9.10:1', 'allowed', 'allowed'],
    ['localhost:9000', 'allowed', 'allowed'],
    ['LocalHost:9000', 'allowed', 'allowed'],
    ['localhost.:9000', 'allowed', 'allowed'],
    ['demo.localhost:9000', 'allowed', 'allowed'],
    ['[::1]:9000', 'allowed', 'allowed'],
    ['[0:0:0:0:0:0:0:1]:9000', 'allowed', 'allowed'],
    ['[::ffff:127.0.0.1]:9000', 'allowed', 'allowed'],
    // Names that hold a database's name are for data; the inspector has none.
    ['demo.firebaseio.com', 'allowed', 'refused'],
    ['Demo.FirebaseIO.com:9000', 'allowed', 'refused'],
    ['demo.europe-west1.firebasedatabase.app', 'allowed', 'refused'],
    ['host.docker.internal:9000', 'allowed', 'refused'],
    ['host.containers.internal:9000', 'allowed', 'refused'],
    ['evil.docker.internal:9000', 'refused', 'refused'],
    ['host.docker.internal.evil.example:9000', 'refused', 'refused'],
    // A page of evil.example, after evil.example has become 127.0.0.1.
    ['evil.example:9000', 'refused', 'refused'],
    ['localhost.evil.example:9000', 'refused', 'refused'],
    ['evil-localhost:9000', 'refused', 'refused'],
    ['127.0.0.1.evil.example:9000', 'refused', 'refused'],
    ['firebaseio.com.evil.example', 'refused', 'refused'],
    ['evilfirebaseio.com', 'refused', 'refused'],
    ['10.0.2.2:9000', 'allowed', 'refused'],
    ['[fe80::1]:9000', 'allowed', 'refused'],
    ['10.0.2.2.evil.example:9000', 'refused', 'refused'],
    ['emulator:9000', 'refused', 'refused'],
    ['localhost@evil.example', 'refused', 'refused'],
    ['evil.example/localhost', 'refused', 'refused'],
    ['', 'refused', 'refused'],
    ['__proto__', 'refused', 'refused'],
  ] as const)('%j: for an owner %s, for the inspector %s', (host, ofOwner, ofInspector) => {
    expect([owner({ host }), inspector({ host })]).toEqual([ofOwner, ofInspector]);
  });

  it.each([
    ['192.168.1.5:9000', 'allowed'],
    ['[fe80::1]:9000', 'allowed'],
    ['emulator:9000', 'allowed'],
    ['evil.example:9000', 'refused'],
    ['desk.local:9000', 'refused'],
  ] as const)('%j is %s when it listens on every address', (host, verdict) => {
    expect(owner({ host }, { host: '0.0.0.0' })).toBe(verdict);
    expect(inspector({ host }, { host: '::' })).toBe(verdict);
  });

  it.each([
    ['desk.example', 'desk.example:9000', 'allowed'],
    ['192.168.1.5', '192.168.1.5:9000', 'allowed'],
    ['192.168.1.5', '192.168.1.6:9000', 'refused'],
    ['fd00::1', '[fd00::1]:9000', 'allowed'],
  ])('when it listens on %s, %s is %s', (bound, host, verdict) => {
    expect(inspector({ host }, { host: bound })).toBe(verdict);
  });

  it('may be missing, as no browser leaves it out', () => {
    expect([owner({}), inspector({})]).toEqual(['allowed', 'allowed']);
  });
});

describe('the page that asks', () => {
  it.each([
    [here, 'http://127.0.0.1:9000', 'allowed', 'allowed'],
    ['LOCALHOST:9000', 'http://localhost:9000', 'allowed', 'allowed'],
    ['127.0.0.1:80', 'http://127.0.0.1', 'allowed', 'allowed'],
    ['[::1]:9000', 'http://[::1]:9000', 'allowed', 'allowed'],
    // The Emulator UI, and whatever else a developer serves.
    [here, 'http://127.0.0.1:4000', 'allowed', 'refused'],
    [here, 'http://localhost:9000', 'allowed', 'refused'],
    [here, 'https://localhost:5173', 'allowed', 'refused'],
    [here, 'http://[::1]:5173', 'allowed', 'refused'],
    [here, 'http://app.localhost:5173', 'allowed', 'refused'],
    [here, 'https://127.0.0.1:9000', 'allowed', 'refused'],
    [here, 'https://evil.example', 'refused', 'refused'],
    [here, 'http://127.0.0.1.evil.example', 'refused', 'refused'],
    [here, 'http://localhost.evil.example:9000', 'refused', 'refused'],
    [here, 'http://127.0.0.1:9000@evil.example', 'refused', 'refused'],
    [here, 'http://192.168.1.5:5173', 'refused', 'refused'],
    // A sandboxed frame, or a file.
    [here, 'null', 'refused', 'refused'],
    [here, '', 'refused', 'refused'],
    [here, 'chrome-extension://abcdef', 'refused', 'refused'],
    [here, 'localhost', 'refused', 'refused'],
    [here, 'constructor', 'refused', 'refused'],
  ] as const)(
    '%s asked by %j: for an owner %s, for the inspector %s',
    (host, origin, ofOwner, ofInspector) => {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        expect([owner({ host, origin }, { method }), inspector({ host, origin }, { method })]).toEqual([
          ofOwner,
          ofInspector,
        ]);
      }
    },
  );

  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, 'allowed', 'allowed'],
    [{ 'sec-fetch-site': 'none' }, 'allowed', 'allowed'],
    [{ 'sec-fetch-site': 'same-site' }, 'allowed', 'refused'],
    [{ 'sec-fetch-site': 'cross-site' }, 'refused', 'refused'],
    [{ 'sec-fetch-site': 'cross-site', referer: 'http://localhost:5173/' }, 'allowed', 'refused'],
    [{ 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/' }, 'refused', 'refused'],
    [{ referer: 'https://evil.example/' }, 'refused', 'allowed'],
    // A link is followed to a page that the one before cannot look into; a frame or a script is another matter.
    [
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      'allowed',
      'allowed',
    ],
    [
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      'refused',
      'refused',
    ],
    [
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
      'refused',
      'refused',
    ],
  ] as const)(
    'that is not named, with %j: for an owner %s, for the inspector %s',
    (headers, ofOwner, ofInspector) => {
      expect([owner({ host: here, ...headers }), inspector({ host: here, ...headers })]).toEqual([
        ofOwner,
        ofInspector,
      ]);
    },
  );

  it('is no mere visitor when it sends a form', () => {
    const headers = {
      host: here,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect([owner(headers, { method: 'POST' }), inspector(headers, { method: 'POST' })]).toEqual([
      'refused',
      'refused',
    ]);
  });

  it.each([
    ['on the same machine of the network', '192.168.1.5:9000', 'http://192.168.1.5:5173', 'allowed'],
    ['on another machine', '192.168.1.5:9000', 'http://192.168.1.6:5173', 'refused'],
    ['on this machine', '192.168.1.5:9000', 'http://localhost:5173', 'allowed'],
  ] as const)('and is %s, when all addresses are listened on', (_where, host, origin, verdict) => {
    expect(owner({ host, origin }, { host: '0.0.0.0' })).toBe(verdict);
  });
});

describe('an allowed origin', () => {
  const allowedOrigins = ['http://desk.example:5173/', 'HTTPS://Tunnel.example'];

  it.each([
    ['desk.example:9000', 'http://desk.example:5173', 'allowed'],
    ['desk.example:9000', undefined, 'allowed'],
    [here, 'https://tunnel.example', 'allowed'],
    [here, 'http://tunnel.example', 'refused'],
    [here, 'https://tunnel.example:444', 'refused'],
    ['other.example', undefined, 'refused'],
  ] as const)('lets %s asked by %s be %s', (host, origin, verdict) => {
    const headers = origin === undefined ? { host } : { host, origin };
    expect(owner(headers, { allowedOrigins })).toBe(verdict);
    expect(inspector(headers, { allowedOrigins })).toBe(verdict);
  });

  it.each(['desk.example', '*', 'http://desk.example/path', 'null', 'ftp://desk.example', ''])(
    'is not %j',
    (text) => {
      expect(() => trustOf({ host: '127.0.0.1', allowedOrigins: [text] })).toThrow(/Invalid allowed origin/);
    },
  );
});

describe('a refusal', () => {
  it('says what to start the emulator with', () => {
    const { refusalOfOwner } = trustOf({ host: '127.0.0.1', allowedOrigins: [] });
    expect(
      refusalOfOwner({ method: 'GET', headers: { host: here, origin: 'http://desk.example:5173' } }),
    ).toMatch(/--allow-origin http:\/\/desk\.example:5173;/);
    expect(refusalOfOwner({ method: 'GET', headers: { host: 'desk.example:9000' } })).toMatch(
      /--allow-origin http:\/\/desk\.example:9000\.$/,
    );
  });

  it('repeats no more of a header than fits in a line', () => {
    const { refusalOfOwner } = trustOf({ host: '127.0.0.1', allowedOrigins: [] });
    const origin = `http://evil.example/"\u001b[31m${'x'.repeat(10_000)}`;
    const text = refusalOfOwner({ method: 'GET', headers: { host: here, origin } }) ?? '';
    expect(text.length).toBeLessThan(500);
    expect(text).not.toContain('\u001b');
  });
});
