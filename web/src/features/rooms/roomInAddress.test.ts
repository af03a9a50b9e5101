import type { MessageId, RoomId } from '@causerie/contract';
import { describe, expect, it } from 'vitest';
import { messageAddressOf, parseAddress, parseMessageAddress } from './roomInAddress.ts';

const id = '-Oabcdefghijklmnopqr' as MessageId;

describe('parseMessageAddress', () => {
  it.each([
    [`#/rooms/lobby/${id}`, 'lobby', id],
    ['#/rooms/lobby', 'lobby', undefined],
    ['#/rooms/lobby/', 'lobby', undefined],
    ['#/rooms/lobby/__proto__', 'lobby', undefined],
    [`#/rooms/lobby/${id}/more`, undefined, undefined],
    [`#/rooms//${id}`, undefined, undefined],
    [`#/rooms/../${id}`, undefined, undefined],
    [`#/${id}`, undefined, undefined],
  ])('reads %s as the room %s and the message %s', (hash, roomId, messageId) => {
    expect(parseAddress(hash)).toBe(roomId);
    expect(parseMessageAddress(hash)).toBe(messageId);
  });

  it('reads what messageAddressOf writes', () => {
    expect(parseMessageAddress(messageAddressOf('lobby' as RoomId, id))).toBe(id);
  });
});
