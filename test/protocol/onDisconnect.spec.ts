import { spawn } from 'node:child_process';
import {
  get,
  goOffline,
  goOnline,
  increment,
  limitToLast,
  onDisconnect,
  query,
  ref,
  serverTimestamp,
  set,
  type Database,
  type OnDisconnect,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { values } from './recorders.ts';
import { namespace, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

/** Ends the client's connection and gives what is at `path` when the server has noticed. */
const afterwards = async (leaver: Database, watcher: Database, path: string): Promise<unknown> => {
  await onDisconnect(ref(leaver, 'left')).set(true);
  const left = values(ref(watcher, 'left'));
  await left.first(1);
  goOffline(leaver);
  await left.until((all) => all.at(-1) === true, 'the server noticed the disconnection');
  return (await get(ref(watcher, path))).val();
};

describe('onDisconnect', () => {
  it.for([
    ['a set', (at) => [at('a').set({ x: 1 })], { a: { x: 1 }, kept: 1 }],
    ['a removal', (at) => [at('kept').remove()], null],
    ['an update', (at) => [at('').update({ a: 1, 'b/c': 2, kept: null })], { a: 1, b: { c: 2 } }],
    ['the last of two sets at one place', (at) => [at('a').set(1), at('a').set(2)], { a: 2, kept: 1 }],
    [
      'a set below another',
      (at) => [at('a').set({ x: 1 }), at('a/y').set(2)],
      { a: { x: 1, y: 2 }, kept: 1 },
    ],
    [
      'a set above another, which it replaces',
      (at) => [at('a/y').set(2), at('a').set({ x: 1 })],
      { a: { x: 1 }, kept: 1 },
    ],
    ['nothing after a cancellation', (at) => [at('a').set(1), at('a').cancel()], { kept: 1 }],
    ['nothing below a cancellation', (at) => [at('a/b').set(1), at('').cancel()], { kept: 1 }],
    [
      'what stands beside a cancellation',
      (at) => [at('').update({ a: 1, b: 2 }), at('a').cancel()],
      { b: 2, kept: 1 },
    ],
    ['a priority', (at) => [at('a').setWithPriority(1, 9)], { a: 1, kept: 1 }],
    ['a count up', (at) => [at('kept').set(increment(2) as never)], { kept: 3 }],
  ] satisfies [string, (at: (path: string) => OnDisconnect) => Promise<void>[], unknown][])(
    'leaves %s',
    async ([, leave, expected]) => {
      const watcher = stage.client();
      await set(ref(watcher, 'data/kept'), 1);
      const leaver = stage.client();
      await Promise.all(leave((path) => onDisconnect(ref(leaver, `data/${path}`))));
      expect((await get(ref(watcher, 'data'))).val()).toEqual({ kept: 1 });
      expect(await afterwards(leaver, watcher, 'data')).toEqual(expected);
    },
  );

  it('shows watchers one change, wherever it is', async () => {
    const watcher = stage.client();
    const leaver = stage.client();
    const whole = values(ref(watcher, 'data'));
    const window = values(query(ref(stage.client(), 'data/foo'), limitToLast(2)));
    const own = values(ref(leaver, 'data'));
    await Promise.all([whole, window, own].map((each) => each.first(1)));
    const foo = onDisconnect(ref(leaver, 'data/foo'));
    await foo.set({ bar: 'a', baz: 'b' });
    await foo.update({ bam: 'c' });
    await onDisconnect(ref(leaver, 'data/foo/baz')).remove();
    await onDisconnect(ref(leaver, 'data/apart')).set(1);
    const left = { foo: { bar: 'a', bam: 'c' }, apart: 1 };
    expect(await afterwards(leaver, watcher, 'data')).toEqual(left);
    expect(whole.items).toEqual([null, left]);
    expect(own.last).toEqual(left);
    expect(await window.first(2)).toEqual([null, { bar: 'a', bam: 'c' }]);
  });

  it('takes the time when it happens', async () => {
    const leaver = stage.client();
    const registered = Date.now();
    await onDisconnect(ref(leaver, 'at')).set(serverTimestamp());
    expect(await afterwards(leaver, stage.client(), 'at')).toBeGreaterThanOrEqual(registered);
  });

  it('happens once: coming back and going again repeats nothing', async () => {
    const watcher = stage.client();
    const leaver = stage.client();
    await onDisconnect(ref(leaver, 'count')).set(increment(1));
    expect(await afterwards(leaver, watcher, 'count')).toBe(1);
    await set(ref(watcher, 'left'), null);
    goOnline(leaver);
    expect(await afterwards(leaver, watcher, 'count')).toBe(1);
  });

  it('is judged by the rules when it is asked for', async () => {
    await stage.rules({ mine: { '.write': 'auth.uid === "ana"' } });
    await expect(onDisconnect(ref(stage.client({ uid: 'eve' }), 'mine')).set(1)).rejects.toThrow(
      'PERMISSION_DENIED',
    );
    await expect(onDisconnect(ref(stage.client({ uid: 'ana' }), 'mine')).set(1)).resolves.toBeUndefined();
  });

  it('is judged by the rules of the time again when it happens', async () => {
    const watcher = stage.client('owner');
    const leaver = stage.client({ uid: 'ana' });
    await onDisconnect(ref(leaver, 'closed')).set(1);
    await onDisconnect(ref(leaver, 'open')).set(1);
    await stage.rules({ '.read': true, left: { '.write': true }, open: { '.write': 'auth.uid === "ana"' } });
    expect(await afterwards(leaver, watcher, '/')).toEqual({ open: 1, left: true });
  });

  it('happens when the process of a client is killed', async () => {
    const watcher = stage.client();
    const online = values(ref(watcher, 'online/ana'));
    const script = `
      const { initializeApp } = require('firebase/app');
      const { getDatabase, ref, onDisconnect, set } = require('firebase/database');
      const db = getDatabase(initializeApp({ databaseURL: '${stage.url}?ns=${namespace}' }));
      onDisconnect(ref(db, 'online/ana')).remove().then(() => set(ref(db, 'online/ana'), true));`;
    const child = spawn(process.execPath, ['-e', script], { cwd: import.meta.dirname, stdio: 'ignore' });
    stage.onLeave(async () => void child.kill('SIGKILL'));
    await online.until((all) => all.at(-1) === true, 'the client came', 15_000);
    child.kill('SIGKILL');
    await online.until((all) => all.at(-1) === null, 'the client was gone');
    expect(online.items).toEqual([null, true, null]);
  });
});

describe('.info', () => {
  it('says whether the client is connected', async () => {
    const client = stage.client();
    const connected = values(ref(client, '.info/connected'));
    await connected.until((all) => all.at(-1) === true, 'the client connected');
    goOffline(client);
    await connected.until((all) => all.at(-1) === false, 'the client went');
    goOnline(client);
    await connected.until((all) => all.at(-1) === true, 'the client came back');
    expect(connected.items).toEqual([false, true, false, true]);
  });

  it('knows the clock of the server', async () => {
    const offset = values(ref(stage.client(), '.info/serverTimeOffset'));
    await offset.until((all) => typeof all.at(-1) === 'number', 'the client knows the offset');
    expect(Math.abs(offset.last as number)).toBeLessThan(10_000);
  });
});
