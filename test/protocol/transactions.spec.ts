import {
  get,
  goOffline,
  goOnline,
  increment,
  onValue,
  push,
  ref,
  runTransaction,
  serverTimestamp,
  set,
} from 'firebase/database';
import { describe, expect, it } from 'vitest';
import { values } from './recorders.ts';
import { settled, stageForEachTest } from './stage.ts';

const stage = stageForEachTest();

describe('a transaction', () => {
  it('on a cold client learns the value it did not have', async () => {
    await set(ref(stage.client(), 'count'), 5);
    const seen: unknown[] = [];
    const result = await runTransaction(ref(stage.client(), 'count'), (current: number | null) => {
      seen.push(current);
      return (current ?? 0) + 1;
    });
    expect(result.committed).toBe(true);
    expect(result.snapshot.val()).toBe(6);
    expect(seen).toEqual([null, 5]);
  });

  it('counts every one of many clients exactly once', async () => {
    const clients = Array.from({ length: 5 }, () => stage.client());
    const each = 10;
    await Promise.all(
      clients.flatMap((client) =>
        Array.from({ length: each }, () =>
          runTransaction(ref(client, 'count'), (current: number | null) => (current ?? 0) + 1),
        ),
      ),
    );
    expect((await get(ref(stage.client(), 'count'))).val()).toBe(clients.length * each);
  });

  it('may give up', async () => {
    const client = stage.client();
    await set(ref(client, 'seat'), 'taken');
    const result = await runTransaction(ref(client, 'seat'), (current: unknown) =>
      current === null ? 'mine' : undefined,
    );
    expect(result.committed).toBe(false);
    expect(result.snapshot.val()).toBe('taken');
  });

  it('may delete', async () => {
    const client = stage.client();
    await set(ref(client, 'data'), { a: 1 });
    const result = await runTransaction(ref(client, 'data'), () => null);
    expect(result.committed).toBe(true);
    expect((await get(ref(stage.client(), 'data'))).exists()).toBe(false);
  });

  it('compares priorities, lists, big keys and numbers as the client does', async () => {
    const value = {
      list: ['x', null, 'z'],
      ordered: {
        '.priority': 1.5,
        '10': { '.value': -1e300, '.priority': 'p' },
        '9': 0.1,
        '01': true,
        'é😀': 'ü\u2028',
      },
      empty: '',
    };
    await set(ref(stage.client(), 'data'), value);
    const client = stage.client();
    const heard = values(ref(client, 'data'));
    await heard.first(1);
    let runs = 0;
    const result = await runTransaction(ref(client, 'data/ordered/10'), (current: unknown) => {
      runs += 1;
      return current === -1e300 ? 'found' : current;
    });
    expect({ runs, value: result.snapshot.val() }).toEqual({ runs: 1, value: 'found' });
    runs = 0;
    await runTransaction(ref(client, 'data'), (current: object | null) => {
      runs += 1;
      return { ...current, more: true };
    });
    expect(runs).toBe(1);
    expect((await get(ref(stage.client(), 'data/more'))).val()).toBe(true);
  });

  it('denied by the rules fails once, and the guess is taken back', async () => {
    await stage.rules({ '.read': true });
    const client = stage.client();
    const heard = values(ref(client, 'data'));
    await heard.first(1);
    let runs = 0;
    const attempt = runTransaction(ref(client, 'data'), () => {
      runs += 1;
      return 'mine';
    });
    await expect(attempt).rejects.toThrow('permission_denied');
    await settled(client);
    expect(runs).toBe(1);
    expect(heard.items).toEqual([null, 'mine', null]);
  });

  it('whose rules compare with what is stored is retried, not denied, when it began from old data', async () => {
    await stage.rules({
      '.read': true,
      count: { '.write': 'newData.val() === data.val() + 1 || !data.exists()' },
    });
    const owner = stage.client('owner');
    await set(ref(owner, 'count'), 7);
    const result = await runTransaction(
      ref(stage.client(), 'count'),
      (current: number | null) => (current ?? 0) + 1,
    );
    expect(result.snapshot.val()).toBe(8);
  });

  it('may carry server values', async () => {
    const client = stage.client();
    await set(ref(client, 'data'), { visits: 2 });
    await runTransaction(ref(client, 'data'), (current: object | null) => ({
      ...current,
      at: serverTimestamp(),
      visits: increment(3),
    }));
    const stored = (await get(ref(stage.client(), 'data'))).val() as { at: number; visits: number };
    expect(stored.visits).toBe(5);
    expect(Math.abs(stored.at - Date.now())).toBeLessThan(60_000);
  });

  it('leaves a priority alone, or sets it', async () => {
    const client = stage.client();
    await set(ref(client, 'data'), { '.value': 1, '.priority': 7 });
    await runTransaction(ref(stage.client(), 'data'), () => 2);
    expect((await get(ref(client, 'data'))).exportVal()).toEqual({ '.value': 2, '.priority': 7 });
    await runTransaction(ref(stage.client(), 'data'), () => ({ '.value': 3, '.priority': 8 }));
    expect((await get(ref(client, 'data'))).exportVal()).toEqual({ '.value': 3, '.priority': 8 });
  });

  it('fails when the connection goes while it is under way, for nobody knows what became of it', async () => {
    const client = stage.client();
    await set(ref(client, 'data'), 1);
    const attempt = runTransaction(ref(client, 'data'), () => 2);
    goOffline(client);
    goOnline(client);
    await expect(attempt).rejects.toThrow('disconnect');
  });

  it('that a plain write of the same client overtakes is given up', async () => {
    await set(ref(stage.client(), 'data'), 5);
    const client = stage.client();
    const attempt = runTransaction(ref(client, 'data'), () => 72);
    await Promise.all([expect(attempt).rejects.toThrow('set'), set(ref(client, 'data'), 32)]);
    expect((await get(ref(stage.client(), 'data'))).val()).toBe(32);
  });

  it('above another waits for it and sees what it did', async () => {
    const client = stage.client();
    const below = runTransaction(ref(client, 'data/a'), () => 1);
    const above = runTransaction(ref(client, 'data'), (current: { a?: number } | null) => ({
      ...current,
      b: 2,
    }));
    await Promise.all([below, above]);
    expect((await get(ref(stage.client(), 'data'))).val()).toEqual({ a: 1, b: 2 });
  });

  it('shows nobody its guesses when it is not applied locally', async () => {
    const client = stage.client();
    await set(ref(stage.client(), 'data'), 1);
    const heard = values(ref(client, 'data'));
    await heard.first(1);
    await runTransaction(ref(client, 'data'), (current: number | null) => (current ?? 0) + 1, {
      applyLocally: false,
    });
    await settled(client);
    expect(heard.items).toEqual([1, 2]);
  });

  it('and a new child elsewhere do not disturb each other', async () => {
    const client = stage.client();
    onValue(ref(client, 'rooms/lobby'), () => {});
    await Promise.all([
      runTransaction(ref(client, 'rooms/lobby/count'), (current: number | null) => (current ?? 0) + 1),
      push(ref(client, 'rooms/lobby/messages'), 'hi'),
    ]);
    const stored = (await get(ref(stage.client(), 'rooms/lobby'))).val() as {
      count: number;
      messages: object;
    };
    expect([stored.count, Object.values(stored.messages)]).toEqual([1, ['hi']]);
  });
});
