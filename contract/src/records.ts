import { actNames } from './acts.ts';
import {
  flag,
  key,
  line,
  mark,
  matching,
  once,
  oneOf,
  optional,
  pastTime,
  ownUid,
  serverOnly,
  serverOnlyTime,
  serverTime,
  serverTimeOnce,
  somebody,
  text,
  timeWithin,
  wholeBelow,
} from './field.ts';
import { idPatterns } from './id.ts';
import { limits } from './limits.ts';
import { record, type RecordOf } from './record.ts';
import { namePattern } from './nickname.ts';
import { reportReasons } from './reports.ts';
import { roles } from './roles.ts';

/**
 * `users/{uid}`: how a person appears to others. `skeleton` is what `skeletonOf` makes of the name; `names/{skeleton}` holds
 * the uid, so two people whose names look alike cannot both be here.
 */
export const profile = record({
  name: matching(namePattern),
  skeleton: text(limits.nameSkeleton),
  color: wholeBelow(limits.colors),
  createdAt: serverTimeOnce,
});
export type Profile = RecordOf<typeof profile.fields>;

/**
 * `rooms/{roomId}`. Direct rooms are between two people, who see each other's name, and have none of their own. The server's own
 * rooms have no owner. A closed room stays as it was, so that nobody can open another one under its id and inherit what is left
 * of it. `slowMs` is the pause that members must make between two messages.
 */
export const room = record({
  name: optional(line(limits.roomName)),
  topic: optional(line(limits.roomTopic)),
  kind: oneOf(['public', 'private', 'direct']),
  owner: optional(somebody),
  createdAt: serverTimeOnce,
  closedAt: optional(serverTimeOnce),
  slowMs: optional(wholeBelow(limits.slowMsMax + 1)),
});
export type Room = RecordOf<typeof room.fields>;

/** `directory/{roomId}`: what a newcomer browses. */
export const directoryEntry = record({ name: line(limits.roomName), topic: line(limits.roomTopic) });
export type DirectoryEntry = RecordOf<typeof directoryEntry.fields>;

/** `members/{roomId}/{uid}` */
export const member = record({ role: oneOf(roles), joinedAt: serverTimeOnce });
export type Member = RecordOf<typeof member.fields>;

/** `invites/{roomId}/{code}`: who made it, until when it holds, in milliseconds, and for how many people more. */
export const invite = record({
  by: once(ownUid),
  at: serverTimeOnce,
  until: once(timeWithin(limits.inviteMaxMs)),
  uses: wholeBelow(limits.inviteUses + 1),
});
export type Invite = RecordOf<typeof invite.fields>;

/** `bans/{roomId}/{uid}` and `mutes/{roomId}/{uid}`: until when, in milliseconds, and by whom. Over by itself, or when it is removed. */
export const restriction = record({ by: ownUid, at: serverTime, until: timeWithin(limits.restrictionMaxMs) });
export type Restriction = RecordOf<typeof restriction.fields>;

/**
 * `audit/{roomId}/{entryId}`: who did what, when, and to whom. `about` is missing where it was to the room, `messageId` is the message
 * that was removed, and `role` the one that somebody was given.
 */
export const auditEntry = record({
  by: ownUid,
  at: serverTime,
  act: oneOf(actNames),
  about: optional(key(128)),
  messageId: optional(matching(idPatterns.message)),
  role: optional(oneOf(roles)),
});
export type AuditEntry = RecordOf<typeof auditEntry.fields>;

/** `sanctions/{uid}`: until when somebody may not speak, or not do anything, in any room. Written by the server. */
export const sanction = record({ mutedUntil: serverOnlyTime, bannedUntil: serverOnlyTime });
export type Sanction = RecordOf<typeof sanction.fields>;

/**
 * `mine/{uid}/{roomId}`: what the sidebar listens to. `code` is the invite somebody came by; members cannot read it in each other's
 * rows. `lastRead` is the `at` of the last message that was seen; it never goes back.
 */
export const mineEntry = record({
  joinedAt: serverTimeOnce,
  code: optional(matching(idPatterns.inviteCode)),
  lastRead: optional(pastTime),
});
export type MineEntry = RecordOf<typeof mineEntry.fields>;

/** What a message is from beginning to end. `slot` names the place in the author's message ring that it took. */
const sent = {
  uid: once(ownUid),
  at: serverTimeOnce,
  slot: once(matching(idPatterns.messageSlot)),
};

/**
 * `messages/{roomId}/{messageId}`. `replyTo` is an earlier message of the same room. `editedAt` is when its author last gave
 * it another text, in milliseconds; the `html` of the text before goes in the same write.
 */
export const message = record({
  ...sent,
  text: text(limits.messageText),
  html: serverOnly,
  replyTo: optional(matching(idPatterns.message)),
  editedAt: optional(serverTime),
});
export type Message = RecordOf<typeof message.fields>;

/** What is left at the same place of a message that was deleted, so that nothing else can be put there. */
export const deletedMessage = record({ ...sent, deleted: mark });
export type DeletedMessage = RecordOf<typeof deletedMessage.fields>;

/**
 * `reports/{reportId}`: written by whoever reports a message, and read by the server alone. `about` and `text` are the author and
 * the text at that moment, which the rules compare with the message: an author who then deletes it deletes no evidence.
 */
export const report = record({
  uid: ownUid,
  roomId: matching(idPatterns.room),
  messageId: matching(idPatterns.message),
  about: somebody,
  text: text(limits.messageText),
  reason: oneOf(reportReasons),
  note: optional(text(limits.reportNote)),
  at: serverTime,
});
export type Report = RecordOf<typeof report.fields>;

/** `typing/{roomId}/{uid}` */
export const typingEntry = record({ at: serverTime, on: flag });
export type TypingEntry = RecordOf<typeof typingEntry.fields>;

/**
 * `presence/{uid}/{slot}`: one open connection. `id` is made by the connection, so that it recognises its own row. `away` marks one
 * that nobody has touched for a while.
 */
export const connection = record({
  at: serverTime,
  id: matching(idPatterns.connection),
  away: optional(mark),
});
export type Connection = RecordOf<typeof connection.fields>;

/** `sharing/{uid}`: whether others may know when somebody was last here, and how far they have read. Both, where nothing is said. */
export const sharing = record({ lastSeen: flag, receipts: flag });
export type Sharing = RecordOf<typeof sharing.fields>;

/** `limits/{uid}/messages/{slot}`: the last message that took this place, as `roomId/messageId`. */
export const messageSlot = record({ at: serverTime, key: matching(idPatterns.messageInRoom) });
export type MessageSlot = RecordOf<typeof messageSlot.fields>;

/** `limits/{uid}/edits/{slot}`: the last message whose edit took this place, as `roomId/messageId`. */
export const editSlot = record({ at: serverTime, key: matching(idPatterns.messageInRoom) });

/** `limits/{uid}/reactions/{slot}`: the last reaction that took this place, as `roomId/messageId/emoji`. */
export const reactionSlot = record({ at: serverTime, key: matching(idPatterns.reactionInRoom) });

/** `limits/{uid}/rooms/{slot}`: the last room whose opening took this place. */
export const roomSlot = record({ at: serverTime, key: matching(idPatterns.room) });

/** `limits/{uid}/joins/{slot}`: the last room whose joining took this place. */
export const joinSlot = record({ at: serverTime, key: matching(idPatterns.room) });

/** `limits/{uid}/invites/{slot}`: the last invite whose making took this place, as `roomId/code`. */
export const inviteSlot = record({ at: serverTime, key: matching(idPatterns.inviteInRoom) });

/** `limits/{uid}/knocks/{slot}`: the last invite that was tried from this place, as `roomId/code`. */
export const knockSlot = record({ at: serverTime, key: matching(idPatterns.inviteInRoom) });

/** `limits/{uid}/profiles/{slot}`: the skeleton of the last profile whose writing took this place. */
export const profileSlot = record({ at: serverTime, key: key(limits.nameSkeleton) });

/** `limits/{uid}/reports/{slot}`: the last report that took this place. */
export const reportSlot = record({ at: serverTime, key: matching(idPatterns.report) });

/** `limits/{uid}/act`: the last entry of an audit log that a person made, as `roomId/entryId`. */
export const actSlot = record({ at: serverTime, key: matching(idPatterns.auditEntryInRoom) });

/** `limits/{uid}/pace/{roomId}`: the last message for which a person took their turn in a room that asks for pauses. */
export const paceEntry = record({ at: serverTime, key: matching(idPatterns.message) });
