import type { MessageId, RoomId, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import type { OutboxEntry, OutboxStanding } from './outbox.ts';
import {
  firstUnread,
  groupGapMs,
  groupTimeline,
  mergeTimeline,
  readMessage,
  type TimelineMessage,
} from './timeline.ts';

const lobby = 'lobby' as RoomId;
const ana = 'ana' as UserId;

const said = (name: string, atMs = 0, uid: string = ana): TimelineMessage => ({
  id: name as MessageId,
  uid: uid as UserId,
  text: name,
  isEdited: false,
  html: undefined,
  atMs,
  standing: { state: 'stored' },
});

const pending = (name: string, standing: OutboxStanding, roomId: RoomId = lobby): OutboxEntry => ({
  id: name as MessageId,
  roomId,
  text: name,
  typedAtMs: 9,
  order: 1,
  attempts: 0,
  standing,
});

describe('readMessage', () => {
  const key = '-Oabcdefghijklmnopqr';
  const value = { uid: 'ana', text: 'hi', at: 5, slot: 'a' };

  it('reads a message with and without html', () => {
    expect(readMessage({ key, value })).toMatchObject({ id: key, text: 'hi', html: undefined, atMs: 5 });
    expect(readMessage({ key, value: { ...value, html: '<p>hi</p>' } })?.html).toBe('<p>hi</p>');
  });

  it('reads that a message was edited', () => {
    expect(readMessage({ key, value })?.isEdited).toBe(false);
    expect(readMessage({ key, value: { ...value, editedAt: 6 } })?.isEdited).toBe(true);
  });

  it('reads what is left of a deleted message: that somebody said something', () => {
    const left = { uid: 'ana', at: 5, slot: 'a', deleted: true };
    expect(readMessage({ key, value: left })).toMatchObject({
      id: key,
      uid: 'ana',
      atMs: 5,
      text: undefined,
      html: undefined,
      isEdited: false,
    });
    expect(readMessage({ key, value: { ...left, deleted: 'yes' } })).toBeUndefined();
  });

  it.each([
    ['a key that is no message id', { key: '__proto__', value }],
    ['a missing text', { key, value: { uid: 'ana', at: 5, slot: 'a' } }],
    ['a text that is an object', { key, value: { ...value, text: { toString: 'x' } } }],
    ['a time past the end of time', { key, value: { ...value, at: 1e300 } }],
    ['inherited fields', { key, value: { __proto__: value } }],
    ['nothing', { key, value: null }],
  ])('recognises nothing in %s', (_what, entry) => {
    expect(readMessage(entry)).toBeUndefined();
  });
});

const merge = (stored: readonly TimelineMessage[], outbox: readonly OutboxEntry[]) =>
  mergeTimeline(stored, outbox, lobby, ana).map(({ id, standing }) => [id, standing.state]);

describe('mergeTimeline', () => {
  it('returns the very list when nothing is pending', () => {
    const stored = [said('m1')];
    expect(
      mergeTimeline(stored, [pending('other', { state: 'waiting' }, 'other' as RoomId)], lobby, ana),
    ).toBe(stored);
  });

  it('marks a message under way in its place', () => {
    expect(
      merge([said('m1'), said('m2'), said('m3')], [pending('m2', { state: 'sending', slot: 'a' })]),
    ).toEqual([
      ['m1', 'stored'],
      ['m2', 'sending'],
      ['m3', 'stored'],
    ]);
  });

  it('shows what waits or was refused after everything else, in the order written', () => {
    const outbox = [
      pending('p1', { state: 'refused', reason: 'unknown' }),
      pending('p2', { state: 'waiting' }),
      pending('p3', { state: 'sending', slot: 'a' }),
    ];
    expect(merge([said('m1')], outbox)).toEqual([
      ['m1', 'stored'],
      ['p1', 'refused'],
      ['p2', 'waiting'],
      ['p3', 'sending'],
    ]);
  });

  it('counts places over all rooms, because the ring is one', () => {
    const outbox = [
      pending('elsewhere', { state: 'waiting' }, 'other' as RoomId),
      pending('here', { state: 'waiting' }),
    ];
    expect(mergeTimeline([], outbox, lobby, ana)[0]?.standing).toEqual({ state: 'waiting', place: 1 });
  });

  it('believes what is stored more than a refusal', () => {
    expect(merge([said('m1')], [pending('m1', { state: 'refused', reason: 'unknown' })])).toEqual([
      ['m1', 'stored'],
    ]);
  });

  it('shows each message once', () => {
    const outbox = [pending('m1', { state: 'sending', slot: 'a' })];
    expect(merge([said('m1')], outbox)).toHaveLength(1);
  });
});

describe('groupTimeline', () => {
  const dayMs = 86_400_000;
  const dayOf = (atMs: number) => String(Math.floor(atMs / dayMs));
  const rows = (messages: readonly TimelineMessage[], newFrom?: string) =>
    groupTimeline(messages, dayOf, newFrom as MessageId | undefined).map((row) => {
      if (row.kind === 'new') return 'new';
      return row.kind === 'day' ? `day ${dayOf(row.atMs)}` : `${row.opens ? '' : '+'}${row.message.id}`;
    });

  it('has no rows for no messages', () => {
    expect(rows([])).toEqual([]);
  });

  it('names an author once for messages in one breath', () => {
    expect(rows([said('a', 0), said('b', 1000), said('c', 2000)])).toEqual(['day 0', 'a', '+b', '+c']);
  });

  it('names an author again after another, after a pause, and on another day', () => {
    expect(
      rows([
        said('a', 0),
        said('b', 1000, 'bo'),
        said('c', 2000),
        said('d', 2000 + groupGapMs),
        said('e', 2001 + 2 * groupGapMs),
        said('f', dayMs - 1),
        said('g', dayMs),
      ]),
    ).toEqual(['day 0', 'a', 'b', 'c', '+d', 'e', 'f', 'day 1', 'g']);
  });

  it('says where what is new begins, after the day', () => {
    const all = [said('a', 0), said('b', 1000), said('c', 2000), said('d', dayMs)];
    expect(rows(all, 'c')).toEqual(['day 0', 'a', '+b', 'new', 'c', 'day 1', 'd']);
    expect(rows(all, 'd')).toEqual(['day 0', 'a', '+b', '+c', 'day 1', 'new', 'd']);
    expect(rows(all, 'elsewhere')).not.toContain('new');
  });

  it('gives every row its own key, even when time runs backwards', () => {
    const keys = groupTimeline([said('a', dayMs), said('b', 0), said('c', dayMs)], dayOf).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('firstUnread', () => {
  it.each([
    ['nothing is newer', 30, false, undefined],
    ['something of another is newer', 10, false, 'd'],
    ['only own messages come before it', 0, true, 'b'],
    ['it may be before all of these', 0, false, undefined],
  ])('when %s', (_when, readUpTo, beginsHere, expected) => {
    const messages = [said('a', 10), said('b', 10, 'bo'), said('c', 20), said('d', 30, 'bo')];
    expect(firstUnread(messages, readUpTo, ana, beginsHere)).toBe(expected);
  });
});
