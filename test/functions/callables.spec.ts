import {
  callableAddress,
  type CallableName,
  type Callables,
  eraseConfirmation,
  type ExportedItem,
  limits,
  type MessageId,
  paths,
  readCallFailure,
} from '@causerie/contract';
import { deleteApp, initializeApp } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInAnonymously } from 'firebase/auth';
import { connectDatabaseEmulator, getDatabase, onValue, ref } from 'firebase/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FunctionLog, openFunctionLog } from '../support/functionLog.ts';
import { Inbox } from '../support/inbox.ts';
import { holdSessionsSince, isKnown, type Person, signUp, updateAs, withClaims } from '../support/people.ts';
import { until } from '../support/until.ts';
import { addresses, owner, pageUrl } from '../support/world.ts';

let log: FunctionLog;
beforeAll(async () => {
  log = await openFunctionLog();
});
afterAll(() => log.close());

/** It goes through all that a person has left, call after call of several functions. */
const erasureMs = 40_000;

const names = ['signOutEverywhere', 'exportMyData', 'eraseAccount'] as const;

const post = (
  name: CallableName,
  token: string | undefined,
  data: unknown,
  headers: Record<string, string> = {},
) =>
  fetch(new URL(callableAddress(name), pageUrl()), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ data }),
  });

const call = async <Name extends CallableName>(
  name: Name,
  { token }: Person,
  data: Callables[Name]['data'],
): Promise<Callables[Name]['result']> => {
  const response = await post(name, token, data);
  const answer = (await response.json()) as { readonly result?: Callables[Name]['result'] };
  return answer.result ?? expect.unreachable(`${name} answered ${JSON.stringify(answer)}`);
};

const failure = async (response: Response) => ({
  status: response.status,
  ...readCallFailure(await response.json()),
});

const exported = async (person: Person): Promise<readonly ExportedItem[]> => {
  const items: ExportedItem[] = [];
  let cursor: string | null = null;
  do {
    const page: Callables['exportMyData']['result'] = await call('exportMyData', person, { cursor });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
};

let made = 0;
const message = (uid: string, text: string) => ({
  messageId: `-Ocallables${String((made += 1)).padStart(9, '0')}` as MessageId,
  value: { uid, text, at: made, slot: 'a' },
});

/** Somebody with a name, a room, something said, and traces with others. */
const inhabitant = async (kind: 'guest' | 'account', roomId: string): Promise<Person> => {
  const person = await signUp(kind);
  const { uid } = person;
  const { messageId, value } = message(uid, `of ${uid}`);
  await owner.write(paths.user.at({ uid }), {
    name: uid,
    skeleton: uid.toLowerCase(),
    color: 1,
    createdAt: 1,
  });
  await owner.write(paths.name.at({ skeleton: uid.toLowerCase() }), uid);
  await owner.write(paths.room.at({ roomId }), {
    kind: 'public',
    name: 'x',
    topic: 'x',
    createdAt: 1,
    owner: uid,
  });
  await owner.write(paths.member.at({ roomId, uid }), { role: 'owner', joinedAt: 1 });
  await owner.write(paths.mineEntry.at({ uid, roomId }), { joinedAt: 1 });
  await owner.writeUnheard(paths.message.at({ roomId, messageId }), value);
  return person;
};

describe('every callable', () => {
  it.each(names)('%s refuses whoever shows no token, or one that is none', async (name) => {
    expect(await failure(await post(name, undefined, {}))).toEqual({ status: 401, reason: 'signedOut' });
    const { token } = await signUp('guest');
    const [head, , seal] = token.split('.');
    const nobody = withClaims(token, { user_id: 'nobody', sub: 'nobody' });
    const stranger = withClaims(token, {
      aud: 'another-project',
      iss: 'https://securetoken.google.com/another-project',
    });
    for (const wrong of ['x', `${head}.e30.${seal}`, nobody, stranger, 'a'.repeat(9000)])
      expect(await failure(await post(name, wrong, {}))).toMatchObject({ status: 401 });
  });

  it('refuses what is not asked as the page asks', async () => {
    const { token } = await signUp('guest');
    const url = new URL(callableAddress('signOutEverywhere'), pageUrl());
    const headers = { Authorization: `Bearer ${token}`, Origin: 'https://evil.example' };
    // What a form or an image of another page can send without asking first.
    const simple = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'text/plain' },
      body: '{"data":{}}',
    });
    expect(simple.status).toBe(400);
    expect((await fetch(url, { headers })).status).toBe(400);
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { ...headers, 'Access-Control-Request-Method': 'POST' },
    });
    for (const { headers: answered } of [simple, preflight])
      expect(answered.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['signOutEverywhere', null],
    ['signOutEverywhere', { all: true }],
    ['exportMyData', null],
    ['exportMyData', { cursor: 5 }],
    ['exportMyData', { cursor: 'x' }],
    ['exportMyData', { cursor: '["messages","../users",""]' }],
    ['eraseAccount', {}],
    ['eraseAccount', { confirm: true }],
    ['eraseAccount', { confirm: eraseConfirmation, uid: 'somebody-else' }],
  ] as const)('%s says what is wrong with %j', async (name, data) => {
    const person = await signUp('guest');
    const answer = await post(name, person.token, data);
    expect(answer.status).toBe(400);
    const { error } = (await answer.json()) as {
      readonly error: { readonly message: string; readonly details: unknown };
    };
    expect(error.message).toContain(name);
    expect(error.details).toEqual({ reason: 'badInput' });
    expect(await owner.read(`jobs/erased-${person.uid}`)).toBeNull();
  });

  it('has a pace for each person', async () => {
    const { token } = await signUp('guest');
    const another = await signUp('guest');
    for (let count = 0; count < limits.calls.eraseAccount; count += 1)
      expect((await post('eraseAccount', token, {})).status).toBe(400);
    const refused = await failure(await post('eraseAccount', token, { confirm: eraseConfirmation }));
    expect(refused).toEqual({ status: 429, reason: 'tooManyCalls', retryAfterMs: expect.any(Number) });
    expect(refused.retryAfterMs).toBeLessThanOrEqual(limits.calls.windowMs);
    expect((await post('eraseAccount', another.token, {})).status).toBe(400);
  });

  it('believes no session that the server has ended', async () => {
    const { uid, token } = await signUp('guest');
    await owner.write(paths.revoked.at({ uid }), Date.now() + 1000);
    expect(await failure(await post('exportMyData', token, { cursor: null }))).toEqual({
      status: 401,
      reason: 'sessionEnded',
    });
  });
});

describe('signOutEverywhere', () => {
  it('ends every session: open listeners, tokens that are out, and new ones', async () => {
    const { host, namespace, ports } = addresses();
    const app = initializeApp(
      {
        apiKey: 'demo',
        projectId: 'demo-causerie',
        databaseURL: `http://${host}:${ports.database}?ns=${namespace}`,
      },
      'elsewhere',
    );
    const auth = getAuth(app);
    connectAuthEmulator(auth, `http://${host}:${ports.auth}`, { disableWarnings: true });
    const database = getDatabase(app);
    connectDatabaseEmulator(database, host, ports.database);
    const { user } = await signInAnonymously(auth);
    const { uid } = user;
    const person = { uid, token: await user.getIdToken() };
    const heard = new Inbox<string>();
    onValue(
      ref(database, paths.user.at({ uid })),
      () => heard.add('value'),
      ({ message: reason }) => heard.add(reason),
    );
    await heard.first(1);

    const { atMs } = await call('signOutEverywhere', person, {});

    expect((await heard.first(2))[1]).toMatch(/permission_denied/i);
    expect(await owner.read(paths.revoked.at({ uid }))).toBe(atMs);
    // Google's Auth would renew no token of this session; the emulator does, and it helps as little.
    for (const token of [person.token, await user.getIdToken(true)])
      expect(await failure(await post('exportMyData', token, { cursor: null }))).toEqual({
        status: 401,
        reason: 'sessionEnded',
      });
    await deleteApp(app);
  });
});

describe('exportMyData', () => {
  it('hands out everything of the caller and nothing of anybody else', async () => {
    const [ana, ben] = [await inhabitant('guest', 'exported-1'), await inhabitant('guest', 'exported-2')];
    const roomId = 'exported-1';
    const { messageId, value } = message(ben.uid, 'secret of another');
    await owner.writeUnheard(paths.message.at({ roomId, messageId }), value);
    await owner.write(paths.member.at({ roomId, uid: ben.uid }), { role: 'member', joinedAt: 2 });
    const more = Array.from({ length: 120 }, () => message(ana.uid, 'one of many'));
    await owner.writeUnheard(
      'messages/exported-3',
      Object.fromEntries(
        [...more, message(ben.uid, 'secret of another')].map((one) => [one.messageId, one.value]),
      ),
    );
    await owner.write(paths.reactions.at({ roomId, messageId }), {
      [ana.uid]: { '👍': 5 },
      [ben.uid]: { '🔥': 6 },
    });
    await owner.write('reports/-Oexported0000000001', { uid: ana.uid, about: ben.uid, text: 'x', at: 1 });
    await owner.write('reports/-Oexported0000000002', {
      uid: ben.uid,
      about: ana.uid,
      text: 'secret of another',
      at: 1,
    });
    await owner.write(`abuse/${ana.uid}/complaints/${ben.uid}`, { at: Date.now() });

    const items = await exported(ana);

    const found = new Map(items.map(({ path, value: stored }) => [path, stored]));
    expect(found.size).toBe(items.length);
    expect([...found.keys()].filter((path) => path.startsWith('messages/exported-3/'))).toHaveLength(120);
    expect(found.get(paths.user.at({ uid: ana.uid }))).toMatchObject({ name: ana.uid });
    expect(found.get(`${paths.reactions.at({ roomId, messageId })}/${ana.uid}`)).toEqual({ '👍': 5 });
    expect(found.get('reports/-Oexported0000000001')).toMatchObject({ about: ben.uid });
    expect(found.get(paths.member.at({ roomId, uid: ana.uid }))).toEqual({ role: 'owner', joinedAt: 1 });
    found.delete('reports/-Oexported0000000001');
    const others = JSON.stringify([...found]);
    expect(others).not.toContain(ben.uid);
    expect(others).not.toContain('secret of another');
  });
});

describe('eraseAccount', () => {
  it('asks people with accounts to have signed in just now', async () => {
    const { uid, token } = await signUp('account');
    await holdSessionsSince(uid, 1);
    const nowS = Math.floor(Date.now() / 1000);
    const old = withClaims(token, { auth_time: nowS - limits.eraseAfterSignInMs / 1000 - 1 });
    expect(await failure(await post('eraseAccount', old, { confirm: eraseConfirmation }))).toEqual({
      status: 400,
      reason: 'signInAgain',
    });
    expect(await owner.read(`jobs/erased-${uid}`)).toBeNull();
    expect(await isKnown(uid)).toBe(true);
  });

  it.each(['guest', 'account'] as const)(
    'leaves nothing of a %s but the end of their sessions',
    async (kind) => {
      const person = await inhabitant(kind, `erased-${kind}`);
      const { uid } = person;
      expect(await call('eraseAccount', person, { confirm: eraseConfirmation })).toEqual({ accepted: true });
      await until(async () => !(await isKnown(uid)), 'the account is gone', erasureMs);
      expect(await updateAs(person, { [paths.user.at({ uid })]: { name: 'back' } })).toBe(false);
      const { revoked: _, jobs: __, ...tree } = (await owner.read('')) as Record<string, unknown>;
      expect(JSON.stringify(tree).includes(uid)).toBe(false);
      expect(await owner.read(paths.room.at({ roomId: `erased-${kind}` }))).toMatchObject({
        closedAt: expect.any(Number),
      });
      expect(await failure(await post('exportMyData', person.token, { cursor: null }))).toMatchObject({
        status: 401,
      });
    },
    2 * erasureMs,
  );
});

describe('the log', () => {
  it('holds no token and nothing that people wrote', () => {
    const all = JSON.stringify(log.entries.items);
    expect(all).not.toMatch(/eyJ[\w-]+\.eyJ/);
    expect(all).not.toContain('secret of another');
    expect(all).toContain('call answered');
  });
});
