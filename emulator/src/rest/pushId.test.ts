import { describe, expect, it } from 'vitest';
import { PushIds } from './pushId.ts';

describe('PushIds', () => {
  it('makes 20 characters that begin with the time', () => {
    expect(new PushIds().next(1_700_000_000_000)).toMatch(/^[-\w]{20}$/);
    expect(new PushIds().next(0).slice(0, 8)).toBe('--------');
    expect(new PushIds().next(64).slice(0, 8)).toBe('------0-');
  });

  it('sorts as made, in one millisecond and when the clock goes back', () => {
    const ids = new PushIds();
    const times = [...Array<number>(5000).fill(1_700_000_000_000), 1_700_000_000_001, 1_600_000_000_000, 1];
    const made = times.map((nowMs) => ids.next(nowMs));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});
