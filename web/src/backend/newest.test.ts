import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from './entries.ts';
import { newestOf, type Range } from './newest.ts';

const entryOf = (at: number, text = `said at ${at}`): Entry => ({ key: `m${at}`, value: { at, text } });
const atOf = (entry: Entry): number => (entry.value as { readonly at: number }).at;

const isIn = ({ from, after, to }: Range, entry: Entry): boolean => {
  const at = atOf(entry);
  return at >= (from?.at ?? 0) && at > (after?.at ?? -1) && at <= (to?.at ?? Number.POSITIVE_INFINITY);
};

/** A list as the database keeps it: each range is told what is in it, at once when asked, and whenever that changes. */
const listOf = (count: number) => {
  let entries: readonly Entry[] = Array.from({ length: count }, (_, index) => entryOf(index));
  const open = new Set<() => void>();
  let sent = 0;
  return {
    entries: () => entries,
    sent: () => sent,
    open: () => open.size,
    change: (next: (entries: readonly Entry[]) => readonly Entry[]) => {
      entries = next(entries);
      for (const look of open) look();
    },
    ask: (range: Range, known: readonly Entry[], heard: (entries: readonly Entry[]) => void) => {
      let last: string | undefined = known.length === 0 ? undefined : JSON.stringify(known);
      let isOpen = true;
      if (known.length > 0) heard(known);
      const look = (): void => {
        if (!isOpen) return;
        const now = entries.filter((entry) => isIn(range, entry)).slice(-range.last);
        const text = JSON.stringify(now);
        if (text === last) return;
        last = text;
        sent += now.length;
        heard(now);
      };
      open.add(look);
      look();
      return () => {
        isOpen = false;
        open.delete(look);
      };
    },
  };
};

const follow = (list: ReturnType<typeof listOf>, kept: readonly Entry[] = [], first = 50) => {
  const found: (readonly Entry[])[] = [];
  const stop = newestOf({
    ask: list.ask,
    first,
    followedMax: 300,
    kept,
    found: (entries) => found.push(entries),
    denied: () => undefined,
  });
  return { last: () => found.at(-1) ?? [], stop };
};

describe('newestOf', () => {
  it.each([
    ['an empty list', 0, 0],
    ['a short one', 7, 7],
    ['exactly as many as were asked for', 50, 50],
    ['a long one', 1000, 50],
  ])('begins with %s', (_what, count, expected) => {
    const list = listOf(count);
    expect(follow(list).last()).toEqual(list.entries().slice(-expected));
  });

  it('downloads nothing that was kept and is unchanged', () => {
    const list = listOf(1000);
    const kept = list.entries().slice(-200);
    const { last } = follow(list, kept);
    expect(last()).toEqual(kept);
    expect(list.sent()).toBe(0);
  });

  it('downloads what is new, and what was kept with an edit in it, and nothing else', () => {
    const list = listOf(1000);
    const kept = list.entries().slice(-200);
    list.change((entries) => [
      ...entries.map((entry) => (atOf(entry) === 850 ? entryOf(850, 'edited') : entry)),
      entryOf(1000),
      entryOf(1001),
    ]);
    const { last } = follow(list, kept);
    expect(last()).toEqual(list.entries().slice(-202));
    expect(list.sent()).toBe(50 + 2);
  });

  it('lets go of what was kept when so much was said that the two do not meet', () => {
    const list = listOf(100);
    const kept = list.entries();
    list.change((entries) => [
      ...entries,
      ...Array.from({ length: 500 }, (_, index) => entryOf(100 + index)),
    ]);
    expect(follow(list, kept).last()).toEqual(list.entries().slice(-100));
  });

  it('closes every listener when it is stopped, and when it is refused', () => {
    const list = listOf(300);
    const { stop } = follow(list, list.entries().slice(-200));
    expect(list.open()).toBe(5);
    stop();
    expect(list.open()).toBe(0);

    let denials = 0;
    const refusals: (() => void)[] = [];
    newestOf({
      ask: (range, known, heard, refused) => {
        refusals.push(refused);
        return list.ask(range, known, heard);
      },
      first: 50,
      followedMax: 300,
      kept: list.entries().slice(-60),
      found: () => undefined,
      denied: () => (denials += 1),
    });
    for (const refuse of refusals) refuse();
    expect(denials).toBe(1);
    expect(list.open()).toBe(0);
  });

  it('always shows the end of the list without gaps, whatever happens in it', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('say' as const), count: fc.integer({ min: 1, max: 130 }) }),
      fc.record({ kind: fc.constant('edit' as const), count: fc.nat(300) }),
      fc.record({ kind: fc.constant('remove' as const), count: fc.nat(300) }),
      fc.record({ kind: fc.constant('reopen' as const), count: fc.nat(40) }),
    );
    fc.assert(
      fc.property(fc.nat(300), fc.array(step, { maxLength: 30 }), (count, steps) => {
        const list = listOf(count);
        let next = 10_000;
        let following = follow(list);
        for (const { kind, count: by } of steps) {
          const pick = list.entries()[Math.max(0, list.entries().length - 1 - by)];
          if (kind === 'say') {
            list.change((entries) => [...entries, ...Array.from({ length: by }, () => entryOf((next += 1)))]);
          } else if (kind === 'edit' && pick !== undefined) {
            list.change((entries) =>
              entries.map((entry) => (entry === pick ? entryOf(atOf(pick), `${next}`) : entry)),
            );
          } else if (kind === 'remove' && pick !== undefined) {
            list.change((entries) => entries.filter((entry) => entry !== pick));
          } else if (kind === 'reopen') {
            const kept = following.last().slice(-200);
            following.stop();
            list.change((entries) => [...entries, ...Array.from({ length: by }, () => entryOf((next += 1)))]);
            following = follow(list, kept);
          }
          const { length } = following.last();
          expect(following.last()).toEqual(list.entries().slice(list.entries().length - length));
          expect(length).toBeGreaterThanOrEqual(Math.min(list.entries().length, 1));
          expect(length).toBeLessThanOrEqual(400);
        }
      }),
      { numRuns: 200 },
    );
  });
});
