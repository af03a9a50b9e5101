import { limits } from './limits.ts';
import { reactionEmoji } from './reactions.ts';

/** Ids are strings that cannot be mixed up. They exist only at compile time. */
declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type UserId = Id<'user'>;
export type RoomId = Id<'room'>;
export type MessageId = Id<'message'>;

const oneOfLetters = (letters: readonly string[]): RegExp => new RegExp(`^[${letters.join('')}]$`);

/** Between two people: both uids, the smaller first, so that the two find one room and not two. */
const directRoom = 'd-[0-9A-Za-z]{1,64}_[0-9A-Za-z]{1,64}';
const room = `([a-z0-9][a-z0-9-]{0,39}|${directRoom})`;
/** What a person must be told to come into a private room: 22 characters of chance, 131 bits. */
const inviteCode = '[0-9A-Za-z]{22}';
/** A push id: 8 characters of time, 12 of chance. */
const pushId = '[-0-9A-Z_a-z]{20}';
const reaction = `(${reactionEmoji.join('|')})`;

const whole = (...keys: readonly string[]): RegExp => new RegExp(`^${keys.join('/')}$`);

/** Regular expressions in the subset that rules understand; `.source` is printed into them. */
export const idPatterns = {
  room: whole(room),
  directRoom: whole(directRoom),
  /** The ids of private rooms are made by chance, 129 bits, so that nobody can find out by trying which there are. */
  privateRoom: /^p-[0-9a-z]{25}$/,
  inviteCode: whole(inviteCode),
  /** `roomId/code`: which invite somebody tries. */
  inviteInRoom: whole(room, inviteCode),
  message: whole(pushId),
  /** `roomId/messageId`: which message took a slot. */
  messageInRoom: whole(room, pushId),
  auditEntry: whole(pushId),
  /** `roomId/entryId`: what a person last did. */
  auditEntryInRoom: whole(room, pushId),
  /** As keys, so that a person has each of them at most once on a message. */
  reaction: whole(reaction),
  /** `roomId/messageId/emoji`: which reaction took a slot. */
  reactionInRoom: whole(room, pushId, reaction),
  report: whole(pushId),
  /** 16 characters of chance, about 95 bits. */
  connection: /^[0-9A-Za-z]{16}$/,
  messageSlot: oneOfLetters(limits.messageRing.slots),
  connectionSlot: oneOfLetters(limits.connectionSlots),
} as const;

/** Where everybody arrives who was not sent to a room. */
export const firstRoomId = 'lobby' as RoomId;

export const isRoomId = (text: string): text is RoomId => idPatterns.room.test(text);
export const isMessageId = (text: string): text is MessageId => idPatterns.message.test(text);

/**
 * The room of two people, the same whoever asks. None for uids of other than 1 to 64 letters and digits, which custom tokens
 * allow, nor for one person alone.
 */
export const directRoomId = (one: UserId, other: UserId): RoomId | undefined => {
  if (one === other) return undefined;
  const id = `d-${one < other ? `${one}_${other}` : `${other}_${one}`}`;
  return idPatterns.directRoom.test(id) ? (id as RoomId) : undefined;
};
