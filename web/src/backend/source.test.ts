import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askAgainAfterMs, lingerMs, liveSource } from './source.ts';

/** A place that can be told what to say, and that counts how often it is listened to. */
const place = () => {
  const listeners: { found: (value: number) => void; denied: () => void }[] = [];
  let opened = 0;
  let closed = 0;
  let idle = 0;
  const source = liveSource<number>(
    (found, denied) => {
      opened += 1;
      listeners.push({ found, denied });
      return () => {
        closed += 1;
      };
    },
    (_previous, next) => next,
    () => {
      idle += 1;
    },
  );
  return {
    source,
    say: (value: number) => listeners.at(-1)?.found(value),
    deny: () => listeners.at(-1)?.denied(),
    counts: () => ({ opened, closed, idle }),
  };
};

describe('liveSource', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('listens once for all its readers', () => {
    const { source, counts } = place();
    source.subscribe(() => undefined);
    source.subscribe(() => undefined);
    expect(counts().opened).toBe(1);
  });

  it('tells readers what arrives', () => {
    const { source, say } = place();
    const seen: unknown[] = [];
    source.subscribe(() => seen.push(source.current()));
    expect(source.current()).toEqual({ state: 'loading' });
    say(1);
    say(2);
    expect(seen).toEqual([
      { state: 'ready', value: 1 },
      { state: 'ready', value: 2 },
    ]);
  });

  it('says nothing when nothing changed', () => {
    const { source, say } = place();
    let told = 0;
    source.subscribe(() => (told += 1));
    say(1);
    say(1);
    expect(told).toBe(1);
  });

  it('keeps what it knows for a reader that comes back soon', () => {
    const { source, say, counts } = place();
    const leave = source.subscribe(() => undefined);
    say(1);
    leave();
    vi.advanceTimersByTime(lingerMs - 1);
    source.subscribe(() => undefined);
    vi.advanceTimersByTime(lingerMs * 2);
    expect(source.current()).toEqual({ state: 'ready', value: 1 });
    expect(counts()).toEqual({ opened: 1, closed: 0, idle: 0 });
  });

  it('stops listening when nobody comes back', () => {
    const { source, say, counts } = place();
    source.subscribe(() => undefined)();
    say(1);
    vi.advanceTimersByTime(lingerMs);
    expect(source.current()).toEqual({ state: 'loading' });
    expect(counts()).toEqual({ opened: 1, closed: 1, idle: 1 });
  });

  it('listens again after a denial only when asked to', () => {
    const { source, say, deny, counts } = place();
    source.subscribe(() => undefined);
    say(1);
    deny();
    expect(source.current()).toEqual({ state: 'denied' });
    source.subscribe(() => undefined);
    expect(counts().opened).toBe(1);
    source.retry();
    expect(source.current()).toEqual({ state: 'loading' });
    say(2);
    expect(source.current()).toEqual({ state: 'ready', value: 2 });
    expect(counts()).toEqual({ opened: 2, closed: 0, idle: 0 });
  });

  describe('when it is to forget', () => {
    it('has nothing more to say, and asks for nobody who goes', () => {
      const { source, say, counts } = place();
      const seen: unknown[] = [];
      const leave = source.subscribe(() => seen.push(source.current().state));
      say(1);
      source.forget();
      expect(seen).toEqual(['ready', 'loading']);
      leave();
      vi.advanceTimersByTime(lingerMs);
      expect(counts()).toEqual({ opened: 1, closed: 1, idle: 1 });
    });

    it('asks anew for whoever begins to read', () => {
      const { source, say, counts } = place();
      source.subscribe(() => undefined)();
      say(1);
      source.forget();
      source.subscribe(() => undefined);
      expect(source.current()).toEqual({ state: 'loading' });
      say(2);
      vi.advanceTimersByTime(lingerMs);
      expect(source.current()).toEqual({ state: 'ready', value: 2 });
      expect(counts()).toEqual({ opened: 2, closed: 1, idle: 0 });
    });

    it('asks anew for whoever stays, also for what was denied', () => {
      const { source, deny, counts } = place();
      source.subscribe(() => undefined);
      deny();
      source.forget();
      vi.advanceTimersByTime(askAgainAfterMs);
      expect(source.current()).toEqual({ state: 'loading' });
      expect(counts()).toEqual({ opened: 2, closed: 0, idle: 0 });
    });
  });
});
