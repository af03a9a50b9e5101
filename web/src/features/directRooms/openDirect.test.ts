import { directRoomId, type UserId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { planDirect } from './openDirect.ts';

describe('planDirect', () => {
  it.each([
    ['ana', 'bo'],
    ['bo', 'ana'],
  ])('puts %s and %s into one room', (one, another) => {
    const [uid, other] = [one, another] as [UserId, UserId];
    const roomId = directRoomId(uid, other);
    if (roomId === undefined) throw new Error('These two have a room.');
    expect([...planDirect(uid, other, roomId).keys()].toSorted()).toEqual([
      'members/d-ana_bo/ana',
      'members/d-ana_bo/bo',
      'mine/ana/d-ana_bo',
      'mine/bo/d-ana_bo',
      'rooms/d-ana_bo',
    ]);
  });
});
