import { firstRoomId, limits, paths } from '@causerie/contract';
import { type SeededUid, seededUids } from './cast.ts';
import { livingPeople, type Places } from './livingRooms.ts';
import { pushIdAt } from './pushId.ts';

const everyMs = 20_000;

const words =
  'rain window tea letter bridge lantern orchard harbour pencil story afternoon river kitchen signal garden ladder market silver paper morning'.split(
    ' ',
  );

/** Always the same for the same number: two large trees can be compared. */
const textOf = (number: number): string => {
  const length = 3 + ((number * 7) % 40);
  const said = Array.from({ length }, (_, index) => words[(number * 31 + index * 17) % words.length]);
  return `${number + 1}. ${said.join(' ')}.`;
};

const roomIdOf = (index: number): string => (index === 0 ? firstRoomId : `hall-${index + 1}`);

/** Rooms with so many messages that one sees how the page and the database bear it, in parts of bounded size. */
export function* manyMessages(
  rooms: number,
  messages: number,
  nowMs: number,
  partSize: number,
): Generator<Places> {
  const sinceMs = nowMs - messages * everyMs;
  yield new Map<string, unknown>([
    ...livingPeople(sinceMs),
    ...Array.from({ length: rooms }, (_, index): [string, unknown][] => {
      const roomId = roomIdOf(index);
      const line = {
        name: `Hall ${index + 1}`,
        topic: `${messages} messages, to see how that feels.`.slice(0, limits.roomTopic),
      };
      return [
        [paths.room.at({ roomId }), { ...line, kind: 'public', createdAt: sinceMs }],
        [paths.directoryEntry.at({ roomId }), line],
        ...seededUids.flatMap((uid): [string, unknown][] => [
          [paths.member.at({ roomId, uid }), { role: 'member', joinedAt: sinceMs }],
          [paths.mineEntry.at({ uid, roomId }), { joinedAt: sinceMs }],
        ]),
      ];
    }).flat(),
  ]);
  for (let room = 0; room < rooms; room += 1) {
    for (let from = 0; from < messages; from += partSize) {
      yield new Map(
        Array.from({ length: Math.min(partSize, messages - from) }, (_, index): [string, unknown] => {
          const number = from + index;
          const at = sinceMs + number * everyMs;
          const uid: SeededUid =
            seededUids[(number * 13 + Math.floor(number / 4)) % seededUids.length] ?? 'seedMaya';
          return [
            paths.message.at({ roomId: roomIdOf(room), messageId: pushIdAt(at, number) }),
            { uid, at, slot: 'a', text: textOf(number) },
          ];
        }),
      );
    }
  }
}
