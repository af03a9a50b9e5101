import { get, ref, serverTimestamp, set, update } from 'firebase/database';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { values } from './recorders.ts';
import { stageForEachTest } from './stage.ts';

const aheadMs = 3_600_000;

const stage = stageForEachTest({ clock: { now: () => Date.now() + aheadMs } });

const isAhead = (ms: unknown): boolean => Math.abs(Number(ms) - Date.now() - aheadMs) < 60_000;

describe('a server whose clock is an hour ahead', () => {
  it('tells its clients so', async () => {
    const offset = values(ref(stage.client(), '.info/serverTimeOffset'));
    await offset.until((all) => Number(all.at(-1)) > aheadMs / 2, 'the client knows the offset');
    expect(isAhead(Date.now() + Number(offset.last))).toBe(true);
  });

  it('writes its own time, the same in all places of one write, and the rules see that', async () => {
    await stage.rules({
      '.read': true,
      data: { '.write': true, $key: { '.validate': 'newData.val() === now' } },
    });
    const client = stage.client();
    await update(ref(client), { 'data/a': serverTimestamp(), 'data/b': serverTimestamp() });
    const { a, b } = (await get(ref(client, 'data'))).val() as { a: number; b: number };
    expect(a).toBe(b);
    expect(isAhead(a)).toBe(true);
    await expect(set(ref(client, 'data/c'), Date.now())).rejects.toThrow('PERMISSION_DENIED');
  });
});

describe('a test that moves the clock of its process, in which the server is', () => {
  const ordinary = stageForEachTest();

  afterEach(() => void vi.useRealTimers());

  it('is answered, and the server goes by that clock', async () => {
    await ordinary.rules({
      '.read': true,
      at: { '.write': 'newData.val() === now && now > 1893456000000' },
    });
    const client = ordinary.client();
    await expect(set(ref(client, 'at'), serverTimestamp())).rejects.toThrow('PERMISSION_DENIED');
    vi.useFakeTimers({ now: new Date('2030-01-02') });
    for (let i = 0; i < 50; i += 1) await set(ref(client, 'at'), serverTimestamp());
    expect((await get(ref(client, 'at'))).val()).toBe(Date.UTC(2030, 0, 2));
  });
});
