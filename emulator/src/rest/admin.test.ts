import { describe, expect, it } from 'vitest';
import { handle } from './handle.ts';
import { ana, ask, databasesWith, owner } from './restTesting.ts';

describe('settings', () => {
  const commented = '{\n  // mine\n  "rules": {".read": "auth != null",},\n}';

  it('gives rules back as they came, or as strict JSON', () => {
    const databases = databasesWith();
    const put = ask(databases, 'PUT /.settings/rules.json', { text: commented });
    expect([put.status, put.body]).toEqual([200, '{"status":"ok"}']);
    expect(ask(databases, 'GET /.settings/rules.json').body).toBe(commented);
    const strict = JSON.parse(ask(databases, 'GET /.settings/rules.json?format=strict').body) as unknown;
    expect(strict).toEqual({ rules: { '.read': 'auth != null' } });
    expect(ask(databases, 'GET /.json', { headers: {} }).status).toBe(401);
  });

  it('says what is wrong with rules and keeps the old ones', () => {
    const databases = databasesWith();
    const text = '{\n  "rules": {\n    ".read": "tr"\n  }\n}';
    const { status, body } = ask(databases, 'PUT /.settings/rules.json', { text });
    expect([status, body]).toEqual([400, '{\n  "error" : "3:15: Unknown variable \'tr\'.\\n"\n}\n']);
    expect(ask(databases, 'GET /.json', { headers: {} }).status).toBe(200);
  });

  it.each([
    ['right ones', commented, 200],
    ['wrong ones', '{}', 400],
  ])('only tries %s in a dry run', (_what, text, status) => {
    const databases = databasesWith();
    expect(ask(databases, 'PUT /.settings/rules.json?dryRun=true', { text }).status).toBe(status);
    expect(ask(databases, 'GET /.settings/rules.json').body).not.toBe(text);
  });

  it.each([
    ['bytes that are not text', Buffer.from([0xff]), {}],
    ['more than it may be', commented, { rulesBytes: 10 }],
    ['nothing', '', {}],
  ])('refuses rules that are %s', (_what, text, limits) => {
    expect(ask(databasesWith({ limits }), 'PUT /.settings/rules.json', { text }).status).toBe(400);
  });

  it('takes rules from who can only POST', () => {
    const databases = databasesWith();
    const headers = { ...owner, 'x-http-method-override': 'put' };
    expect(ask(databases, 'POST /.settings/rules.json', { text: commented, headers }).status).toBe(200);
    expect(ask(databases, 'POST /.settings/rules.json?x-http-method-override=GET').body).toBe(commented);
    expect(ask(databases, 'POST /.settings/rules.json', { text: commented }).status).toBe(405);
  });

  it('keeps rules of each namespace', () => {
    const databases = databasesWith();
    ask(databases, 'PUT /.settings/rules.json?ns=one', { text: commented });
    expect(ask(databases, 'GET /.json?ns=two', { headers: {} }).status).toBe(200);
  });

  const trigger = {
    name: 'projects/demo-x/locations/us-central1/triggers/us-central1-f-0',
    path: 'a/{id}',
    event: 'google.firebase.database.ref.v1.written',
    topic: 'projects/demo-x/topics/us-central1-f-0',
    namespacePattern: '*',
  };

  it.each([
    ['POST', trigger],
    ['PUT', [trigger, { ...trigger, topic: 'projects/demo-x/topics/us-central1-g-0' }]],
  ])('%ss function triggers', (method, body) => {
    const databases = databasesWith();
    const response = ask(databases, `${method} /.settings/functionTriggers.json`, { body });
    expect([response.status, response.body]).toEqual([200, '{}']);
    expect(databases.triggers.in('demo')).toHaveLength(Array.isArray(body) ? 2 : 1);
  });

  it('binds a v1 function to the namespace of its registration, or to the default one', () => {
    const databases = databasesWith();
    const legacy = { ...trigger, event: 'providers/google.firebase.database/eventTypes/ref.write' };
    const headers = { ...owner, host: 'localhost' };
    handle(
      { method: 'POST', url: '/.settings/functionTriggers.json', headers, body: JSON.stringify(legacy) },
      databases,
    );
    expect([databases.triggers.in('fake-server').length, databases.triggers.in('demo').length]).toEqual([
      1, 0,
    ]);
  });

  it.each([
    ['no JSON', { text: '{' }],
    ['null', { body: null }],
    ['a list with a bad one', { body: [trigger, {}] }],
  ])('refuses %s as a trigger', (_what, options) => {
    expect(ask(databasesWith(), 'POST /.settings/functionTriggers.json', options).status).toBe(400);
  });

  it('lists databases for everyone and opens none', () => {
    const databases = databasesWith();
    ask(databases, 'GET /.json?ns=one');
    ask(databases, 'GET /.json?ns=two');
    const { status, body } = ask(databases, 'GET /.inspect/databases.json?ns=any', { headers: {} });
    expect([status, JSON.parse(body)]).toEqual([200, [{ name: 'one' }, { name: 'two' }]]);
  });

  it('explains the last denials to the owner', () => {
    const databases = databasesWith({ rules: { a: { '.read': "auth.uid == 'ana'" } } });
    ask(databases, 'GET /a.json', { headers: {} });
    const denials = JSON.parse(ask(databases, 'GET /.inspect/denials.json').body) as unknown;
    expect(denials).toMatchObject([
      {
        operation: 'read',
        paths: ['/a'],
        auth: 'null',
        explanation: { steps: [{ rulePath: '/a', kind: '.read', outcome: 'false' }] },
      },
    ]);
  });

  it('tells whoever asks what the rules came to, until there are others', () => {
    const databases = databasesWith({ rules: { a: { '.read': "auth.uid == 'ana'" } } });
    const values = () => {
      const { status, body } = ask(databases, 'GET /.inspect/coverage.json', { headers: {} });
      const { expressions } = JSON.parse(body) as { expressions: readonly { values: unknown }[] };
      return [status, expressions[0]?.values];
    };
    expect(values()).toEqual([200, []]);
    ask(databases, 'GET /a.json', { headers: {} });
    ask(databases, 'GET /a.json', { headers: { authorization: `Bearer ${ana}` } });
    ask(databases, 'GET /a.json');
    expect(values()).toEqual([
      200,
      [
        { value: true, count: 1 },
        { value: false, count: 1 },
      ],
    ]);
    const page = ask(databases, 'GET /.inspect/coverage', { headers: { 'accept-language': 'fr-FR' } });
    expect([page.status, page.headers['Content-Type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<html lang="fr">');
    expect(ask(databases, 'GET /.inspect/coverage?lang=en').body).toContain('<html lang="en">');
    ask(databases, 'PUT /.settings/rules.json', { body: { rules: { a: { '.read': false } } } });
    expect(values()).toEqual([200, []]);
  });

  it.each([
    ['GET /.settings/rules.json', 401],
    ['PUT /.settings/rules.json', 401],
    ['POST /.settings/functionTriggers.json', 401],
    ['GET /.inspect/denials.json', 401],
    ['POST /a/.upload', 401],
    ['GET /.inspect/databases.json', 200],
  ])('asked by a user, %s is %i', (line, status) => {
    const headers = { authorization: `Bearer ${ana}` };
    expect(ask(databasesWith(), line, { text: '{"rules":{}}', headers }).status).toBe(status);
  });

  it.each([
    ['GET /.settings/constructor', 404],
    ['GET /.settings/nonsense.json', 404],
    ['GET /.inspect/coverage.txt', 404],
    ['DELETE /.settings/rules.json', 405],
    ['GET /.upload', 405],
  ])('answers %s with %i', (line, status) => {
    expect(ask(databasesWith(), line).status).toBe(status);
  });
});
