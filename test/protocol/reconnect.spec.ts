import { deleteApp, initializeApp } from 'firebase/app';
import {
  get,
  getDatabase,
  goOffline,
  goOnline,
  limitToLast,
  onDisconnect,
  push,
  query,
  ref,
  set,
  type Database,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { startEmulator } from '../../emulator/src/index.ts';
import { Cable } from './cable.ts';
import { values } from './recorders.ts';
import { namespace, settled, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

/** A client whose connection a test can cut. It learns from the emulator's hello where to come back to. */
const overCable = async (): Promise<{ readonly cable: Cable; readonly client: Database }> => {
  const cable = await Cable.to(stage.emulator.host, stage.emulator.port);
  const app = initializeApp(
    { databaseURL: `http://127.0.0.1:${cable.port}?ns=${namespace}` },
    `cable-${cable.port}`,
  );
  stage.onLeave(async () => {
    await deleteApp(app);
    await cable.close();
  });
  return { cable, client: getDatabase(app) };
};

const connectedAgain = async (client: Database): Promise<void> => {
  const connected = values(ref(client, '.info/connected'));
  await connected.until((all) => all.at(-1) === true, 'the client was connected again');
};

describe('a client that loses its connection', () => {
  it('is back where it was, with what it missed', async () => {
    const { cable, client } = await overCable();
    const whole = values(ref(client, 'data'));
    const window = values(query(ref(client, 'list'), limitToLast(2)));
    await Promise.all([whole.first(1), window.first(1)]);
    cable.pull();
    const other = stage.client();
    await set(ref(other, 'data'), { a: 1 });
    await set(ref(other, 'list'), { a: 1, b: 2, c: 3 });
    cable.plug();
    await connectedAgain(client);
    await settled(client);
    expect(whole.last).toEqual({ a: 1 });
    expect(window.last).toEqual({ b: 2, c: 3 });
    await set(ref(other, 'list/d'), 4);
    await settled(client);
    expect(window.last).toEqual({ c: 3, d: 4 });
  });

  it('delivers what it wrote meanwhile, in order', async () => {
    const { cable, client } = await overCable();
    await settled(client);
    cable.pull();
    const writes = Array.from({ length: 5 }, (_, n) => push(ref(client, 'list'), n));
    const last = set(ref(client, 'last'), 'written');
    cable.plug();
    await Promise.all([...writes, last]);
    const stored = (await get(ref(stage.client(), 'list'))).val() as object;
    expect(Object.values(stored)).toEqual([0, 1, 2, 3, 4]);
  });

  it('is not left behind as its own ghost', async () => {
    const { cable, client } = await overCable();
    await onDisconnect(ref(client, 'online')).remove();
    await set(ref(client, 'online'), true);
    cable.cutUnnoticed();
    await connectedAgain(client);
    expect((await get(ref(client, 'online'))).exists()).toBe(false);
  });

  it('finds an emulator that was started again, and brings its data', async () => {
    const first = await startEmulator();
    const app = initializeApp({ databaseURL: `http://127.0.0.1:${first.port}?ns=${namespace}` }, 'restart');
    stage.onLeave(() => deleteApp(app));
    const client = getDatabase(app);
    await set(ref(client, 'before'), 1);
    await first.close();
    const write = set(ref(client, 'after'), 2);
    const second = await startEmulator({ port: first.port });
    stage.onLeave(() => second.close());
    await write;
    expect((await get(ref(client))).val()).toEqual({ after: 2 });
  });

  it('by its own wish can come back', async () => {
    const client = stage.client();
    const heard = values(ref(client, 'data'));
    await heard.first(1);
    goOffline(client);
    await set(ref(stage.client(), 'data'), 1);
    goOnline(client);
    expect(await heard.first(2)).toEqual([null, 1]);
  });
});
