import { paths, type UserId } from '@causerie/contract';
import { serverTime, type Changes } from '../../backend/write.ts';
import type { OutboxEntry } from './outbox.ts';

/** A message, the slot it takes, and the turn in a room that asks for pauses. Rules accept none without the others. */
export const planMessage = (
  uid: UserId,
  { roomId, id, text, replyTo }: OutboxEntry,
  slot: string,
  takesTurn: boolean,
): Changes =>
  new Map<string, unknown>([
    [
      paths.message.at({ roomId, messageId: id }),
      { uid, text, at: serverTime(), slot, ...(replyTo === undefined ? {} : { replyTo }) },
    ],
    [paths.messageSlot.at({ uid, slot }), { at: serverTime(), key: `${roomId}/${id}` }],
    ...(takesTurn ? [[paths.paceEntry.at({ uid, roomId }), { at: serverTime(), key: id }] as const] : []),
  ]);
