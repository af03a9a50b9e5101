import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QuerySpec, wholeNode } from '../tree/query.ts';
import {
  listenReply,
  parseMessage,
  printError,
  printHello,
  printPong,
  printReply,
  printRevoked,
  readMessage,
} from './message.ts';

const request = (action: unknown, body: unknown, number: unknown = 7): string =>
  JSON.stringify({ t: 'd', d: { r: number, a: action, b: body } });
const read = (action: unknown, body: unknown): unknown => parseMessage(request(action, body));

const lastTwo: QuerySpec = { index: { kind: 'priority' }, limit: { count: 2, from: 'right' } };

describe('parseMessage', () => {
  it.each([
    [
      'a listen',
      'q',
      { p: '/a/b', h: '' },
      { action: 'listen', path: ['a', 'b'], query: wholeNode, hash: '' },
    ],
    ['a listen of old', 'l', { p: 'a' }, { action: 'listen', path: ['a'], query: wholeNode }],
    [
      'a filtered listen',
      'q',
      { p: '/', q: { l: 2, vf: 'r' }, t: 1, h: 'x' },
      { action: 'listen', path: [], query: lastTwo, tag: 1, hash: 'x' },
    ],
    [
      'a listen with a compound hash',
      'q',
      { p: '', h: 'x', ch: { hs: [''], ps: [] } },
      { action: 'listen', path: [], query: wholeNode, hash: 'x' },
    ],
    [
      'an unlisten',
      'n',
      { p: '/a', q: { l: 2, vf: 'r' }, t: 1 },
      { action: 'unlisten', path: ['a'], query: lastTwo, tag: 1 },
    ],
    ['an unlisten of old', 'u', { p: '/a' }, { action: 'unlisten', path: ['a'], query: wholeNode }],
    ['a get with an empty query', 'g', { p: '/a', q: {} }, { action: 'get', path: ['a'], query: wholeNode }],
    ['a put', 'p', { p: '/a', d: 1 }, { action: 'put', path: ['a'], value: 1 }],
    ['a removal', 'p', { p: '/a', d: null }, { action: 'put', path: ['a'], value: null }],
    ['a transaction', 'p', { p: '/a', d: 1, h: '' }, { action: 'put', path: ['a'], value: 1, ifHash: '' }],
    ['a priority', 'p', { p: '/a/.priority', d: 9 }, { action: 'put', path: ['a', '.priority'], value: 9 }],
    ['an update', 'm', { p: '/a', d: { 'b/c': 1 } }, { action: 'merge', path: ['a'], values: { 'b/c': 1 } }],
    ['a write left behind', 'o', { p: '/a', d: 1 }, { action: 'onDisconnectPut', path: ['a'], value: 1 }],
    [
      'an update left behind',
      'om',
      { p: '/a', d: {} },
      { action: 'onDisconnectMerge', path: ['a'], values: {} },
    ],
    ['a cancellation', 'oc', { p: '/a', d: null }, { action: 'onDisconnectCancel', path: ['a'] }],
    ['a token', 'auth', { cred: 'x' }, { action: 'auth', credential: 'x', via: 'auth', noauth: false }],
    [
      'an owner acting as somebody',
      'gauth',
      { cred: 'owner', authvar: { uid: 'bob' } },
      { action: 'auth', credential: 'owner', via: 'gauth', authvar: { uid: 'bob' }, noauth: false },
    ],
    [
      'an owner acting as nobody',
      'gauth',
      { cred: 'owner', noauth: true },
      { action: 'auth', credential: 'owner', via: 'gauth', noauth: true },
    ],
    ['a sign-out', 'unauth', {}, { action: 'unauth' }],
    ['an App Check token', 'appcheck', { token: 'x' }, { action: 'appCheck' }],
    ['the end of App Check as the SDK spells it', 'unappeck', {}, { action: 'appCheck' }],
    ['the end of App Check', 'unappcheck', {}, { action: 'appCheck' }],
    ['statistics', 's', { c: { 'sdk.js.12-0-0': 1 } }, { action: 'stats' }],
    ['a body that is missing where none is needed', 's', undefined, { action: 'stats' }],
    [
      'keys that every object has',
      'p',
      { p: '/constructor/__proto__', d: 1 },
      { action: 'put', path: ['constructor', '__proto__'], value: 1 },
    ],
  ])('reads %s', (_case, action, body, expected) => {
    expect(read(action, body)).toEqual({ kind: 'request', number: 7, request: expected });
  });

  it('takes the number 0 for a number', () => {
    expect(parseMessage(request('s', {}, 0))).toMatchObject({ kind: 'request', number: 0 });
  });

  it.each([
    ['a ping', '{"t":"c","d":{"t":"p","d":{}}}', 'ping'],
    ['a ping without a payload', '{"t":"c","d":{"t":"p"}}', 'ping'],
    ['a switch of transports', '{"t":"c","d":{"t":"a","d":{}}}', 'switchTransport'],
    ['an end of transmission', '{"t":"c","d":{"t":"n","d":{}}}', 'endTransmission'],
  ])('reads %s', (_case, text, kind) => {
    expect(parseMessage(text)).toEqual({ kind });
  });

  it.each([
    ['an unknown action', 'zz', {}, 'Unknown action "zz"'],
    ['an action every object has', 'constructor', {}, 'Unknown action "constructor"'],
    ['no action', undefined, {}, 'Unknown action nothing'],
    ['an action that is an object', {}, {}, 'Unknown action an object'],
    ['a body that is a list', 'p', [], 'The body "b"'],
    ['a body that is text', 'p', 'x', 'The body "b"'],
    ['no path', 'p', { d: 1 }, 'A path "p" must be text, got nothing'],
    ['a path that is a number', 'q', { p: 3 }, 'A path "p" must be text, got 3'],
    ['a key with a dot', 'p', { p: '/a.b', d: 1 }, 'Invalid path'],
    ['33 levels', 'p', { p: '/a'.repeat(33), d: 1 }, 'Invalid path'],
    ['a read of a priority', 'g', { p: '/a/.priority', q: {} }, 'Invalid path'],
    ['a get of what only the client knows', 'g', { p: '/.info/connected', q: {} }, 'Invalid token in path'],
    ['a write without data', 'p', { p: '/a' }, 'A write needs its data'],
    ['an update without data', 'm', { p: '/a' }, 'A write needs its data'],
    ['a write left behind without data', 'o', { p: '/a' }, 'A write needs its data'],
    ['a hash that is a number', 'p', { p: '/a', d: 1, h: 3 }, 'The hash "h"'],
    ['a listen hash that is a number', 'q', { p: '/a', h: 3 }, 'The hash "h"'],
    ['a tag that is text', 'q', { p: '/a', q: {}, t: 'x' }, 'The tag "t"'],
    ['a credential that is missing', 'auth', {}, 'A credential "cred"'],
    ['a credential that is an object', 'gauth', { cred: {} }, 'A credential "cred"'],
  ])('answers %s', (_case, action, body, problem) => {
    expect(read(action, body)).toEqual({
      kind: 'badRequest',
      number: 7,
      problem: expect.stringContaining(problem),
    });
  });

  it.each([[{ l: 0 }], [{ l: 'x' }], [{ sp: {} }], [{ i: 3 }], [[]], ['x']])(
    'answers the query %j',
    (query) => {
      expect(read('q', { p: '/a', q: query, t: 1 })).toMatchObject({ kind: 'badRequest', number: 7 });
    },
  );

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '12345678'],
    ['no content', '{"t":"d"}'],
    ['content that is a list', '{"t":"d","d":[]}'],
    ['an unknown type', '{"t":"x","d":{}}'],
    ['an unknown control message', '{"t":"c","d":{"t":"zz","d":1}}'],
    ['no request number', '{"t":"d","d":{"a":"p","b":{}}}'],
    ['a request number that is text', '{"t":"d","d":{"r":"1","a":"p","b":{}}}'],
    ['100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('reports %s', (_case, text) => {
    expect(parseMessage(text)).toEqual({ kind: 'unreadable', problem: expect.any(String) });
  });

  it('has an answer to any JSON', () => {
    const kinds = ['request', 'badRequest', 'unreadable', 'ping', 'switchTransport', 'endTransmission'];
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(kinds).toContain(readMessage(value).kind);
      }),
    );
  });

  it('has an answer to any body of a known action', () => {
    const action = fc.constantFrom('q', 'n', 'g', 'p', 'm', 'o', 'om', 'oc', 'auth', 'gauth', 's', 'unauth');
    const body = fc.dictionary(fc.constantFrom('p', 'd', 'q', 't', 'h', 'cred', 'authvar'), fc.jsonValue());
    fc.assert(
      fc.property(action, body, (letter, fields) => {
        expect(read(letter, fields)).toMatchObject({ number: 7 });
      }),
    );
  });
});

describe('printing', () => {
  it.each([
    [
      'hello, with its version as text',
      printHello({ nowMs: 1_700_000_000_000, host: '127.0.0.1:9000', sessionId: 'abc' }),
      '{"t":"c","d":{"t":"h","d":{"ts":1700000000000,"v":"5","h":"127.0.0.1:9000","s":"abc"}}}',
    ],
    ['a pong, with its empty payload', printPong(), '{"t":"c","d":{"t":"o","d":null}}'],
    ['an error', printError('no'), '{"t":"c","d":{"t":"e","d":"no"}}'],
    ['a reply', printReply(7, { status: 'ok', data: '' }), '{"t":"d","d":{"r":7,"b":{"s":"ok","d":""}}}'],
    [
      'a reply to a listen without its index',
      printReply(0, listenReply(['no_index'])),
      '{"t":"d","d":{"r":0,"b":{"s":"ok","d":{"w":["no_index"]}}}}',
    ],
    ['a reply to a listen', printReply(7, listenReply([])), '{"t":"d","d":{"r":7,"b":{"s":"ok","d":{}}}}'],
    [
      'a revoked default listen, without queries',
      printRevoked(['a', 'b'], wholeNode),
      '{"t":"d","d":{"a":"c","b":{"p":"a/b"}}}',
    ],
    [
      'a revoked filtered listen, with a list of queries',
      printRevoked([], lastTwo),
      '{"t":"d","d":{"a":"c","b":{"p":"","q":[{"l":2,"vf":"r"}]}}}',
    ],
  ])('says %s', (_case, printed, expected) => {
    expect(JSON.parse(printed)).toEqual(JSON.parse(expected));
  });
});
