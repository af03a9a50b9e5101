import { paths, type UserId } from '@causerie/contract';
import { serverNow } from '../../backend/clock.ts';
import { connected } from '../../backend/connection.ts';
import { personsStore } from '../../backend/kept.ts';
import { readOnce, valueAt } from '../../backend/live.ts';
import { readTakenSlots, type TakenSlots } from '../../backend/ring.ts';
import type { Source } from '../../backend/source.ts';
import { write } from '../../backend/write.ts';
import { keptOutbox } from './keptOutbox.ts';
import { nextMessageId } from './nextMessageId.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { outboxTabs } from './outboxTabs.ts';
import { planMessage } from './planMessage.ts';
import { turnIn } from './roomPace.ts';
import { whyDenied, type Answer } from './whyDenied.ts';

/** The outbox of a person, connected to the database and to their other tabs. Writes nothing until it is started. */
export const openOutbox = (uid: UserId): Outbox =>
  createOutbox({
    newId: (after) => nextMessageId(serverNow(), after),
    put: (entry, slot, takesTurn) => write(planMessage(uid, entry, slot, takesTurn)),
    whyDenied: (entry) => whyDenied(uid, entry, serverNow(), askFor),
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

/** A refusal comes from the server; without a connection there is no answer at all. */
const askFor = async (path: string): Promise<Answer> => {
  try {
    return { value: await readOnce(path) };
  } catch {
    return connected.current() ? 'refused' : 'unreachable';
  }
};
