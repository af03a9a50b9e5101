import { describe, expect, it } from 'vitest';
import type { MessageId, RoomId, UserId } from '@causerie/contract';
import { planRemoval } from './removeMessage.ts';

const room = 'lobby' as RoomId;
const ana = 'ana' as UserId;
const id = '-O000000000000000001' as MessageId;

describe('planRemoval', () => {
  it('leaves of one’s own message its mark, and asks nobody', () => {
    expect([...planRemoval(ana, room, { id, uid: ana }, 'entry').keys()]).toEqual(
      ['text', 'html', 'replyTo', 'editedAt', 'deleted'].map((field) => `messages/lobby/${id}/${field}`),
    );
  });

  it('logs that it was another’s', () => {
    const plan = planRemoval(ana, room, { id, uid: 'bob' as UserId }, 'entry');
    expect(plan.get('audit/lobby/entry')).toMatchObject({
      by: 'ana',
      act: 'removeMessage',
      about: 'bob',
      messageId: id,
    });
    expect(plan.get('limits/ana/act')).toMatchObject({ key: 'lobby/entry' });
  });
});
