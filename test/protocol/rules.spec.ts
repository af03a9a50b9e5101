import {
  get,
  limitToLast,
  orderByChild,
  orderByKey,
  query,
  ref,
  remove,
  serverTimestamp,
  set,
  update,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { values } from './recorders.ts';
import { settled, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

const denied = { code: 'PERMISSION_DENIED' };

describe('rules', () => {
  it('are open until some are uploaded', async () => {
    await expect(set(ref(stage.client(), 'anything'), 1)).resolves.toBeUndefined();
    expect(await (await stage.rest('GET', '/.settings/rules.json')).text()).toContain('".read": true');
  });

  it('with a fault are refused with its place, and the old ones stay', async () => {
    await stage.rules({ open: { '.write': true } });
    const response = await stage.rest(
      'PUT',
      '/.settings/rules.json',
      '{\n  "rules": {\n    ".read": tr\n  }\n}',
    );
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: string };
    expect(error).toMatch(/^3:\d+: /);
    const client = stage.client();
    await expect(set(ref(client, 'open'), 1)).resolves.toBeUndefined();
    await expect(set(ref(client, 'closed'), 1)).rejects.toMatchObject(denied);
  });

  it('decide over writes at once when they change', async () => {
    const client = stage.client();
    await stage.rules({ '.write': false });
    await expect(set(ref(client, 'a'), 1)).rejects.toMatchObject(denied);
    await stage.rules({ '.write': true });
    await expect(set(ref(client, 'a'), 1)).resolves.toBeUndefined();
  });

  it.for([
    ['a set', (at: ReturnType<typeof ref>) => set(at, { text: 'x'.repeat(11) })],
    ['an update', (at: ReturnType<typeof ref>) => update(at, { text: 'x'.repeat(11), ok: true })],
    [
      'an update of which one place is fine',
      (at: ReturnType<typeof ref>) => update(at.root, { 'm/1/text': 3, 'n/1': 1 }),
    ],
  ] as const)('deny %s as a whole', async ([, write]) => {
    await stage.rules({
      '.read': true,
      m: {
        $id: { '.write': true, text: { '.validate': 'newData.isString() && newData.val().length <= 10' } },
      },
      n: { '.write': true },
    });
    const client = stage.client();
    await expect(write(ref(client, 'm/1'))).rejects.toMatchObject(denied);
    expect((await get(ref(client))).val()).toBeNull();
    await expect(update(ref(client), { 'm/1/text': 'short', 'n/1': 1 })).resolves.toBeUndefined();
  });

  it('see the server time as now, and the value before and after', async () => {
    await stage.rules({
      '.read': true,
      at: { '.write': 'newData.val() === now' },
      once: { '.write': '!data.exists() && newData.exists()' },
    });
    const client = stage.client();
    await expect(set(ref(client, 'at'), serverTimestamp())).resolves.toBeUndefined();
    await expect(set(ref(client, 'at'), Date.now() - 5000)).rejects.toMatchObject(denied);
    await expect(set(ref(client, 'once'), 1)).resolves.toBeUndefined();
    await expect(set(ref(client, 'once'), 2)).rejects.toMatchObject(denied);
    await expect(remove(ref(client, 'once'))).rejects.toMatchObject(denied);
  });

  it('can ask for a bounded query', async () => {
    await stage.rules({
      messages: { '.read': 'query.orderByKey && query.limitToLast <= 50', '.indexOn': 'at' },
    });
    await set(ref(stage.client('owner'), 'messages'), { a: 1, b: 2 });
    const client = stage.client();
    const messages = ref(client, 'messages');
    await expect(get(messages)).rejects.toThrow('Permission denied');
    await expect(get(query(messages, orderByKey(), limitToLast(51)))).rejects.toThrow('Permission denied');
    await expect(get(query(messages, orderByChild('at'), limitToLast(5)))).rejects.toThrow(
      'Permission denied',
    );
    expect((await get(query(messages, orderByKey(), limitToLast(1)))).val()).toEqual({ b: 2 });
    const window = values(query(messages, orderByKey(), limitToLast(1)));
    expect(await window.first(1)).toEqual([{ b: 2 }]);
    const whole = values(ref(stage.client(), 'messages'));
    expect(await whole.first(1)).toEqual([expect.objectContaining(denied)]);
  });
});

describe('a listen that is no longer allowed', () => {
  const members = {
    members: { '.write': true },
    rooms: { $room: { '.read': 'root.child("members/" + $room + "/" + auth.uid).exists()', '.write': true } },
  };

  it('ends when the rules change', async () => {
    const reader = stage.client();
    const whole = values(ref(reader, 'a'));
    const window = values(query(ref(reader, 'b'), limitToLast(1)));
    const other = values(ref(reader, 'c'));
    await Promise.all([whole.first(1), window.first(1), other.first(1)]);
    await stage.rules({ c: { '.read': true, '.write': true } });
    await settled(reader).catch(() => {});
    expect(whole.items).toEqual([null, expect.objectContaining(denied)]);
    expect(window.items).toEqual([null, expect.objectContaining(denied)]);
    await set(ref(reader, 'c'), 1);
    expect(other.items).toEqual([null, 1]);
  });

  it('ends when the data it depends on changes, and hears nothing of what follows', async () => {
    await stage.rules(members);
    const owner = stage.client('owner');
    await set(ref(owner), { members: { lobby: { ana: true, bob: true } }, rooms: { lobby: { m1: 'hi' } } });
    const [ana, bob] = ['ana', 'bob'].map((uid) => stage.client({ uid }));
    if (ana === undefined || bob === undefined) throw new Error('Two clients were made.');
    const heard = [ana, bob].map((client) => values(query(ref(client, 'rooms/lobby'), limitToLast(5))));
    await Promise.all(heard.map((inbox) => inbox.first(1)));
    await remove(ref(owner, 'members/lobby/bob'));
    await set(ref(owner, 'rooms/lobby/m2'), 'secret');
    await Promise.all([ana, bob].map((client) => settled(client).catch(() => {})));
    expect(heard[0]?.items).toEqual([{ m1: 'hi' }, { m1: 'hi', m2: 'secret' }]);
    expect(heard[1]?.items).toEqual([{ m1: 'hi' }, expect.objectContaining(denied)]);
  });

  it('does not show the write that takes the right away', async () => {
    await stage.rules(members);
    const owner = stage.client('owner');
    await set(ref(owner, 'members/lobby/bob'), true);
    const bob = stage.client({ uid: 'bob' });
    const heard = values(ref(bob, 'rooms/lobby'));
    await heard.first(1);
    await update(ref(owner), { 'members/lobby/bob': null, 'rooms/lobby/m1': 'secret' });
    await settled(bob).catch(() => {});
    expect(heard.items).toEqual([null, expect.objectContaining(denied)]);
  });

  it('can begin again once it is allowed again', async () => {
    await stage.rules(members);
    const bob = stage.client({ uid: 'bob' });
    const refused = values(ref(bob, 'rooms/lobby'));
    expect(await refused.first(1)).toEqual([expect.objectContaining(denied)]);
    await set(ref(stage.client(), 'members/lobby/bob'), true);
    await settled(bob).catch(() => {});
    const heard = values(ref(bob, 'rooms/lobby'));
    expect(await heard.first(1)).toEqual([null]);
  });
});
