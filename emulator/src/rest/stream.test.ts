import { afterEach, describe, expect, it, vi } from 'vitest';
import { Databases } from '../engine/databases.ts';
import { defaultLimits } from '../limits.ts';
import type { RestResponse } from './response.ts';
import { ask, databasesWith, tokenOf } from './restTesting.ts';
import { isStreamRequest, openStream } from './stream.ts';

/** An open stream and what it has said so far. */
const open = (databases: Databases, path: string, headers: Readonly<Record<string, string>> = {}) => {
  const events: unknown[] = [];
  let isOver = false;
  const url = `${path}${path.includes('?') ? '&' : '?'}ns=demo`;
  const opened = openStream({ method: 'GET', url, headers, body: '' }, databases, {
    send: (text) => {
      const [, event, data] = /^event: (\S+)\ndata: (.*)\n\n$/.exec(text) ?? [];
      events.push([event, JSON.parse(data ?? '')]);
    },
    end: () => {
      isOver = true;
    },
  });
  return { opened, events, isOver: () => isOver };
};

const put = (path: string, data: unknown): unknown => ['put', { path, data }];
const patch = (path: string, data: unknown): unknown => ['patch', { path, data }];

describe('openStream', () => {
  it.each([
    ['an object', '/a.json', { b: 1 }],
    ['nothing', '/nothing.json', null],
    ['an empty text', '/empty.json', ''],
    ['a list', '/list.json', ['x', 'y']],
    ['a value without its priority', '/ranked.json', 1],
    ['a value with its priority', '/ranked.json?format=export', { '.value': 1, '.priority': 2 }],
    ['a window', '/list.json?orderBy="$key"&limitToFirst=1', ['x']],
    ['no match', '/a.json?orderBy="$key"&equalTo="x"', null],
  ])('begins with %s', (_what, path, data) => {
    const databases = databasesWith({
      data: { a: { b: 1 }, empty: '', list: ['x', 'y'], ranked: { '.value': 1, '.priority': 2 } },
    });
    expect(open(databases, path).events).toEqual([put('/', data)]);
  });

  it('tells of changes at, below and above, and of no others', () => {
    const databases = databasesWith({ data: { a: { b: { c: 1, kept: 1 } } } });
    const { events } = open(databases, '/a/b.json');
    ask(databases, 'PUT /a/b/c.json', { body: 2 });
    ask(databases, 'PUT /a/b/__proto__.json', { body: ['x', 'y'] });
    ask(databases, 'PUT /a/z.json', { body: 2 });
    ask(databases, 'PUT /a/b.json', { body: 'leaf' });
    ask(databases, 'PUT /.json', { body: null });
    expect(events).toEqual([
      put('/', { c: 1, kept: 1 }),
      put('/c', 2),
      put('/__proto__', ['x', 'y']),
      put('/', 'leaf'),
      put('/', null),
    ]);
  });

  it('tells of an update in one event', () => {
    const databases = databasesWith({ data: { a: { x: 1, y: { z: 1, kept: 1 }, kept: 1 } } });
    const { events } = open(databases, '/a.json');
    ask(databases, 'PATCH /a.json', { body: { x: 2, 'y/z': null, w: ['p'] } });
    expect(events.slice(1)).toEqual([patch('/', { x: 2, 'y/z': null, w: ['p'] })]);
  });

  it.each([
    ['a set here', 'PUT /a/b.json', { x: 1, y: { z: 9 } }, put('/', { x: 1, y: { z: 9 } })],
    ['a set below, whole', 'PUT /a/b/y.json', { z: 1, w: 2 }, put('/y', { z: 1, w: 2 })],
    ['a set above', 'PUT /a.json', { b: 5 }, put('/', 5)],
    ['a deletion below', 'DELETE /a/b/y/z.json', undefined, put('/y/z', null)],
    ['a deletion above', 'DELETE /.json', undefined, put('/', null)],
    ['an update of one child', 'PATCH /a/b.json', { x: 2 }, patch('/', { x: 2 })],
    ['an update of all there is', 'PATCH /a/b.json', { x: 2, y: 3 }, patch('/', { x: 2, y: 3 })],
    ['an update below', 'PATCH /a/b/y.json', { z: 2, 'w/v': null }, patch('/y', { z: 2, 'w/v': null })],
    ['an update above', 'PATCH /.json', { 'a/b/x': 2, 'a/b/y/z': 3, c: 4 }, patch('/', { x: 2, 'y/z': 3 })],
    ['an update above of the whole', 'PATCH /.json', { 'a/b': 2, c: 4 }, put('/', 2)],
    ['an update above of more', 'PATCH /.json', { a: { b: 3 } }, put('/', 3)],
    [
      'an update with a priority',
      'PATCH /a/b.json',
      { x: 2, '.priority': 1 },
      put('/', { x: 2, y: { z: 1 } }),
    ],
    ['a name that objects have', 'PATCH /a/b.json', { ['__proto__']: 2 }, patch('/', { ['__proto__']: 2 })],
  ])('tells of %s as it was written', (_what, line, body, event) => {
    const databases = databasesWith({ data: { a: { b: { x: 1, y: { z: 1 } } } } });
    const { events } = open(databases, '/a/b.json');
    ask(databases, line, { body });
    expect(events.slice(1)).toEqual([event]);
  });

  it.each([
    ['the same value', 'PUT /a/b/x.json', 1],
    ['the same values', 'PATCH /.json', { 'a/b/x': 1, c: null }],
    ['a priority', 'PUT /a/b/.priority.json', 1],
    ['a place beside', 'PATCH /a.json', { c: 1 }],
  ])('says nothing of %s', (_what, line, body) => {
    const databases = databasesWith({ data: { a: { b: { x: 1 } } } });
    const { events } = open(databases, '/a/b.json');
    ask(databases, line, { body });
    expect(events).toHaveLength(1);
  });

  it.each([
    ['not in the plain form', '/a.json', [put('/x/v', 2)]],
    [
      'in the form that has them',
      '/a.json?format=export',
      [put('/x/.priority', 5), patch('/', { 'x/.priority': 6, 'y/.priority': 6 }), put('/x/v', 2)],
    ],
  ])('tells of priorities %s', (_what, path, changes) => {
    const databases = databasesWith({ data: { a: { x: { v: 1, w: 1 }, y: { v: 1 }, kept: 1 } } });
    const { events } = open(databases, path);
    ask(databases, 'PUT /a/x/.priority.json', { body: 5 });
    ask(databases, 'PATCH /a.json', { body: { 'x/.priority': 6, 'y/.priority': 6 } });
    ask(databases, 'PUT /a/x/v.json', { body: 2 });
    expect(events.slice(1)).toEqual(changes);
  });

  it('moves a window', () => {
    const databases = databasesWith({ data: { a: { k1: 1, k2: 2 } } });
    const { events } = open(databases, '/a.json?orderBy="$key"&limitToLast=2');
    ask(databases, 'PUT /a/k3.json', { body: 3 });
    expect(events.slice(1)).toEqual([patch('/', { k1: null, k3: 3 })]);
  });

  it('is cancelled when reading is no longer allowed', () => {
    const databases = databasesWith({ data: { a: 1 } });
    const { events, isOver } = open(databases, '/a.json');
    ask(databases, 'PUT /.settings/rules.json', { text: '{"rules":{}}' });
    ask(databases, 'PUT /a.json', { body: 2 });
    expect([events, isOver()]).toEqual([[put('/', 1), ['cancel', null]], true]);
  });

  it.each([
    ['is by key without an order, as REST is', 'query.orderByKey == true', false],
    ['is not by priority', 'query.orderByPriority == true', true],
  ])('%s', (_what, rule, isRefused) => {
    const { opened } = open(databasesWith({ rules: { '.read': rule } }), '/a.json');
    expect('status' in opened).toBe(isRefused);
  });

  it('says nothing once closed', () => {
    const databases = databasesWith();
    const { opened, events } = open(databases, '/a.json');
    (opened as { close(): void }).close();
    ask(databases, 'PUT /a.json', { body: 2 });
    expect(events).toEqual([put('/', null)]);
  });

  it.each([
    ['a place that may not be read', '/a.json', 401],
    ['garbage as a credential', '/a.json?auth=x', 401],
    ['a bad path', '/a.b.json', 400],
    ['a bad query', '/a.json?limitToFirst=1', 400],
    ['a bad escape', '/%zz.json', 400],
    ['no .json', '/a', 400],
  ])('refuses %s', (_what, path, status) => {
    const { opened, events } = open(databasesWith({ rules: {} }), path);
    expect([(opened as RestResponse).status, events]).toEqual([status, []]);
  });
});

const dayMs = 24 * 60 * 60 * 1000;

/** For somebody whose token lasts so long, at a time that stands still until it is moved. */
const openFor = (lifeMs: number, enforceTokenExpiry: boolean) => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  const clock = { now: () => Date.now() };
  const databases = new Databases({ clock, limits: defaultLimits, log: () => {}, enforceTokenExpiry });
  const iat = Date.now() / 1000;
  const token = tokenOf({ iat, exp: iat + lifeMs / 1000, sub: 'ana' });
  return { databases, ...open(databases, `/a.json?auth=${token}`) };
};

describe('a stream of somebody whose token ends', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([60_000, 40 * dayMs])('is told so and ends after %i ms', (lifeMs) => {
    const { databases, events, isOver } = openFor(lifeMs, true);
    vi.advanceTimersByTime(lifeMs - 1);
    expect([events, isOver()]).toEqual([[put('/', null)], false]);
    vi.advanceTimersByTime(1);
    ask(databases, 'PUT /a.json', { body: 2 });
    expect([events, isOver()]).toEqual([
      [put('/', null), ['auth_revoked', 'credential is no longer valid']],
      true,
    ]);
  });

  it('hears nothing of it where tokens do not end, or once it has gone', () => {
    const lasting = openFor(60_000, false);
    vi.advanceTimersByTime(dayMs);
    expect(lasting.events).toEqual([put('/', null)]);
    const gone = openFor(60_000, true);
    (gone.opened as { close(): void }).close();
    vi.advanceTimersByTime(dayMs);
    expect(gone.events).toEqual([put('/', null)]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('isStreamRequest', () => {
  it.each([
    ['GET', 'text/event-stream', true],
    ['GET', 'application/json, text/event-stream;q=0.9', true],
    ['PUT', 'text/event-stream', false],
    ['GET', 'application/json', false],
    ['GET', undefined, false],
  ])('%s that accepts %s: %s', (method, accept, isStream) => {
    const headers = accept === undefined ? {} : { accept };
    expect(isStreamRequest({ method, headers })).toBe(isStream);
  });
});
