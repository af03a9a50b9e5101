import { limits, paths, plainLine, visible, type Room, type RoomId, type UserId } from '@causerie/contract';
import { chance, digitsAndSmallLetters } from '../../backend/chance.ts';
import { serverTime, type Changes } from '../../backend/write.ts';

export interface RoomWords {
  readonly name: string;
  readonly topic: string;
}

/** What is wrong with a name or a topic. */
export type LineProblem =
  | { readonly code: 'empty' }
  | { readonly code: 'tooLong'; readonly length: number; readonly max: number }
  | { readonly code: 'characters' };

const lineProblem = (line: string, max: number): LineProblem | undefined => {
  if (!visible.test(line)) return { code: 'empty' };
  if (line.length > max) return { code: 'tooLong', length: line.length, max };
  return plainLine.test(line) ? undefined : { code: 'characters' };
};

export const nameProblem = (name: string): LineProblem | undefined => lineProblem(name, limits.roomName);
export const topicProblem = (topic: string): LineProblem | undefined => lineProblem(topic, limits.roomTopic);

/** What a person sees is what is stored. */
export const normaliseLine = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim();

/** The id says what the room is called, as far as an address can; a private room's says nothing and cannot be guessed. */
export const newRoomId = (kind: 'public' | 'private', name: string): RoomId => {
  if (kind === 'private') return `p-${chance(digitsAndSmallLetters, 25)}` as RoomId;
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-+|-+$/g, '');
  return `${plain === '' ? 'room' : plain}-${chance(digitsAndSmallLetters, 6)}` as RoomId;
};

/** A room, its owner's membership, their list, and the directory's line of a public one: each asks for the others. */
export const planRoom = (
  uid: UserId,
  roomId: RoomId,
  kind: 'public' | 'private',
  { name, topic }: RoomWords,
): Changes =>
  new Map<string, unknown>([
    [paths.room.at({ roomId }), { name, topic, kind, owner: uid, createdAt: serverTime() }],
    [paths.member.at({ roomId, uid }), { role: 'owner', joinedAt: serverTime() }],
    [paths.mineEntry.at({ uid, roomId }), { joinedAt: serverTime() }],
    ...(kind === 'public' ? [[paths.directoryEntry.at({ roomId }), { name, topic }] as const] : []),
  ]);

/** What is new of a name and a topic, in the room and in the directory's line of a public one. */
export const planWords = (roomId: RoomId, before: Room, after: RoomWords): Changes => {
  const places = [
    paths.room.at({ roomId }),
    ...(before.kind === 'public' ? [paths.directoryEntry.at({ roomId })] : []),
  ];
  return new Map(
    (['name', 'topic'] as const)
      .filter((field) => before[field] !== after[field])
      .flatMap((field) => places.map((place) => [`${place}/${field}`, after[field]] as const)),
  );
};
