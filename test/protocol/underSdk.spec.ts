import {
  connectDatabaseEmulator,
  type Database,
  endAt,
  getDatabase,
  goOffline,
  goOnline,
  limitToLast,
  onValue,
  orderByChild,
  query,
  ref,
  startAt,
} from 'firebase/database';
import { deleteApp, initializeApp } from 'firebase/app';
import { describe, expect, it } from 'vitest';
import { Inbox } from '../support/inbox.ts';
import { until } from '../support/until.ts';
// What the page does inside the SDK can only be tried on the SDK and a server.
// oxlint-disable-next-line eslint/no-restricted-imports
import { reachUnder, type UnderSdk } from '../../web/src/backend/underSdk.ts';
import { Cable } from './cable.ts';
import { namespace, settled, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

let clients = 0;

/** A new page: nothing in memory, a connection of its own. */
const openPage = async (): Promise<{ database: Database; under: UnderSdk; cable: Cable }> => {
  const cable = await Cable.to(stage.emulator.host, stage.emulator.port);
  const app = initializeApp(
    { projectId: namespace, databaseURL: `https://${namespace}.firebaseio.com` },
    `under-${(clients += 1)}`,
  );
  const database = getDatabase(app);
  connectDatabaseEmulator(database, '127.0.0.1', cable.port);
  stage.onLeave(async () => {
    await deleteApp(app);
    await cable.close();
  });
  const under = reachUnder(database);
  if (under === undefined)
    throw new Error('The SDK is built differently now; see web/src/backend/underSdk.ts.');
  return { database, under, cable };
};

const conversation = (
  count: number,
): Record<string, { at: number; uid: string; text: string; html: string }> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `-O${String(index).padStart(18, '0')}`,
      {
        at: 1000 + index,
        uid: 'EfG5yQwTzkPdyL2vS0nYh1mBcAa1',
        text: `This is what somebody said as number ${index}.`,
        html: `<p>This is what somebody said as number ${index}.</p>`,
        slot: 'a',
      },
    ]),
  );

const newest = (database: Database, count: number) =>
  query(ref(database, 'messages/lobby'), orderByChild('at'), limitToLast(count));

/** How many bytes come until a page has the conversation. */
const download = async (begin: unknown): Promise<number> => {
  const { database, under, cable } = await openPage();
  await settled(database);
  const before = cable.bytesToClient;
  const inbox = new Inbox<unknown>();
  const listen = () => onValue(newest(database, 100), (snapshot) => inbox.add(snapshot.size));
  if (begin === undefined) listen();
  else under.beginningWith(begin, listen);
  await inbox.first(1);
  await settled(database);
  expect(inbox.items).toEqual([100]);
  return cable.bytesToClient - before;
};

describe('a listen that begins with what was kept', () => {
  it('is told it at once, without a connection', async () => {
    const { database, under, cable } = await openPage();
    cable.pull();
    const kept = conversation(3);
    const seen: unknown[] = [];
    under.beginningWith(kept, () => onValue(newest(database, 100), (snapshot) => seen.push(snapshot.val())));
    expect(seen).toEqual([kept]);
  });

  it('downloads nothing again when nothing changed: at most 2 % of what a plain listen does', async () => {
    const kept = conversation(100);
    await stage.rest('PUT', '/messages/lobby.json', kept);
    const plain = await download(undefined);
    const reopened = await download(kept);
    expect(reopened / plain).toBeLessThan(0.02);
  });

  it.each([
    ['an edit', 'PATCH', { text: 'Edited.' }],
    ['a deletion', 'PUT', { at: 1003, uid: 'EfG5yQwTzkPdyL2vS0nYh1mBcAa1', deleted: true, slot: 'a' }],
  ])('learns of %s that happened meanwhile', async (_what, method, body) => {
    const kept = conversation(10);
    await stage.rest('PUT', '/messages/lobby.json', kept);
    await stage.rest(method, '/messages/lobby/-O000000000000000003.json', body);
    const { database, under } = await openPage();
    const inbox = new Inbox<Record<string, object>>();
    under.beginningWith(kept, () => onValue(newest(database, 100), (snapshot) => inbox.add(snapshot.val())));
    const [, changed] = await inbox.first(2);
    expect(changed?.['-O000000000000000003']).toMatchObject(body);
  });

  it('goes on live from there', async () => {
    const kept = conversation(10);
    await stage.rest('PUT', '/messages/lobby.json', kept);
    const { database, under } = await openPage();
    const inbox = new Inbox<Record<string, { text: string; uid: string }>>();
    const range = query(
      ref(database, 'messages/lobby'),
      orderByChild('at'),
      startAt(1002),
      endAt(1005),
      limitToLast(100),
    );
    const { ['-O000000000000000003']: third, ['-O000000000000000002']: second } = kept;
    const { ['-O000000000000000004']: fourth, ['-O000000000000000005']: fifth } = kept;
    const part = {
      '-O000000000000000002': second,
      '-O000000000000000003': third,
      '-O000000000000000004': fourth,
      '-O000000000000000005': fifth,
    };
    under.beginningWith(part, () => onValue(range, (snapshot) => inbox.add(snapshot.val())));
    await settled(database);
    await stage.rest('PATCH', '/messages/lobby/-O000000000000000004.json', { text: 'Edited.' });
    const [first, edited] = await inbox.first(2);
    expect(first).toEqual(part);
    // The rest of the message is what was kept: the server sent the text alone.
    expect(edited).toEqual({ ...part, '-O000000000000000004': { ...fourth, text: 'Edited.' } });
  });

  it('is told that it may not read on', async () => {
    await stage.rules({ messages: { '.read': 'auth != null' } });
    const { database, under } = await openPage();
    const inbox = new Inbox<unknown>();
    under.beginningWith(conversation(2), () =>
      onValue(
        newest(database, 100),
        (snapshot) => inbox.add(snapshot.size),
        (error) => inbox.add(error.message),
      ),
    );
    const [seen, denied] = await inbox.first(2);
    expect(seen).toBe(2);
    expect(denied).toMatch(/permission_denied/i);
  });

  it('begins with nothing once it is there already', async () => {
    await stage.rest('PUT', '/messages/lobby.json', conversation(5));
    const { database, under } = await openPage();
    const inbox = new Inbox<number>();
    onValue(newest(database, 100), (snapshot) => inbox.add(snapshot.size));
    await inbox.first(1);
    under.beginningWith(conversation(2), () =>
      onValue(newest(database, 100), (snapshot) => inbox.add(snapshot.size)),
    );
    // Nor does whatever is listened to next.
    onValue(ref(database, 'nothing'), (snapshot) => inbox.add(snapshot.size));
    await inbox.first(3);
    expect(inbox.items).toEqual([5, 5, 0]);
  });
});

describe('the pause between two attempts to connect', () => {
  it('is asked for after each that failed, and not when somebody asks', async () => {
    const { database, under, cable } = await openPage();
    const pauses: boolean[] = [];
    under.pauseBy((isAtOnce) => {
      pauses.push(isAtOnce);
      return 20;
    });
    const connected = new Inbox<unknown>();
    onValue(ref(database, '.info/connected'), (snapshot) => connected.add(snapshot.val()));
    onValue(ref(database, 'somewhere'), () => undefined);
    await connected.until((all) => all.at(-1) === true, 'it is connected');
    cable.pull();
    // So many within the time of one of the SDK's own pauses.
    await until(() => pauses.filter((isAtOnce) => !isAtOnce).length > 10, 'it tries again and again');
    goOffline(database);
    cable.plug();
    const before = pauses.length;
    goOnline(database);
    expect(pauses.slice(before)).toEqual([true]);
    await connected.until((all) => all.at(-1) === true, 'it is connected again');
  });
});
