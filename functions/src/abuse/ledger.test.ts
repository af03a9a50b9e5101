import { limits } from '@causerie/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Evidence,
  type Ledger,
  readLedger,
  sentenceOf,
  strikeMs,
  withEvidence,
  writeLedger,
} from './ledger.ts';
import { turnsOfFullRing } from './watchFlood.ts';

const { flood, complaints, strikes } = limits;
const minuteMs = 60_000;
/** The beginning of a minute, long after 1970. */
const startMs = 30_000_000 * minuteMs;
const nowMs = startMs + 90_000;
const empty = readLedger(null);

/** Through what is stored and back, as between two events. */
const judged = (events: readonly Evidence[], atMs = nowMs, from: Ledger = empty): Ledger =>
  events.reduce(
    (ledger, event) => readLedger(structuredClone(writeLedger(withEvidence(ledger, event, atMs)))),
    from,
  );

const turn = (number: number, atMs = startMs): Evidence => ({
  kind: 'flood',
  turns: [{ slot: 'abcde'[number % 5] ?? 'a', at: atMs + Math.floor(number / 5) * 10_000 }],
});
const turns = (count: number, atMs = startMs) =>
  Array.from({ length: count }, (_, number) => turn(number, atMs));
const complaint = (by: string, at = startMs): Evidence => ({ kind: 'complaint', by, at });
const people = (count: number) => Array.from({ length: count }, (_, number) => complaint(`person${number}`));
/** Somebody with this many strikes. */
const offender = (count: number): Ledger => ({
  ...empty,
  strikes: new Map(Array.from({ length: count }, (_, index) => [index + 1, nowMs])),
});

/** Three people complain, always the same. */
const brigade = (atMs: number, from: Ledger): Ledger =>
  judged(
    ['a', 'b', 'c'].map((by) => complaint(by, atMs)),
    atMs,
    from,
  );
/** The strikes of somebody who had three, and of whom three others complain. */
const strikesAfterwards = (atMs: number) => brigade(atMs, offender(3)).strikes;

describe('the ledger', () => {
  it.each([
    ['turns of a minute', flood.perMinute, turns],
    ['people who complain', complaints.people, people],
  ] as const)('strikes at the limit of %s and not one before', (_name, limit, make) => {
    expect(judged(make(limit - 1)).strikes.size).toBe(0);
    expect(judged(make(limit)).strikes.size).toBe(1);
    expect(judged(make(2 * limit - 1)).strikes.size).toBe(1);
  });

  it.each([
    [
      'turns of two minutes',
      [...turns(flood.perMinute - 1), ...turns(flood.perMinute - 1, startMs + minuteMs)],
    ],
    [
      'one who complains again and again',
      Array.from({ length: 9 }, (_, at) => complaint('ana', startMs + at)),
    ],
    [
      'complaints that are too long ago',
      [...people(complaints.people - 1), complaint('late', nowMs - complaints.windowMs)],
    ],
    ['turns of an age ago', turns(30, startMs - flood.rememberMs - 2 * minuteMs)],
    ['turns to come', turns(30, startMs + 5 * minuteMs)],
    ['people who cannot be keys', ['a/b', '', 'a.b', 'a#'].map((by) => complaint(by))],
  ])('does not strike for %s', (_name, events) => {
    expect(judged(events).strikes.size).toBe(0);
  });

  it('counts people with names of objects like others', () => {
    const names = ['constructor', '__proto__', 'hasOwnProperty'];
    expect(judged(names.map((by) => complaint(by))).strikes.size).toBe(1);
  });

  it('forgets a complaint exactly when its time is over', () => {
    const first = judged(people(complaints.people - 1));
    const strikesAt = (ms: number) => judged([complaint('last', ms)], ms, first).strikes.size;
    expect(strikesAt(startMs + complaints.windowMs - 1)).toBe(1);
    expect(strikesAt(startMs + complaints.windowMs)).toBe(0);
  });

  it('counts the same people for one strike, until that is forgotten', () => {
    const strikesAt = (ms: number): readonly number[] => [...brigade(ms, first).strikes.values()];
    const first = brigade(nowMs, empty);
    expect(strikesAt(nowMs + complaints.windowMs)).toEqual([nowMs]);
    const forgottenMs = nowMs + strikes.rememberMs;
    expect(strikesAt(forgottenMs - 1)).toEqual([nowMs]);
    expect(strikesAt(forgottenMs)).toEqual([forgottenMs]);
  });

  it.each([
    [1, strikes.firstMuteMs],
    [2, 2 * strikes.firstMuteMs],
    [4, 8 * strikes.firstMuteMs],
    [100, strikes.longestMs],
  ])('silences for the %d. strike for %d ms', (number, ms) => {
    expect(strikeMs(number)).toBe(ms);
    expect(sentenceOf(offender(number)).mutedUntil).toBe(nowMs + ms);
  });

  it('bans from one strike on and not before', () => {
    expect(sentenceOf(offender(strikes.banFrom - 1)).bannedUntil).toBe(0);
    expect(sentenceOf(offender(strikes.banFrom)).bannedUntil).toBe(nowMs + strikeMs(strikes.banFrom));
  });

  it('begins anew after a time without strikes, and not before', () => {
    const laterMs = nowMs + strikes.rememberMs;
    expect([...strikesAfterwards(laterMs - 1).keys()]).toEqual([1, 2, 3, 4]);
    expect([...strikesAfterwards(laterMs).keys()]).toEqual([1]);
  });

  it('comes to the same whatever the order, and however often an event comes', () => {
    const events = fc.array(
      fc.oneof(
        fc
          .record({ number: fc.nat(29), minute: fc.nat(1) })
          .map(({ number, minute }) => turn(number, startMs - minute * minuteMs)),
        fc
          .record({
            by: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
            at: fc.integer({ min: startMs - 1e6, max: nowMs }),
          })
          .map(({ by, at }) => complaint(by, at)),
      ),
      { maxLength: 90, minLength: 30 },
    );
    fc.assert(
      fc.property(
        events.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
        ),
        ([once, shuffled]) => {
          const [one, other] = [judged(once), judged(shuffled)];
          expect(other.strikes).toEqual(one.strikes);
          expect(sentenceOf(other)).toEqual(sentenceOf(one));
          expect(new Map(other.minutes)).toEqual(new Map(one.minutes));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('stays small', () => {
    const many = [
      ...Array.from({ length: 300 }, (_, number) => complaint(`person${number}`, nowMs - number)),
      ...turns(30),
    ];
    expect(JSON.stringify(writeLedger(judged(many))).length).toBeLessThan(10_000);
  });

  it.each([[null], [7], ['x'], [[]], [{ minutes: 3, complaints: { a: 1 }, strikes: { n1: 'x', x: 4 } }]])(
    'takes %j for an empty one',
    (value) => {
      expect(sentenceOf(readLedger(value))).toEqual({ mutedUntil: 0, bannedUntil: 0 });
    },
  );
});

const ring = (spreadMs: number, slots = 'abcde') =>
  Object.fromEntries(
    Array.from(slots, (slot, index) => [
      slot,
      { at: startMs + (index * spreadMs) / (slots.length - 1), key: 'lobby/-O0123456789abcdefgh' },
    ]),
  );

describe('turnsOfFullRing', () => {
  it.each([
    ['full within the spread', ring(flood.spreadMs), 5],
    ['full in one update', ring(0), 5],
    ['full, but more slowly', ring(flood.spreadMs + 4), 0],
    ['not full', ring(0, 'abcd'), 0],
    ['nothing', null, 0],
    ['no ring', { a: 1, b: 'x', c: {}, d: null, e: [] }, 0],
  ])('finds the turns of a ring that is %s', (_name, value, count) => {
    expect(turnsOfFullRing(value)).toHaveLength(count);
  });
});
