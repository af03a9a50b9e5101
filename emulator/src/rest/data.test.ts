import { describe, expect, it } from 'vitest';
import type { Databases } from '../engine/databases.ts';
import { ask, databasesWith, errorText, nowMs, owner, stored } from './restTesting.ts';

const tree = {
  people: {
    ana: { age: 30, name: 'Ana' },
    bob: { age: 20, name: 'Bob' },
    cyd: { age: 40, name: 'Cyd' },
  },
  list: ['a', 'b', 'c'],
  leaf: 5,
  ranked: { '.value': 1, '.priority': 7 },
};

const etagOf = (databases: Databases, path: string): string =>
  ask(databases, `GET ${path}`, { headers: { ...owner, 'x-firebase-etag': 'true' } }).headers['ETag'] ?? '';

describe('reading', () => {
  it.each([
    ['an object', '/people/ana.json', { age: 30, name: 'Ana' }],
    ['the same with a slash', '/people/ana/.json', { age: 30, name: 'Ana' }],
    ['a leaf', '/leaf.json', 5],
    ['nothing', '/nothing.json', null],
    ['below a leaf', '/leaf/x.json', null],
    ['an array', '/list.json', ['a', 'b', 'c']],
    ['a value without its priority', '/ranked.json', 1],
    ['a value with its priority', '/ranked.json?format=export', { '.value': 1, '.priority': 7 }],
    ['a priority', '/ranked/.priority.json', 7],
    ['no priority', '/leaf/.priority.json', null],
    ['keys alone', '/people.json?shallow=true', { ana: true, bob: true, cyd: true }],
    ['the keys of a list, not as a list', '/list.json?shallow=true', { 0: true, 1: true, 2: true }],
    ['a leaf, shallow', '/leaf.json?shallow=true', 5],
    ['nothing, shallow', '/nothing.json?shallow=true', null],
    ['a leaf, as an export asks whether there is anything', '/leaf.json?shallow=true&limitToFirst=1', 5],
    ['no more of a leaf, page by page', '/leaf.json?shallow=true&limitToFirst=1&startAfter=5', null],
    ['the first key, as an export asks', '/people.json?shallow=true&limitToFirst=1', { ana: true }],
    [
      'a page of keys, as the UI asks',
      '/people.json?shallow=true&limitToFirst=1&startAfter=ana',
      { bob: true },
    ],
    ['a range of keys', '/people.json?orderBy="$key"&startAt="b"&endAt="c"', { bob: tree.people.bob }],
    ['a limit', '/people.json?orderBy="$key"&limitToLast=1', { cyd: tree.people.cyd }],
    [
      'a range of a child',
      '/people.json?orderBy="age"&startAt=30',
      { ana: tree.people.ana, cyd: tree.people.cyd },
    ],
    ['one value', '/people.json?orderBy="age"&equalTo=20', { bob: tree.people.bob }],
    ['no match', '/people.json?orderBy="age"&equalTo=99', {}],
    ['no match where nothing is', '/nothing.json?orderBy="$key"&equalTo="x"', null],
    ['a range of a leaf', '/leaf.json?orderBy="$key"&equalTo="x"', null],
    [
      'with parameters that mean nothing here',
      '/leaf.json?timeout=3s&ac=x&writeSizeLimit=tiny&nonsense=1',
      5,
    ],
  ])('gives %s', (_what, path, value) => {
    const databases = databasesWith({ data: tree, rules: { '.read': true, people: { '.indexOn': 'age' } } });
    const { status, headers, body } = ask(databases, `GET ${path}`);
    expect([status, headers['Content-Type'], JSON.parse(body)]).toEqual([
      200,
      'application/json; charset=utf-8',
      value,
    ]);
  });

  it('prints compactly, or prettily when asked', () => {
    const databases = databasesWith({ data: { a: { b: 1 } } });
    expect(ask(databases, 'GET /.json').body).toBe('{"a":{"b":1}}');
    expect(ask(databases, 'GET /.json?print=pretty').body).toBe('{\n  "a" : {\n    "b" : 1\n  }\n}\n');
    expect(ask(databases, 'GET /.json?print=silent')).toMatchObject({ status: 204, body: '' });
  });

  it('keeps keys such as __proto__', () => {
    const databases = databasesWith();
    const text = '{"__proto__":{"constructor":1},"toString":2}';
    expect(ask(databases, 'PUT /.json', { text })).toMatchObject({ status: 200, body: text });
    expect(ask(databases, 'GET /.json').body).toBe(text);
    expect(ask(databases, 'GET /__proto__.json').body).toBe('{"constructor":1}');
    expect(ask(databases, 'GET /.json?shallow=true').body).toBe('{"__proto__":true,"toString":true}');
    expect(ask(databases, 'GET /constructor.json').body).toBe('null');
  });

  it('calls back only functions', () => {
    const databases = databasesWith({ data: { a: 'x\u2028y' } });
    const { headers, body } = ask(databases, 'GET /a.json?callback=app.on_data$1');
    expect([headers['Content-Type'], body]).toEqual([
      'application/javascript; charset=utf-8',
      'app.on_data$1("x\\u2028y");',
    ]);
    for (const callback of ['alert(1)//', '', 'a..b', '1a', 'a-b', 'x'.repeat(65), '<script>']) {
      expect(ask(databases, `GET /a.json?callback=${encodeURIComponent(callback)}`).status).toBe(400);
    }
  });

  it('names a download without letting it write headers', () => {
    const name = encodeURIComponent('a"b\r\nX-Evil: 1.json');
    const { headers } = ask(databasesWith(), `GET /.json?download=${name}`);
    expect(headers['Content-Disposition']).toBe('attachment; filename="a_b__X-Evil_ 1.json"');
  });
});

describe('writing', () => {
  it.each([
    [
      'PUT',
      '/a/b.json',
      { x: [1, null, 2] },
      { x: [1, null, 2] },
      { a: { b: { x: { 0: 1, 2: 2 } } }, old: { p: 1, q: 2 } },
    ],
    ['PUT', '/old.json', 5, 5, { old: 5 }],
    ['PUT', '/old.json', null, null, null],
    ['PUT', '/old/p.json', { '.sv': 'timestamp' }, nowMs, { old: { p: nowMs, q: 2 } }],
    ['PUT', '/old/p/.priority.json', 9, 9, { old: { p: { '.value': 1, '.priority': 9 }, q: 2 } }],
    ['PATCH', '/old.json', { p: null, 'r/s': 3 }, { p: null, 'r/s': 3 }, { old: { q: 2, r: { s: 3 } } }],
    ['PATCH', '/old.json', { p: { '.sv': { increment: 4 } } }, { p: 5 }, { old: { p: 5, q: 2 } }],
    ['PATCH', '/old.json', null, null, null],
    ['PATCH', '/old.json', { '.value': 6, '.priority': 1 }, 6, { old: { '.value': 6, '.priority': 1 } }],
    ['PATCH', '/.json', {}, {}, { old: { p: 1, q: 2 } }],
    ['DELETE', '/old/p.json', undefined, null, { old: { q: 2 } }],
    ['DELETE', '/.json', undefined, null, null],
  ])('%s %s of %j answers %j', (method, path, body, answer, after) => {
    const databases = databasesWith({ data: { old: { p: 1, q: 2 } } });
    const response = ask(databases, `${method} ${path}`, { body });
    expect([response.status, JSON.parse(response.body)]).toEqual([200, answer]);
    expect(stored(databases)).toEqual(after);
  });

  it('pushes children in order and names them', () => {
    const databases = databasesWith();
    const names = ['x', 'y', 'z'].map((value) => {
      const { status, body } = ask(databases, 'POST /list.json', { body: value });
      expect(status).toBe(200);
      return (JSON.parse(body) as { name: string }).name;
    });
    expect(names.every((name) => /^[-\w]{20}$/.test(name))).toBe(true);
    expect(Object.entries((stored(databases) as { list: object }).list)).toEqual([
      [names[0], 'x'],
      [names[1], 'y'],
      [names[2], 'z'],
    ]);
  });

  it.each(['PUT', 'POST', 'PATCH', 'DELETE'])('%s can be silent', (method) => {
    const response = ask(databasesWith({ data: { a: 1 } }), `${method} /a.json?print=silent`, {
      body: { x: 1 },
    });
    expect(response).toMatchObject({ status: 204, body: '' });
  });

  it.each([
    ['a header', 'POST /a.json', { 'x-http-method-override': 'PUT' }],
    ['a parameter', 'POST /a.json?x-http-method-override=put', {}],
  ])('takes another method from %s of a POST', (_what, line, headers) => {
    const databases = databasesWith();
    ask(databases, line, { body: 1, headers: { ...owner, ...headers } });
    expect(stored(databases)).toEqual({ a: 1 });
  });

  it('takes the method of anything but a POST as it is', () => {
    const databases = databasesWith({ data: { a: 1 } });
    ask(databases, 'GET /a.json', { headers: { ...owner, 'x-http-method-override': 'DELETE' } });
    expect(stored(databases)).toEqual({ a: 1 });
  });

  it('keeps functions out of it when asked', () => {
    const databases = databasesWith();
    const seen: boolean[] = [];
    databases.onCommit((_database, { triggersDisabled }) => seen.push(triggersDisabled));
    ask(databases, 'PUT /a.json?disableTriggers=true&writeSizeLimit=unlimited', { body: 1 });
    ask(databases, 'PATCH /.json', { body: { a: 2 } });
    expect(seen).toEqual([true, false]);
  });

  it('goes through export and back with every priority', () => {
    const data = {
      a: { '.value': 1, '.priority': 'p' },
      b: { c: { d: true }, '.priority': 3 },
      list: [1, null, 3],
    };
    const databases = databasesWith({ data });
    const exported = ask(databases, 'GET /.json?format=export').body;
    ask(databases, 'PUT /.json?ns=copy&disableTriggers=true', { text: exported });
    expect(stored(databases, 'copy')).toEqual(stored(databases));
  });
});

describe('conditions', () => {
  it('gives an ETag when asked, and one of nothing', () => {
    const databases = databasesWith({ data: { a: 10 } });
    expect(etagOf(databases, '/a.json')).toBe('+r5aI9HvKKagELki8SYKBk0q7D4=');
    expect(etagOf(databases, '/b.json')).toBe('null_etag');
    expect(ask(databases, 'GET /a.json').headers['ETag']).toBe(undefined);
    const put = ask(databases, 'PUT /b.json', { body: 10, headers: { ...owner, 'x-firebase-etag': 'true' } });
    expect(put.headers['ETag']).toBe(etagOf(databases, '/a.json'));
  });

  it.each([
    ['PUT', 2, { a: 2, b: 1 }],
    ['DELETE', undefined, { b: 1 }],
  ])('%ss while the value is the one known, and otherwise tells which it is', (method, body, after) => {
    const databases = databasesWith({ data: { a: 1, b: 1 } });
    const known = etagOf(databases, '/a.json');
    expect(
      ask(databases, `${method} /a.json`, { body, headers: { ...owner, 'if-match': 'another' } }),
    ).toEqual(
      expect.objectContaining({ status: 412, body: '1', headers: expect.objectContaining({ ETag: known }) }),
    );
    const { status, headers } = ask(databases, `${method} /a.json`, {
      body,
      headers: { ...owner, 'if-match': known },
    });
    expect([status, headers['ETag']]).toEqual([200, etagOf(databases, '/a.json')]);
    expect(stored(databases)).toEqual(after);
  });

  it('creates only where nothing is', () => {
    const databases = databasesWith({ data: { a: 1 } });
    const headers = { ...owner, 'if-match': 'null_etag' };
    expect(ask(databases, 'PUT /a.json', { body: 2, headers }).status).toBe(412);
    expect(ask(databases, 'PUT /b.json', { body: 2, headers }).status).toBe(200);
    expect(stored(databases)).toEqual({ a: 1, b: 2 });
  });

  it('tells nothing to who may not read', () => {
    const databases = databasesWith({ data: { a: 'secret' }, rules: { '.write': true } });
    const response = ask(databases, 'PUT /a.json', { body: 2, headers: { 'if-match': 'x' } });
    expect(response).toMatchObject({ status: 401, body: errorText('Permission denied') });
  });

  it('gives a value only when it is another', () => {
    const databases = databasesWith({ data: { a: 1 } });
    const known = etagOf(databases, '/a.json');
    const again = ask(databases, 'GET /a.json', { headers: { ...owner, 'if-none-match': known } });
    expect(again).toMatchObject({ status: 304, body: '', headers: { ETag: known } });
    ask(databases, 'PUT /a/.priority.json', { body: 1 });
    const changed = ask(databases, 'GET /a.json', { headers: { ...owner, 'if-none-match': known } });
    expect(changed).toMatchObject({ status: 200, body: '1' });
    expect(changed.headers['ETag']).not.toBe(known);
  });

  it.each([
    ['PATCH /a.json', /if-match is for PUT and DELETE, not for PATCH/],
    ['POST /a.json', /not for POST/],
    ['GET /a.json', /not for GET/],
    ['PUT /a.json?print=silent', /print=silent/],
    ['PUT /a.json?orderBy="x"', /query parameter orderBy/],
    ['DELETE /a.json?shallow=true', /query parameter shallow/],
  ])('refuses if-match on %s', (line, problem) => {
    const response = ask(databasesWith(), line, { body: {}, headers: { ...owner, 'if-match': 'x' } });
    expect([response.status, response.body]).toEqual([400, expect.stringMatching(problem)]);
  });
});
