import { deletedMessage, member, message, paths, type MessageId, type UserId } from '@causerie/contract';
import { serverNow } from '../../backend/clock.ts';
import { connected } from '../../backend/connection.ts';
import { readOnce, valueAt } from '../../backend/live.ts';
import { readTakenSlots, type TakenSlots } from '../../backend/ring.ts';
import type { Source } from '../../backend/source.ts';
import { newKey, write } from '../../backend/write.ts';
import { keepOutbox, keptOutbox } from './keptOutbox.ts';
import { createOutbox, type Outbox, type OutboxEntry } from './outbox.ts';
import { planMessage } from './planMessage.ts';

/** The outbox of a person in this tab, connected to the database. Writes nothing until it is started. */
export const openOutbox = (uid: UserId): Outbox =>
  createOutbox(
    {
      newId: (roomId) => newKey(paths.messages.at({ roomId })) as MessageId,
      put: (entry, slot) => write(planMessage(uid, entry, slot)),
      whyDenied: (entry) => whyDenied(uid, entry),
      takenSlots: takenSlotsOf(uid),
      connected,
      nowMs: serverNow,
      keep: (entries) => keepOutbox(sessionStorage, uid, entries),
    },
    keptOutbox(sessionStorage, uid),
  );

const takenSlotsOf = (uid: UserId): Source<TakenSlots | undefined> => {
  const slots = valueAt(paths.messageSlots.at({ uid }));
  return {
    current: () => {
      const reading = slots.current();
      return reading.state === 'ready' ? readTakenSlots(reading.value) : undefined;
    },
    subscribe: slots.subscribe,
  };
};

const whyDenied = async (
  uid: UserId,
  { roomId, id }: OutboxEntry,
): Promise<'stored' | 'unreachable' | 'not_member' | 'unknown'> => {
  const membership = await askFor(paths.member.at({ roomId, uid }));
  if (membership === 'unreachable') return 'unreachable';
  if (membership === 'refused' || member.read(membership.value) === undefined) return 'not_member';
  const stored = await askFor(paths.message.at({ roomId, messageId: id }));
  if (stored === 'unreachable') return 'unreachable';
  if (stored === 'refused') return 'unknown';
  // It may have arrived, and been deleted since.
  const left = message.read(stored.value) ?? deletedMessage.read(stored.value);
  return left?.uid === uid ? 'stored' : 'unknown';
};

/** A refusal comes from the server; without a connection there is no answer at all. */
const askFor = async (path: string): Promise<{ readonly value: unknown } | 'refused' | 'unreachable'> => {
  try {
    return { value: await readOnce(path) };
  } catch {
    return connected.current() ? 'refused' : 'unreachable';
  }
};
