import { get, ref, serverTimestamp, set, update } from 'firebase/database';
import { describe, expect, it } from 'vitest';
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
