import { paths, type UserId } from '@causerie/contract';
import { serverTime, type Changes } from '../../backend/write.ts';
import type { OutboxEntry } from './outbox.ts';

/** A message and the slot it takes. Rules accept neither without the other. */
export const planMessage = (uid: UserId, { roomId, id, text, replyTo }: OutboxEntry, slot: string): Changes =>
  new Map([
    [
      paths.message.at({ roomId, messageId: id }),
      { uid, text, at: serverTime(), slot, ...(replyTo === undefined ? {} : { replyTo }) },
    ],
    [paths.messageSlot.at({ uid, slot }), { at: serverTime(), key: `${roomId}/${id}` }],
  ]);
