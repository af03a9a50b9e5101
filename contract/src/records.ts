import {
  flag,
  matching,
  oneOf,
  optional,
  ownUid,
  serverOnly,
  serverTime,
  serverTimeOnce,
  somebody,
  text,
  wholeBelow,
} from './field.ts';
import { idPatterns } from './id.ts';
import { limits } from './limits.ts';
import { record, type RecordOf } from './record.ts';
import { namePattern } from './nickname.ts';
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
 * `rooms/{roomId}`. The server's own rooms have no owner. A closed room stays as it was, so that nobody can open another one
 * under its id and inherit what is left of it.
 */
export const room = record({
  name: text(limits.roomName),
  topic: text(limits.roomTopic),
  kind: oneOf(['public', 'private']),
  owner: optional(somebody),
  createdAt: serverTimeOnce,
  closedAt: optional(serverTimeOnce),
});
export type Room = RecordOf<typeof room.fields>;

/** `directory/{roomId}`: what a newcomer browses. */
export const directoryEntry = record({ name: text(limits.roomName), topic: text(limits.roomTopic) });
export type DirectoryEntry = RecordOf<typeof directoryEntry.fields>;

/** `members/{roomId}/{uid}` */
export const member = record({ role: oneOf(roles), joinedAt: serverTimeOnce });
export type Member = RecordOf<typeof member.fields>;

/** `mine/{uid}/{roomId}`: what the sidebar listens to. */
export const mineEntry = record({ joinedAt: serverTimeOnce });
export type MineEntry = RecordOf<typeof mineEntry.fields>;

/** `messages/{roomId}/{messageId}`. `slot` names the place in the author's message ring that this message took. */
export const message = record({
  uid: ownUid,
  text: text(limits.messageText),
  at: serverTime,
  slot: matching(idPatterns.messageSlot),
  html: serverOnly,
});
export type Message = RecordOf<typeof message.fields>;

/** `typing/{roomId}/{uid}` */
export const typingEntry = record({ at: serverTime, on: flag });
export type TypingEntry = RecordOf<typeof typingEntry.fields>;

/** `presence/{uid}/{slot}`: one open connection. `id` is made by the connection, so that it recognises its own row. */
export const connection = record({ at: serverTime, id: matching(idPatterns.connection) });
export type Connection = RecordOf<typeof connection.fields>;

/** `limits/{uid}/messages/{slot}`: the last message that took this place, as `roomId/messageId`. */
export const messageSlot = record({ at: serverTime, key: matching(idPatterns.messageInRoom) });
export type MessageSlot = RecordOf<typeof messageSlot.fields>;
