import {
  member as memberRecord,
  nicknameProblem,
  normaliseNickname,
  paths,
  profile as profileRecord,
  room as roomRecord,
  roleTable,
  skeletonOf,
  type NicknameProblem,
  type Power,
  type Profile,
  type Role,
  type Room,
  type RoomId,
  type UserId,
} from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { serverNow } from '../../backend/clock.ts';
import { readOnce } from '../../backend/live.ts';
import type { Command } from '../../features/commands/commands.ts';
import { performAct } from '../../features/moderation/performAct.ts';
import { longestRestrictionMs, type RoomAct } from '../../features/moderation/planAct.ts';
import { planProfile } from '../../features/profile/planProfile.ts';
import { leaveRoom } from '../../features/rooms/leaveRoom.ts';
import { nameProblem, normaliseLine, planWords, topicProblem } from '../../features/rooms/planRoom.ts';
import type { CommandWords } from '../../strings/commands/CommandWords.ts';

/** Who gives a command, and where. */
export interface Commander {
  readonly uid: UserId;
  readonly roomId: RoomId;
  readonly role: Role | undefined;
}

/** What a command came to: nothing more to say, a sentence, or a refusal in the words that all refusals have. */
export type Result =
  | Outcome
  | { readonly kind: 'sentence'; readonly words: string }
  | { readonly kind: 'nickname'; readonly problem: NicknameProblem };

const sentence = (words: string): Result => ({ kind: 'sentence', words });

const minuteMs = 60_000;

/** What is done to people and rooms. The rules decide; asking for the role here only spares a wait. */
export const runCommand = async (
  { uid, roomId, role }: Commander,
  command: Exclude<Command, { readonly name: 'me' | 'find' | 'invite' | 'help' }>,
  words: CommandWords,
): Promise<Result> => {
  const may = (power: Power): boolean => role !== undefined && roleTable[role].powers.includes(power);

  switch (command.name) {
    case 'leave':
      return leaveRoom(uid, roomId);
    case 'nick':
      return rename(uid, command.text);
    case 'topic':
      if (!may('setTopic')) return sentence(words.notYours);
      return reword(uid, roomId, { topic: normaliseLine(command.text) }, words);
    case 'rename':
      if (!may('rename')) return sentence(words.notYours);
      return reword(uid, roomId, { name: normaliseLine(command.text) }, words);
    case 'kick':
    case 'mute':
    case 'unmute':
    case 'ban':
    case 'unban': {
      if (!may(powerFor[command.name])) return sentence(words.notYours);
      const about = await personCalled(command.person);
      if (about === undefined) return sentence(words.nobody(command.person));
      if (about === uid) return sentence(words.yourself);
      const isMember = memberRecord.read(await look(paths.member.at({ roomId, uid: about }))) !== undefined;
      return performAct(uid, roomId, deedOf(command, about, isMember));
    }
  }
};

const powerFor = { kick: 'kick', mute: 'mute', unmute: 'mute', ban: 'ban', unban: 'ban' } as const;

type AboutPerson = Extract<Command, { readonly person: string }>;

const deedOf = (command: AboutPerson, about: UserId, isMember: boolean): RoomAct => {
  switch (command.name) {
    case 'kick':
      return { act: 'kick', about };
    case 'unmute':
      return { act: 'liftMute', about };
    case 'unban':
      return { act: 'liftBan', about };
    case 'mute':
      return { act: 'mute', about, untilMs: untilMsOf(command.minutes) };
    case 'ban':
      return { act: 'ban', about, untilMs: untilMsOf(command.minutes), isMember };
  }
};

const untilMsOf = (minutes: number): number =>
  serverNow() + Math.min(minutes * minuteMs, longestRestrictionMs);

const look = (path: string): Promise<unknown> => readOnce(path).catch(() => undefined);

/** Names are claimed by their skeleton, so that one asks for exactly one place. */
const personCalled = async (name: string): Promise<UserId | undefined> => {
  const skeleton = skeletonOf(normaliseNickname(name));
  if (nicknameProblem(normaliseNickname(name)) !== undefined) return undefined;
  const holder = await look(paths.name.at({ skeleton }));
  return typeof holder === 'string' ? (holder as UserId) : undefined;
};

const rename = async (uid: UserId, typed: string): Promise<Result> => {
  const name = normaliseNickname(typed);
  const problem = nicknameProblem(name);
  if (problem !== undefined) return { kind: 'nickname', problem };
  const before: Profile | undefined = profileRecord.read(await look(paths.user.at({ uid })));
  if (before === undefined) return { kind: 'unreachable' };
  const changes = planProfile(uid, before, { name, color: before.color });
  if (changes.size === 0) return 'done';
  return act(uid, changes, { budget: { of: 'profiles', key: skeletonOf(name) } });
};

const reword = async (
  uid: UserId,
  roomId: RoomId,
  change: { readonly name?: string; readonly topic?: string },
  words: CommandWords,
): Promise<Result> => {
  const problem =
    (change.name === undefined ? undefined : nameProblem(change.name)) ??
    (change.topic === undefined ? undefined : topicProblem(change.topic));
  if (problem !== undefined) return sentence(words.line(problem));
  const before: Room | undefined = roomRecord.read(await look(paths.room.at({ roomId })));
  if (before === undefined) return { kind: 'unreachable' };
  const changes = planWords(roomId, before, {
    name: change.name ?? before.name ?? '',
    topic: change.topic ?? before.topic ?? '',
  });
  return changes.size === 0 ? 'done' : act(uid, changes, { roomId });
};
