import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTurns } from './inTurn.ts';

describe('createTurns', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('does the first at once, and each other so long after the one before', async () => {
    const inTurn = createTurns(1000);
    const done: string[] = [];
    const act = (name: string) => inTurn(async () => done.push(`${name} at ${performance.now()}`));
    const startMs = performance.now();
    await act('one');
    const rest = [act('two'), act('three')];
    await vi.advanceTimersByTimeAsync(999);
    expect(done).toEqual([`one at ${startMs}`]);
    await vi.advanceTimersByTimeAsync(1001);
    await Promise.all(rest);
    expect(done.slice(1)).toEqual([`two at ${startMs + 1000}`, `three at ${startMs + 2000}`]);
  });

  it('goes on after one that failed, and says so to whoever asked for it', async () => {
    const inTurn = createTurns(0);
    await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(inTurn(async () => 'yes')).resolves.toBe('yes');
  });
});
