import { describe, expect, it } from 'vitest';
import { admin, type Identity, signedOut } from '../auth/identity.ts';
import { fromJson, type Json, toJson } from '../tree/json.ts';
import type { Node } from '../tree/node.ts';
import { formatPath } from '../tree/path.ts';
import type { Commit } from './database.ts';
import { deltaOf } from './delta.ts';
import { printEvent } from './triggerEvent.ts';
import { eventsFor, TriggerRegistry, type TriggerEvent } from './triggers.ts';
import { isWriteProblem, planUpdate } from './write.ts';

const tree = (json: unknown): Node => {
  const node = fromJson(json);
  if ('problem' in node) throw new Error(node.problem);
  return node;
};

const nowMs = Date.parse('2026-01-02T03:04:05.678Z');

/** The commit of an update at the root. */
const update = (stored: unknown, values: object, who: Partial<Commit> = {}): Commit => {
  const before = tree(stored);
  const plan = planUpdate(before, [], values, nowMs);
  if (isWriteProblem(plan)) throw new Error(plan.problem);
  return { before, ...plan, identity: admin, nowMs, triggersDisabled: false, ...who };
};

const key = 'us-central1-f-0';

const legacy = (path: string, verb: string, changes: object = {}): Json => ({
  name: `projects/demo-x/locations/_/functions/${key}`,
  path,
  event: `providers/google.firebase.database/eventTypes/ref.${verb}`,
  topic: `projects/demo-x/topics/${key}`,
  ...changes,
});

const modern = (path: string, verb: string, changes: object = {}): Json => ({
  name: `projects/demo-x/locations/us-central1/triggers/${key}`,
  path,
  event: `google.firebase.database.ref.v1.${verb}`,
  topic: `projects/demo-x/topics/${key}`,
  namespacePattern: '*',
  ...changes,
});

const registry = (...bodies: readonly Json[]): TriggerRegistry => {
  const triggers = new TriggerRegistry(100);
  for (const body of bodies) {
    const result = triggers.register({ namespace: 'demo-x', body });
    if (!result.ok) throw new Error(result.problem);
  }
  return triggers;
};

const eventsOf = (body: Json, commit: Commit, namespace = 'demo-x'): readonly TriggerEvent[] =>
  eventsFor(commit, namespace, registry(body).in(namespace));

const printed = (
  event: TriggerEvent | undefined,
): { readonly contentType: string; readonly json: unknown } => {
  if (event === undefined) throw new Error('there is no event');
  const { contentType, body } = printEvent(event, 'id-1');
  return { contentType, json: JSON.parse(body) as unknown };
};

const essence = ({ path, before, after }: TriggerEvent): object => ({
  path: formatPath(path),
  data: toJson(before, 'trigger'),
  delta: deltaOf(before, after),
});

const namesIn = (triggers: TriggerRegistry, namespace: string): readonly string[] =>
  triggers.in(namespace).map((trigger) => trigger.key);

const generations = [
  ['v1', legacy, '/users/{id}', ['create', 'update', 'delete', 'write']],
  ['v2', modern, 'users/{id}', ['created', 'updated', 'deleted', 'written']],
] as const;

const changes = [
  ['an exact creation', null, { 'users/u': { n: 1 } }, ['create', 'write'], null, { n: 1 }],
  [
    'an exact update',
    { users: { u: { n: 1 } } },
    { 'users/u': { n: 2 } },
    ['update', 'write'],
    { n: 1 },
    { n: 2 },
  ],
  ['an exact deletion', { users: { u: { n: 1 } } }, { 'users/u': null }, ['delete', 'write'], { n: 1 }, null],
  ['an ancestor that creates', null, { users: { u: 1 } }, ['create', 'write'], null, 1],
  [
    'an ancestor that updates',
    { users: { u: 1, w: 1 } },
    { users: { u: 2, w: 1 } },
    ['update', 'write'],
    1,
    2,
  ],
  ['an ancestor that deletes', { users: { u: 1 } }, { users: null }, ['delete', 'write'], 1, null],
  ['a descendant that creates', null, { 'users/u/a/b': 1 }, ['create', 'write'], null, { a: { b: 1 } }],
  [
    'a descendant that updates',
    { users: { u: { a: { b: 1, c: 1 }, d: 1 } } },
    { 'users/u/a/b': 2 },
    ['update', 'write'],
    { a: { b: 1, c: 1 }, d: 1 },
    { a: { b: 2 } },
  ],
  [
    'a descendant that removes a part',
    { users: { u: { a: 1, b: 2 } } },
    { 'users/u/a': null },
    ['update', 'write'],
    { a: 1, b: 2 },
    { a: null },
  ],
  [
    'a descendant that deletes',
    { users: { u: { a: 1 } } },
    { 'users/u/a': null },
    ['delete', 'write'],
    { a: 1 },
    null,
  ],
  [
    'several writes below one location',
    { users: { u: { a: 1, b: 1 } } },
    { 'users/u/a': 2, 'users/u/b': 2, 'other/u': 3 },
    ['update', 'write'],
    { a: 1, b: 1 },
    { a: 2, b: 2 },
  ],
  ['a write that changes nothing', { users: { u: { a: 1 } } }, { 'users/u/a': 1 }, [], null, null],
  ['a write elsewhere', { users: { u: 1 } }, { 'rooms/u': 1 }, [], null, null],
  ['a priority alone', { users: { u: 1 } }, { 'users/u/.priority': 5 }, [], null, null],
] as const;

describe.each(generations)('a %s function', (_name, registration, path, verbs) => {
  describe.each(changes)('hears of %s', (_what, before, values, wanted, data, delta) => {
    it.each(['create', 'update', 'delete', 'write'] as const)('as %s exactly when it is one', (verb) => {
      const own = verbs.find((name) => name.startsWith(verb.slice(0, 4))) ?? '';
      const events = eventsOf(registration(path, own), update(before, values));
      const isWanted = (wanted as readonly string[]).includes(verb);
      expect(events.map(essence)).toEqual(isWanted ? [{ path: 'users/u', data, delta }] : []);
    });
  });

  it('hears of each location of one multi-path update', () => {
    const commit = update({ users: { a: 1 } }, { 'users/a': 2, 'users/b': 3, 'users/constructor': 4 });
    const events = eventsOf(registration(path, verbs[3]), commit);
    expect(events.map((event) => formatPath(event.path))).toEqual([
      'users/a',
      'users/b',
      'users/constructor',
    ]);
  });

  it('hears nothing of a write that asks for it', () => {
    const commit = update(null, { 'users/u': 1 }, { triggersDisabled: true });
    expect(eventsOf(registration(path, verbs[3]), commit)).toEqual([]);
  });

  it('gets numbered children as objects', () => {
    const commit = update({ users: { u: [1, 2, 3] } }, { 'users/u/1': 9 });
    expect(printed(eventsOf(registration(path, verbs[3]), commit)[0]).json).toMatchObject({
      data: { data: { 0: 1, 1: 2, 2: 3 }, delta: { 1: 9 } },
    });
  });
});

const alice: Identity = {
  kind: 'ruled',
  auth: { uid: 'alice', provider: 'custom', token: { sub: 'alice', admin: true } },
};

describe('printEvent', () => {
  it.each([
    ['the owner', admin, { admin: true }],
    ['a user', alice, { admin: false, variable: alice.kind === 'ruled' ? alice.auth : null }],
    ['nobody', signedOut, { admin: false }],
  ])('prints a v1 event of %s', (_who, identity, auth) => {
    const [event] = eventsOf(
      legacy('/users/{id}', 'update'),
      update({ users: { u: 1 } }, { 'users/u': 2 }, { identity }),
    );
    expect(printed(event)).toEqual({
      contentType: 'application/json',
      json: {
        data: { data: 1, delta: 2 },
        context: {
          eventId: 'id-1',
          timestamp: '2026-01-02T03:04:05.678Z',
          eventType: 'providers/google.firebase.database/eventTypes/ref.update',
          resource: 'projects/_/instances/demo-x/refs/users/u',
          params: { id: 'u' },
          auth,
          domain: 'localhost',
        },
      },
    });
  });

  it.each([
    ['the owner', admin, { authtype: 'admin' }],
    ['a user', alice, { authtype: 'app_user', authid: 'alice' }],
    ['nobody', signedOut, { authtype: 'unauthenticated' }],
    ['somebody without a uid', { kind: 'ruled', auth: { role: 'x' } } as const, { authtype: 'unknown' }],
  ])('prints a v2 event of %s', (_who, identity, auth) => {
    const [event] = eventsOf(
      modern('users/{id}', 'written'),
      update({ users: { u: 1 } }, { 'users/u': 2 }, { identity }),
    );
    expect(printed(event)).toEqual({
      contentType: 'application/cloudevents+json',
      json: {
        specversion: '1.0',
        id: 'id-1',
        type: 'google.firebase.database.ref.v1.written',
        time: '2026-01-02T03:04:05.678Z',
        source: '//firebasedatabase.googleapis.com/projects/_/locations/us-central1/instances/demo-x',
        subject: 'refs/users/u',
        datacontenttype: 'application/json',
        firebasedatabasehost: 'firebaseio.com',
        instance: 'demo-x',
        ref: 'users/u',
        location: 'us-central1',
        ...auth,
        data: {
          '@type': 'type.googleapis.com/google.events.firebase.database.v1.ReferenceEventData',
          data: 1,
          delta: 2,
        },
      },
    });
  });

  it('keeps a parameter and a key named __proto__', () => {
    const [event] = eventsOf(
      legacy('/{__proto__}', 'write'),
      update(null, JSON.parse('{"__proto__":{"__proto__":1}}') as object),
    );
    if (event === undefined) throw new Error('there is no event');
    const { body } = printEvent(event, 'id-1');
    expect(body).toContain('"params":{"__proto__":"__proto__"}');
    expect(body).toContain('"delta":{"__proto__":1}');
  });
});

describe('TriggerRegistry', () => {
  it.each([
    ['v1 in its own namespace', legacy('/a', 'write'), 'demo-x', true],
    ['v1 in another one', legacy('/a', 'write'), 'demo-y', false],
    ['v2 with a star', modern('a', 'written'), 'anything', true],
    ['v2 without a pattern', modern('a', 'written', { namespacePattern: undefined }), 'anything', true],
    ['v2 with a fitting pattern', modern('a', 'written', { namespacePattern: 'my-*' }), 'my-db', true],
    ['v2 with another pattern', modern('a', 'written', { namespacePattern: 'my-*' }), 'your-db', false],
    ['v2 with a literal', modern('a', 'written', { namespacePattern: 'demo-x' }), 'demo-x', true],
    ['v2 with a name for any', modern('a', 'written', { namespacePattern: '{db}' }), 'my-db', true],
    ['v2 with a name for some', modern('a', 'written', { namespacePattern: 'my-{db=*}' }), 'my-db', true],
    [
      'v2 with a name for others',
      modern('a', 'written', { namespacePattern: '{db=my-*}' }),
      'your-db',
      false,
    ],
    ['v2 with another literal', modern('a', 'written', { namespacePattern: 'demo-x' }), 'demo-xy', false],
  ])('calls %s: %s %s', (_what, body, namespace, isCalled) => {
    expect(namesIn(registry(body), namespace)).toEqual(isCalled ? [key] : []);
  });

  it.each([
    ['a higher generation takes over', [0, 1], 1],
    ['a lower one is late', [2, 1], 2],
    ['ten is more than nine', [9, 10], 10],
    ['the same again replaces', [3, 3], 3],
  ])('%s', (_what, order, kept) => {
    const bodies = order.map((generation) =>
      modern('a', 'written', { topic: `projects/demo-x/topics/us-central1-f-${generation}` }),
    );
    expect(namesIn(registry(...bodies), 'demo-x')).toEqual([`us-central1-f-${kept}`]);
  });

  it('takes functions of two projects with one name for two', () => {
    const other = { topic: 'projects/demo-y/topics/us-central1-f-0' };
    expect(registry(modern('a', 'written'), modern('a', 'written', other)).in('demo-x')).toHaveLength(2);
  });

  it('finds project and key in the name when there is no topic', () => {
    const [trigger] = registry(legacy('/a', 'write', { topic: undefined })).in('demo-x');
    expect(trigger).toMatchObject({ project: 'demo-x', key });
  });

  it('tells who observes of what took effect, as it came', () => {
    const triggers = new TriggerRegistry(100);
    const seen: unknown[] = [];
    triggers.onRegister((registration) => seen.push(registration));
    const registration = { namespace: 'demo-x', body: modern('a', 'written') };
    triggers.register(registration);
    triggers.register({ namespace: 'demo-x', body: null });
    expect(seen).toEqual([registration]);
  });

  it('lets any registration take the place of one that an earlier process had', () => {
    const triggers = new TriggerRegistry(100);
    const [earlier, later] = [7, 0].map((generation) => ({
      namespace: 'demo-x',
      body: modern('a', 'written', { topic: `projects/demo-x/topics/us-central1-f-${generation}` }),
    }));
    if (earlier === undefined || later === undefined) throw new Error('there are two');
    triggers.restore(earlier);
    expect(namesIn(triggers, 'demo-x')).toEqual(['us-central1-f-7']);
    triggers.register(later);
    expect(namesIn(triggers, 'demo-x')).toEqual(['us-central1-f-0']);
    expect(triggers.registrations()).toEqual([later]);
    expect(triggers.restore({ namespace: 'demo-x', body: 1 })).toMatchObject({ ok: false });
  });

  it('forgets a function that is gone, but not one that has only just come', () => {
    let timeMs = 1000;
    const triggers = new TriggerRegistry(100, { now: () => timeMs });
    const registration = { namespace: 'demo-x', body: modern('a', 'written') };
    triggers.register(registration);
    const [early] = triggers.in('demo-x');
    if (early === undefined) throw new Error('the trigger was not registered');
    expect(triggers.forget(early)).toBe(false);
    timeMs += 10_000;
    triggers.register(registration);
    timeMs += 10_000;
    // The word is of an older self.
    expect(triggers.forget(early)).toBe(false);
    const [late] = triggers.in('demo-x');
    expect([late && triggers.forget(late), triggers.in('demo-x')]).toEqual([true, []]);
  });

  it('holds as many functions as it may and says so', () => {
    const triggers = new TriggerRegistry(1);
    expect(triggers.register({ namespace: 'n', body: modern('a', 'written') })).toEqual({ ok: true });
    const more = { namespace: 'n', body: modern('a', 'written', { topic: 'projects/p/topics/other-0' }) };
    expect(triggers.register(more)).toEqual({ ok: false, problem: expect.stringContaining('1 functions') });
  });

  it.each([
    ['null', null],
    ['a list', []],
    ['text', 'x'],
    ['no path', modern('a', 'written', { path: undefined })],
    ['an unknown event', modern('a', 'exploded')],
    ['an event named constructor', modern('a', 'written', { event: 'constructor' })],
    ['a topic of another form', modern('a', 'written', { topic: 'x', name: 'y' })],
    ['a topic that climbs', modern('a', 'written', { topic: 'projects/../topics/a/b', name: 1 })],
    ['half a character in a name', modern('a', 'written', { topic: 'projects/\ud800/topics/a-0', name: 1 })],
    ['a pattern that is no text', modern('a', 'written', { namespacePattern: 5 })],
  ])('refuses %s', (_what, body) => {
    expect(new TriggerRegistry(100).register({ namespace: 'n', body })).toEqual({
      ok: false,
      problem: expect.stringMatching(/^Invalid function trigger: /),
    });
  });
});
