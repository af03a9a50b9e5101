import { get, ref, set } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { values } from './recorders.ts';
import { settled, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();
import { unsignedToken } from './tokenSource.ts';

describe('REST and the SDK', () => {
  it('see one database', async () => {
    const client = stage.client();
    const heard = values(ref(client, 'data'));
    await heard.first(1);
    await stage.rest('PUT', '/data.json', { a: 1 });
    await stage.rest('PATCH', '/data.json', { 'b/c': 2 });
    await stage.rest('DELETE', '/data/a.json');
    const posted = (await (await stage.rest('POST', '/data/list.json', 'true')).json()) as { name: string };
    await settled(client);
    expect(heard.items).toEqual([
      null,
      { a: 1 },
      { a: 1, b: { c: 2 } },
      { b: { c: 2 } },
      { b: { c: 2 }, list: { [posted.name]: true } },
    ]);
    await set(ref(client, 'data'), ['x', 'y']);
    expect(await (await stage.rest('GET', '/data.json')).json()).toEqual(['x', 'y']);
  });

  it('obey the same rules', async () => {
    await stage.rules({ $uid: { '.read': 'auth.uid === $uid', '.write': 'auth.uid === $uid' } });
    const token = unsignedToken({ iat: 0, exp: 3600, sub: 'ana', user_id: 'ana' });
    const put = (path: string) =>
      fetch(`${stage.url}/${path}.json?ns=demo&auth=${token}`, { method: 'PUT', body: '"x"' });
    expect((await put('ana')).status).toBe(200);
    expect((await put('bob')).status).toBe(401);
    expect((await get(ref(stage.client({ uid: 'ana' }), 'ana'))).val()).toBe('x');
  });

  it('share queries', async () => {
    await set(ref(stage.client(), 'data'), { a: 1, b: 2, c: 3 });
    const response = await stage.rest('GET', '/data.json?orderBy="$key"&limitToLast=2');
    expect(await response.json()).toEqual({ b: 2, c: 3 });
  });

  it('name their databases alike', async () => {
    await set(ref(stage.client(), 'data'), 'of demo');
    const other = await fetch(`${stage.url}/data.json?ns=other`);
    expect(await other.json()).toBeNull();
    const named = (await (await stage.rest('GET', '/.inspect/databases.json')).json()) as { name: string }[];
    expect(named.map(({ name }) => name)).toEqual(expect.arrayContaining(['demo', 'other']));
  });

  it('tell the owner why a request was denied', async () => {
    await stage.rules({ messages: { $id: { '.write': 'auth != null && newData.hasChildren(["text"])' } } });
    await expect(set(ref(stage.client({ uid: 'ana' }), 'messages/m1'), { body: 'hi' })).rejects.toThrow(
      'PERMISSION_DENIED',
    );
    const denials = JSON.stringify(await (await stage.rest('GET', '/.inspect/denials.json')).json());
    expect(denials).toContain('newData.hasChildren');
    expect(denials).toContain('/messages/$id');
  });
});
