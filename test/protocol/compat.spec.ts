import firebase from 'firebase/compat/app';
// Adds itself to the compat app.
// oxlint-disable-next-line import/no-unassigned-import
import 'firebase/compat/database';
import { describe, expect, it } from 'vitest';
import { Inbox } from '../support/inbox.ts';
import { namespace, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

let appsMade = 0;

const compatClient = (uid?: string): firebase.database.Database => {
  const app = firebase.initializeApp(
    { projectId: namespace, databaseURL: `${stage.url}?ns=${namespace}` },
    `compat-${(appsMade += 1)}`,
  );
  stage.onLeave(() => app.delete());
  const database = app.database();
  database.useEmulator(
    stage.emulator.host,
    stage.emulator.port,
    uid === undefined ? {} : { mockUserToken: { sub: uid } },
  );
  return database;
};

describe('the compat SDK', () => {
  it('writes, reads, queries and listens', async () => {
    const database = compatClient();
    const heard = new Inbox<unknown>();
    const lastTwo = database.ref('data').orderByChild('v').limitToLast(2);
    lastTwo.on('value', (snapshot) => heard.add(snapshot.val()));
    await database.ref('data').set({ a: { v: 1 }, b: { v: 2 }, c: { v: 3 } });
    await database.ref('data/a').update({ v: 9 });
    await heard.until(
      (all) => JSON.stringify(all.at(-1)) === '{"a":{"v":9},"c":{"v":3}}',
      'the window moved',
    );
    expect((await database.ref('data/b/v').get()).val()).toBe(2);
  });

  it('runs transactions', async () => {
    const database = compatClient();
    await database.ref('count').set(1);
    const { committed, snapshot } = await compatClient()
      .ref('count')
      .transaction((current: number | null) => (current ?? 0) + 1);
    expect([committed, snapshot.val()]).toEqual([true, 2]);
  });

  it('is who it says', async () => {
    await stage.rules({ $uid: { '.write': 'auth.uid === $uid' } });
    await expect(compatClient('ana').ref('ana').set(1)).resolves.toBeUndefined();
    await expect(compatClient('ana').ref('bob').set(1)).rejects.toThrow('PERMISSION_DENIED');
  });
});
