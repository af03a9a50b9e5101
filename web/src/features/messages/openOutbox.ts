import {
  deletedMessage,
  member,
  message,
  paths,
  restriction,
  room,
  sanction,
  type UserId,
} from '@causerie/contract';
import { serverNow } from '../../backend/clock.ts';
import { connected } from '../../backend/connection.ts';
import { personsStore } from '../../backend/kept.ts';
import { readOnce, valueAt } from '../../backend/live.ts';
import { readTakenSlots, type TakenSlots } from '../../backend/ring.ts';
import type { Source } from '../../backend/source.ts';
import { write } from '../../backend/write.ts';
import { keptOutbox } from './keptOutbox.ts';
import { nextMessageId } from './nextMessageId.ts';
import { createOutbox, type Outbox, type OutboxEntry, type OutboxPorts } from './outbox.ts';
import { outboxTabs } from './outboxTabs.ts';
import { planMessage } from './planMessage.ts';
import { turnIn } from './roomPace.ts';

/** The outbox of a person, connected to the database and to their other tabs. Writes nothing until it is started. */
export const openOutbox = (uid: UserId): Outbox =>
  createOutbox({
    newId: (after) => nextMessageId(serverNow(), after),
    put: (entry, slot, takesTurn) => write(planMessage(uid, entry, slot, takesTurn)),
    whyDenied: (entry) => whyDenied(uid, entry),
    takenSlots: takenSlotsOf(uid),
    turnIn: (roomId) => turnIn(uid, roomId),
    connected,
    nowMs: serverNow,
    shelf: keptOutbox(personsStore(uid)),
    ...outboxTabs(uid),
  });

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

const whyDenied: (uid: UserId, entry: OutboxEntry) => ReturnType<OutboxPorts['whyDenied']> = async (
  uid,
  { roomId, id },
) => {
  const [stored, membership, mute, ban, sanctioned, place] = await Promise.all([
    askFor(paths.message.at({ roomId, messageId: id })),
    askFor(paths.member.at({ roomId, uid })),
    askFor(paths.mute.at({ roomId, uid })),
    askFor(paths.ban.at({ roomId, uid })),
    askFor(paths.sanction.at({ uid })),
    askFor(paths.room.at({ roomId })),
  ]);
  if (stored === 'unreachable' || membership === 'unreachable') return 'unreachable';
  // It may have arrived, and been deleted since.
  const left = message.read(valueOf(stored)) ?? deletedMessage.read(valueOf(stored));
  if (left?.uid === uid) return 'stored';
  const server = sanction.read(valueOf(sanctioned));
  if (isNow(restriction.read(valueOf(ban))?.until) || isNow(server?.bannedUntil)) return 'banned';
  if (room.read(valueOf(place))?.closedAt !== undefined) return 'closed';
  // Whoever may not even look at their own membership is nobody to the server any more.
  if (membership === 'refused') return 'signed_out';
  if (member.read(membership.value) === undefined) return 'not_member';
  return isNow(restriction.read(valueOf(mute))?.until) || isNow(server?.mutedUntil) ? 'muted' : 'unknown';
};

const isNow = (untilMs: number | undefined): boolean => (untilMs ?? 0) > serverNow();

type Answer = { readonly value: unknown } | 'refused' | 'unreachable';

const valueOf = (answer: Answer): unknown => (typeof answer === 'string' ? undefined : answer.value);

/** A refusal comes from the server; without a connection there is no answer at all. */
const askFor = async (path: string): Promise<Answer> => {
  try {
    return { value: await readOnce(path) };
  } catch {
    return connected.current() ? 'refused' : 'unreachable';
  }
};
