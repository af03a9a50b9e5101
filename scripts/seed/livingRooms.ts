import { type MessageId, paths, skeletonOf } from '@causerie/contract';
import { cast, type SeededUid, seededUids } from './cast.ts';
import { type Conversation, conversations, type Line } from './conversations.ts';
import { pushIdAt } from './pushId.ts';

/** Paths and what stands there. */
export type Places = ReadonlyMap<string, unknown>;

export interface LivingRooms {
  readonly tree: Places;
  /** Messages whose text is Markdown. Written by themselves, one after another, so that the functions give them their html. */
  readonly rendered: readonly Places[];
}

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Everybody was here before anything was said. */
const settledMs = 10 * dayMs;

const momentOf = (when: Line['when'], nowMs: number): number => {
  if ('minutesAgo' in when) return nowMs - when.minutesAgo * minuteMs;
  const day = new Date(nowMs - when.daysAgo * dayMs);
  const [hours = 0, minutes = 0] = when.at.split(':').map(Number);
  return day.setHours(hours, minutes, 0, 0);
};

/** Whether the functions would make anything else of it than the same characters. Too often is harmless, it only takes longer. */
const isMarkdown = (text: string): boolean => /[*`>[\]]|^\d\. /m.test(text);

/** Profiles and names of the cast. `sinceMs`: they came then. */
export const livingPeople = (sinceMs: number): Places =>
  new Map(
    seededUids.flatMap((uid): [string, unknown][] => {
      const { name, color } = cast[uid];
      const skeleton = skeletonOf(name);
      return [
        [paths.user.at({ uid }), { name, skeleton, color, createdAt: sinceMs }],
        [paths.name.at({ skeleton }), uid],
      ];
    }),
  );

const roleIn = ({ owner, moderators }: Conversation, uid: SeededUid): string =>
  uid === owner ? 'owner' : moderators.includes(uid) ? 'moderator' : 'member';

const frameOf = (conversation: Conversation, nowMs: number): Places => {
  const { roomId, name, topic, owner, moderators, members } = conversation;
  const joinedAt = nowMs - settledMs;
  return new Map<string, unknown>([
    [paths.room.at({ roomId }), { name, topic, kind: 'public', owner, createdAt: joinedAt }],
    [paths.directoryEntry.at({ roomId }), { name, topic }],
    ...[owner, ...moderators, ...members].flatMap((uid): [string, unknown][] => [
      [paths.member.at({ roomId, uid }), { role: roleIn(conversation, uid), joinedAt }],
      [paths.mineEntry.at({ uid, roomId }), { joinedAt }],
    ]),
  ]);
};

const reactionsTo = (line: Line, roomId: string, messageId: MessageId, atMs: number): Places =>
  new Map(
    Object.entries(line.reactions ?? {}).flatMap(([emoji, uids]) =>
      uids.map((uid): [string, unknown] => [
        paths.reaction.at({ roomId, messageId, uid, emoji }),
        atMs + minuteMs,
      ]),
    ),
  );

/** Three rooms with people in them who have been talking for days, as the tree would be if they had. */
export const livingRooms = (nowMs: number): LivingRooms => {
  const tree = new Map<string, unknown>(livingPeople(nowMs - settledMs));
  const rendered: Places[] = [];
  for (const conversation of conversations) {
    const { roomId, lines } = conversation;
    for (const [place, value] of frameOf(conversation, nowMs)) tree.set(place, value);
    const labelled = new Map<string, MessageId>();
    for (const [index, line] of lines.entries()) {
      const at = momentOf(line.when, nowMs);
      const messageId = pushIdAt(at, index);
      if (line.label !== undefined) labelled.set(line.label, messageId);
      const sent = { uid: line.by, at, slot: 'a' };
      const place = paths.message.at({ roomId, messageId });
      if (line.text === undefined) {
        tree.set(place, { ...sent, deleted: true });
        continue;
      }
      const replyTo = line.replyTo === undefined ? undefined : labelled.get(line.replyTo);
      const message = {
        ...sent,
        text: line.text,
        ...(replyTo !== undefined && { replyTo }),
        ...(line.editedAfterMinutes !== undefined && { editedAt: at + line.editedAfterMinutes * minuteMs }),
      };
      if (isMarkdown(line.text)) rendered.push(new Map([[place, message]]));
      else tree.set(place, message);
      for (const [reaction, atMs] of reactionsTo(line, roomId, messageId, at)) tree.set(reaction, atMs);
    }
  }
  return { tree, rendered };
};
