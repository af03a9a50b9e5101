import { paths, type MessageId, type RoomId } from '@causerie/contract';
import { addresses, owner } from '../support/world.ts';
import type { Visitor } from './visitor.ts';

const everyMs = 20_000;
const perWrite = 5000;

/** A push id for tests: the same for the same number, and sorted as they are. */
export const idOf = (number: number): MessageId => `-O${String(number).padStart(18, '0')}` as MessageId;

export const textOf = (number: number): string =>
  `${number} said ${Array.from({ length: 2 + ((number * 7) % 60) }, (_, index) => ['rain', 'tea', 'lantern'][(number + index) % 3]).join(' ')}.`;

/** When a message was sent, in milliseconds; the last one a minute before the room was made. */
const sentAt = (number: number, count: number, nowMs: number): number =>
  nowMs - 60_000 - (count - 1 - number) * everyMs;

/** A room of its own with so many messages, of which no function hears: a thousand events would be a thousand processes. */
export const openLongRoom = async (id: string, name: string, count: number): Promise<number> => {
  const roomId = id as RoomId;
  const nowMs = Date.now();
  const line = { name, topic: `${count} messages` };
  await owner.write(paths.room.at({ roomId }), {
    ...line,
    kind: 'public',
    createdAt: sentAt(0, count, nowMs),
  });
  await owner.write(paths.directoryEntry.at({ roomId }), line);
  for (let from = 0; from < count; from += perWrite) {
    await tell(
      Object.fromEntries(
        Array.from({ length: Math.min(perWrite, count - from) }, (_, index) => {
          const number = from + index;
          const at = sentAt(number, count, nowMs);
          const uid = `speaker${Math.floor(number / 4) % 5}`;
          return [
            paths.message.at({ roomId, messageId: idOf(number) }),
            { uid, at, slot: 'a', text: textOf(number) },
          ];
        }),
      ),
    );
  }
  return nowMs;
};

/** Somebody says something, now, and without any function hearing of it. */
export const sayInRoom = (id: string, number: number, text = textOf(number)): Promise<void> =>
  tell({
    [paths.message.at({ roomId: id, messageId: idOf(number) })]: {
      uid: 'speaker1',
      at: Date.now(),
      slot: 'a',
      text,
    },
  });

const tell = async (places: Readonly<Record<string, unknown>>): Promise<void> => {
  const { host, namespace, ports } = addresses();
  const response = await fetch(
    `http://${host}:${ports.database}/.json?ns=${namespace}&disableTriggers=true`,
    { method: 'PATCH', headers: { Authorization: 'Bearer owner' }, body: JSON.stringify(places) },
  );
  if (!response.ok) throw new Error(`The database answered ${response.status}: ${await response.text()}`);
};

/** What somebody sees of a conversation: the messages that are whole in view, by number, and where they stand. */
export const seen = ({
  log,
}: Visitor): Promise<readonly { readonly number: number; readonly top: number }[]> =>
  log.evaluate((element) => {
    const edges = element.getBoundingClientRect();
    return [...element.querySelectorAll<HTMLElement>('.message')].flatMap((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const isSeen = top >= edges.top && bottom <= edges.bottom;
      return isSeen ? [{ number: Number(row.dataset['key']?.slice(2)), top: Math.round(top) }] : [];
    });
  });

export const drawn = ({ log }: Visitor): Promise<number> => log.locator('.message').count();
