import { limits, type UserId } from '@causerie/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAnnouncement, whoTypes, type Announced } from './typing.ts';

const me = 'me' as UserId;
const bo = 'bo' as UserId;
const now = 1_000_000;
const fresh = limits.typingFreshMs;

describe('whoTypes', () => {
  const names = (value: unknown, lastSaid?: number, key: string = bo) =>
    whoTypes([{ key, value }], me, new Map(lastSaid === undefined ? [] : [[bo, lastSaid]]), now).map(
      ({ uid }) => uid,
    );

  it.each([
    ['somebody who has just begun', { at: now, on: true }, undefined, [bo]],
    ['somebody who stopped', { at: now, on: false }, undefined, []],
    ['a sign that is about to be forgotten', { at: now - fresh + 1, on: true }, undefined, [bo]],
    ['a forgotten sign', { at: now - fresh, on: true }, undefined, []],
    ['somebody who has sent a message since', { at: now - 2000, on: true }, now - 1000, []],
    ['somebody who goes on after a message', { at: now - 1000, on: true }, now - 2000, [bo]],
    ['a sign of the server’s near future', { at: now + 300, on: true }, undefined, [bo]],
    ['a broken row', { at: 'now', on: true }, undefined, []],
    ['nothing', null, undefined, []],
  ])('with %s', (_what, value, lastSaid, expected) => {
    expect(names(value, lastSaid)).toEqual(expected);
  });

  it('leaves oneself out', () => {
    expect(names({ at: now, on: true }, undefined, me)).toEqual([]);
  });

  it('takes __proto__ for somebody', () => {
    expect(names({ at: now, on: true }, undefined, '__proto__')).toEqual(['__proto__']);
  });
});

describe('nextAnnouncement', () => {
  it.each<[string, boolean, Announced | undefined, unknown]>([
    ['says so when typing begins', true, undefined, { kind: 'say', on: true }],
    ['has nothing to say when nothing was typed', false, undefined, { kind: 'none' }],
    ['repeats itself in time', true, { on: true, atMs: now - 3000 }, { kind: 'say', on: true }],
    [
      'waits with the repetition',
      true,
      { on: true, atMs: now - 1000 },
      { kind: 'wait', untilMs: now + 2000 },
    ],
    ['says when typing ends', false, { on: true, atMs: now - 2000 }, { kind: 'say', on: false }],
    [
      'keeps the pace when typing ends at once',
      false,
      { on: true, atMs: now },
      { kind: 'wait', untilMs: now + 1200 },
    ],
    [
      'keeps the pace when typing begins again',
      true,
      { on: false, atMs: now - 200 },
      { kind: 'wait', untilMs: now + 1000 },
    ],
    ['is silent when readers have forgotten', false, { on: true, atMs: now - fresh }, { kind: 'none' }],
    ['is silent after the end', false, { on: false, atMs: now }, { kind: 'none' }],
  ])('%s', (_what, isTyping, last, expected) => {
    expect(nextAnnouncement(isTyping, last, now)).toEqual(expected);
  });

  /** What is announced at which time by somebody who, in each step, types or not for some milliseconds. */
  const announcements = (steps: readonly (readonly [isTyping: boolean, forMs: number])[]) => {
    const said: Announced[] = [];
    const forgotten: number[] = [];
    let nowMs = 0;
    for (const [isTyping, forMs] of steps) {
      const untilMs = nowMs + forMs;
      for (;;) {
        const next = nextAnnouncement(isTyping, said.at(-1), nowMs);
        if (next.kind === 'say') said.push({ on: next.on, atMs: nowMs });
        else if (next.kind === 'wait' && next.untilMs <= untilMs) nowMs = next.untilMs;
        else break;
      }
      nowMs = untilMs;
      const last = said.at(-1);
      if (isTyping && last?.on === true && nowMs - last.atMs >= fresh) forgotten.push(nowMs);
    }
    return { said, forgotten };
  };

  const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 10, max: 9000 })), { maxLength: 60 });

  it('never outruns what the rules accept', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const { said } = announcements(given);
        const gaps = said.slice(1).map(({ atMs }, index) => atMs - (said[index]?.atMs ?? 0));
        expect(gaps.filter((gapMs) => gapMs < limits.typingEveryMs)).toEqual([]);
      }),
    );
  });

  it('never lets readers forget somebody who goes on typing', () => {
    fc.assert(
      fc.property(steps, (given) => {
        expect(announcements(given).forgotten).toEqual([]);
      }),
    );
  });
});
