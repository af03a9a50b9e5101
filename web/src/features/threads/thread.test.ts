import { describe, expect, it } from 'vitest';
import type { Entry, EntrySource } from '../../backend/entries.ts';
import type { ListWindow } from '../../backend/live.ts';
import type { Reading } from '../../backend/source.ts';
import { createThread } from './thread.ts';

/** A room in which everything answers one message, and answers of a database to windows of it. */
const stage = (count: number) => {
  let keys: readonly string[] = [];
  const updates = new Set<() => void>();
  const list = ({ beforeKey, last = 0 }: ListWindow): EntrySource => {
    const read = (): Reading<readonly Entry[]> => ({
      state: 'ready',
      value: keys
        .filter((key) => beforeKey === undefined || key < beforeKey)
        .slice(-last)
        .map((key) => ({ key, value: key })),
    });
    let reading = read();
    const listeners = new Set<() => void>();
    updates.add(() => {
      reading = read();
      for (const listener of listeners) listener();
    });
    return {
      current: () => reading,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  };
  const become = (next: readonly string[]): void => {
    keys = next;
    for (const update of updates) update();
  };
  const thread = createThread(list, 'root', count);
  thread.subscribe(() => undefined);
  const shown = (): string =>
    thread
      .current()
      .entries.map(({ key }) => key)
      .join('');
  return { become, thread, shown };
};

describe('a thread', () => {
  it('begins with the newest answers, and goes back page by page', () => {
    const { become, thread, shown } = stage(3);
    become('abcdefg'.split(''));
    expect([shown(), thread.current().hasEarlier]).toEqual(['efg', true]);
    thread.loadEarlier();
    expect([shown(), thread.current().hasEarlier]).toEqual(['bcdefg', true]);
    thread.loadEarlier();
    expect([shown(), thread.current().hasEarlier]).toEqual(['abcdefg', false]);
  });

  it('leaves no gap when more comes in', () => {
    const { become, thread, shown } = stage(3);
    become('abcdef'.split(''));
    thread.loadEarlier();
    become('abcdefgh'.split(''));
    expect(shown()).toBe('abcdefgh');
  });

  it('loses what was deleted', () => {
    const { become, thread, shown } = stage(3);
    become('abc'.split(''));
    become('ac'.split(''));
    expect(shown()).toBe('ac');
    become('acde'.split(''));
    become('acd'.split(''));
    expect(shown()).toBe('acd');
    expect(thread.current().hasEarlier).toBe(true);
  });
});
