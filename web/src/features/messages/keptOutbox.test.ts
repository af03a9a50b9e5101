import type { MessageId, RoomId, UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { keepOutbox, keptOutbox } from './keptOutbox.ts';
import type { OutboxEntry } from './outbox.ts';

const ana = 'ana' as UserId;
const entry: OutboxEntry = {
  id: '-Oabcdefghijklmnopqr' as MessageId,
  roomId: 'lobby' as RoomId,
  text: 'hello',
  typedAtMs: 7,
  attempts: 3,
  standing: { state: 'sending', slot: 'b' },
};

const storage = (initial: Readonly<Record<string, string>> = {}): Storage => {
  const items = new Map(Object.entries(initial));
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
};

describe('a kept outbox', () => {
  it('comes back as waiting, under the same id', () => {
    const place = storage();
    keepOutbox(place, ana, [entry]);
    expect(keptOutbox(place, ana)).toEqual([{ ...entry, attempts: 0, standing: { state: 'waiting' } }]);
  });

  it('is nobody else’s', () => {
    const place = storage();
    keepOutbox(place, ana, [entry]);
    expect(keptOutbox(place, 'eve' as UserId)).toEqual([]);
  });

  it('leaves nothing behind when it is empty', () => {
    const place = storage();
    keepOutbox(place, ana, [entry]);
    keepOutbox(place, ana, []);
    expect(place.length).toBe(0);
  });

  it.each([
    ['no JSON', '{'],
    ['no list', '{"0":1}'],
    ['strange entries', '[null,7,"x",{"id":"short","roomId":"lobby","text":"a","typedAtMs":1}]'],
    ['a room that is no room', JSON.stringify([{ ...entry, roomId: '../names' }])],
  ])('is empty when there is %s', (_what, text) => {
    expect(keptOutbox(storage({ 'causerie.outbox.ana': text }), ana)).toEqual([]);
  });

  it('does not fail when storage does', () => {
    const broken = storage();
    broken.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(() => keepOutbox(broken, ana, [entry])).not.toThrow();
  });
});
