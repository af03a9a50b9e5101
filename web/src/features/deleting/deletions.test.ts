import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageId, UserId } from '@causerie/contract';
import type { Outcome, Refusal } from '../../backend/act.ts';
import { createDeletions, undoableForMs } from './deletions.ts';

const first = { id: '-O000000000000000001' as MessageId, uid: 'ana' as UserId };
const second = { ...first, id: '-O000000000000000002' as MessageId };

const stage = (outcome: Outcome = 'done') => {
  const written: MessageId[] = [];
  const refusals: Refusal[] = [];
  const deletions = createDeletions(
    ({ id }) => {
      written.push(id);
      return Promise.resolve(outcome);
    },
    (refusal) => refusals.push(refusal),
  );
  return { deletions, written, refusals, hidden: () => [...deletions.current().hidden] };
};

describe('deletions', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('hide at once and write later', async () => {
    const { deletions, written, hidden } = stage();
    deletions.remove(first);
    expect(deletions.current().undoable).toBe(first.id);
    await vi.advanceTimersByTimeAsync(undoableForMs - 1);
    expect([hidden(), written]).toEqual([[first.id], []]);
    await vi.advanceTimersByTimeAsync(1);
    expect([hidden(), written]).toEqual([[], [first.id]]);
    expect(deletions.current().undoable).toBeUndefined();
  });

  it('write nothing that was undone', async () => {
    const { deletions, written, hidden } = stage();
    deletions.remove(first);
    deletions.undo();
    await vi.runAllTimersAsync();
    expect([hidden(), written]).toEqual([[], []]);
  });

  it('are final once there is another', async () => {
    const { deletions, written, hidden } = stage();
    deletions.remove(first);
    deletions.remove(second);
    expect(written).toEqual([first.id]);
    deletions.undo();
    await vi.runAllTimersAsync();
    expect([hidden(), written]).toEqual([[], [first.id]]);
  });

  it('do not wait for whoever leaves, and write once', async () => {
    const { deletions, written } = stage();
    deletions.remove(first);
    deletions.flush();
    deletions.flush();
    await vi.runAllTimersAsync();
    expect(written).toEqual([first.id]);
  });

  it('take back what is refused, and say why', async () => {
    const { deletions, hidden, refusals } = stage({ kind: 'notAllowed' });
    deletions.remove(first);
    await vi.runAllTimersAsync();
    expect([hidden(), refusals]).toEqual([[], [{ kind: 'notAllowed' }]]);
  });
});
