import { get, ref, set } from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { Inbox } from '../support/inbox.ts';
import { stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

describe('the Admin SDK', () => {
  it('is past all rules', async () => {
    await stage.rules({ checked: { '.validate': false } });
    const database = stage.admin();
    await database.ref('checked/deep').set({ a: 1 });
    expect((await database.ref('checked').get()).val()).toEqual({ deep: { a: 1 } });
  });

  it.for([
    ['a user', { uid: 'bob' }, ['bob']],
    ['nobody', null, ['nobody']],
  ] as const)('can act as %s', async ([, actingAs, allowed]) => {
    await stage.rules({ bob: { '.read': 'auth.uid === "bob"' }, nobody: { '.read': 'auth === null' } });
    const database = stage.admin(actingAs);
    const places = ['bob', 'nobody'];
    const outcomes = await Promise.allSettled(places.map((place) => database.ref(place).get()));
    expect(places.filter((_, index) => outcomes[index]?.status === 'fulfilled')).toEqual(allowed);
  });

  it('pushes, queries, counts in transactions, and listens', async () => {
    const database = stage.admin();
    const heard = new Inbox<string | null>();
    database.ref('list').on('child_added', (snapshot) => heard.add(snapshot.val() as string));
    await database.ref('list').push('first');
    await database.ref('list').push('second');
    expect(await heard.first(2)).toEqual(['first', 'second']);
    const last = await database.ref('list').orderByKey().limitToLast(1).once('value');
    expect(Object.values(last.val() as object)).toEqual(['second']);
    await database.ref('count').transaction((current: number | null) => (current ?? 0) + 1);
    expect((await get(ref(stage.client(), 'count'))).val()).toBe(1);
  });

  it('and the client SDK hear each other', async () => {
    const heard = new Inbox<unknown>();
    const database = stage.admin();
    database.ref('data').on('value', (snapshot) => heard.add(snapshot.val()));
    await heard.first(1);
    await set(ref(stage.client(), 'data'), 'from a client');
    expect(await heard.first(2)).toEqual([null, 'from a client']);
  });
});
