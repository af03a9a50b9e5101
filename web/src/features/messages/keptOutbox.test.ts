import type { MessageId, RoomId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import type { BrowserStore } from '../../backend/browserStore.ts';
import { keptOutbox } from './keptOutbox.ts';
import type { OutboxEntry } from './outbox.ts';

const entry: OutboxEntry = {
  id: '-Oabcdefghijklmnopqr' as MessageId,
  roomId: 'lobby' as RoomId,
  text: 'hello',
  replyTo: undefined,
  typedAtMs: 7,
  order: 3,
  attempts: 2,
  standing: { state: 'sending', slot: 'a' },
};

const memoryStore = (rows = new Map<string, unknown>()): BrowserStore => ({
  readAll: () => Promise.resolve(new Map(rows)),
  write: (_table, batch) => {
    for (const [key, row] of batch) {
      if (row === undefined) rows.delete(key);
      else rows.set(key, row);
    }
    return Promise.resolve();
  },
  close: () => undefined,
});

const deadStore: BrowserStore = {
  readAll: () => Promise.reject(new Error('no')),
  write: () => Promise.reject(new Error('no')),
  close: () => undefined,
};

describe('keptOutbox', () => {
  it('gives back what was not acknowledged, as waiting, until it is removed', async () => {
    const shelf = keptOutbox(memoryStore());
    shelf.put(entry);
    expect(await shelf.restore()).toEqual([{ ...entry, attempts: 0, standing: { state: 'waiting' } }]);
    shelf.remove(entry.id);
    expect(await shelf.restore()).toEqual([]);
  });

  it('remembers what was refused, and why', async () => {
    const shelf = keptOutbox(memoryStore());
    const standing = { state: 'refused', reason: 'muted' } as const;
    shelf.put({ ...entry, standing });
    expect(await shelf.restore()).toEqual([{ ...entry, attempts: 0, standing }]);
  });

  it('remembers what was answered', async () => {
    const shelf = keptOutbox(memoryStore());
    const replyTo = '-Oabcdefghijklmnopqa' as MessageId;
    shelf.put({ ...entry, replyTo });
    expect(await shelf.restore()).toMatchObject([{ replyTo }]);
  });

  it.each([
    ['a string', 'hello'],
    ['null', null],
    ['a list', [1]],
    ['an id that is none', { ...entry, id: '__proto__' }],
    ['a room that is none', { ...entry, roomId: 'no/room' }],
    ['no text', { ...entry, text: 7 }],
    ['no order', { ...entry, order: 'first' }],
  ])('leaves out %s', async (_what, row) => {
    expect(await keptOutbox(memoryStore(new Map([['row', row]]))).restore()).toEqual([]);
  });

  it.each([
    ['nothing can be kept', undefined],
    ['the browser refuses', deadStore],
  ])('holds nothing, and complains about nothing, when %s', async (_what, store) => {
    const shelf = keptOutbox(store);
    shelf.put(entry);
    shelf.remove(entry.id);
    expect(await shelf.restore()).toEqual([]);
  });
});
