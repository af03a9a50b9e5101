import { message, messageSlot, type MessageId, type RoomId, type UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from './outbox.ts';
import { planMessage } from './planMessage.ts';

const entry: OutboxEntry = {
  id: '-Oabcdefghijklmnopqr' as MessageId,
  roomId: 'lobby' as RoomId,
  text: 'hello',
  typedAtMs: 7,
  order: 1,
  attempts: 0,
  standing: { state: 'waiting' },
};

describe('planMessage', () => {
  const plan = planMessage('ana' as UserId, entry, 'b', false);

  it('writes the message and the slot it takes, each naming the other', () => {
    expect([...plan.keys()]).toEqual(['messages/lobby/-Oabcdefghijklmnopqr', 'limits/ana/messages/b']);
    expect(plan.get('messages/lobby/-Oabcdefghijklmnopqr')).toMatchObject({ slot: 'b' });
    expect(plan.get('limits/ana/messages/b')).toMatchObject({ key: 'lobby/-Oabcdefghijklmnopqr' });
  });

  it('writes what readers recognise, once the server has put the time in', () => {
    const [stored, slot] = [...plan.values()].map((value) => ({ ...(value as object), at: 5 }));
    expect(message.read(stored)).toMatchObject({ uid: 'ana', text: 'hello', at: 5, slot: 'b' });
    expect(messageSlot.read(slot)).toMatchObject({ at: 5 });
  });

  it('takes a turn where one is asked for', () => {
    const paced = planMessage('ana' as UserId, entry, 'b', true);
    expect([...paced.keys()]).toEqual([...plan.keys(), 'limits/ana/pace/lobby']);
    expect(paced.get('limits/ana/pace/lobby')).toMatchObject({ key: entry.id });
  });

  it('names what it answers', () => {
    const replyTo = '-Oabcdefghijklmnopqa' as MessageId;
    const [stored] = planMessage('ana' as UserId, { ...entry, replyTo }, 'b', false).values();
    expect(stored).toMatchObject({ replyTo });
    expect([...plan.values()][0]).not.toHaveProperty('replyTo');
  });
});
