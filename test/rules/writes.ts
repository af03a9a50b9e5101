import { increment, serverTimestamp } from 'firebase/database';
import { paths, skeletonOf } from '@causerie/contract';
import { firstMessage } from './inhabitants.ts';
import { beginningMs } from './world.ts';

/** Paths and values of one update, as a well-behaved client sends them. Spread one and change what the test is about. */
export type Updates = Readonly<Record<string, unknown>>;

export const now = serverTimestamp();

/** All of an update but one place. */
export const without = (updates: Updates, place: string): Updates =>
  Object.fromEntries(Object.entries(updates).filter(([other]) => other !== place));

/** What is done, without the slots that it takes. */
export const withoutLimits = (updates: Updates): Updates =>
  Object.fromEntries(Object.entries(updates).filter(([place]) => !place.startsWith('limits/')));

/** The first profile of a person, with the claim of its name. */
export const claim = (uid: string, name: string): Updates => ({
  [paths.user.at({ uid })]: { name, skeleton: skeletonOf(name), color: 1, createdAt: now },
  [paths.name.at({ skeleton: skeletonOf(name) })]: uid,
  ...takeSlot('profiles', uid, 'a', skeletonOf(name)),
});

/** Another name for somebody who has one. */
export const rename = (uid: string, from: string, to: string): Updates => ({
  [paths.name.at({ skeleton: skeletonOf(from) })]: null,
  [paths.name.at({ skeleton: skeletonOf(to) })]: uid,
  [`${paths.user.at({ uid })}/name`]: to,
  [`${paths.user.at({ uid })}/skeleton`]: skeletonOf(to),
  ...takeSlot('profiles', uid, 'a', skeletonOf(to)),
});

/** Another field of a profile whose name stays as it is. */
export const restyle = (uid: string, fields: object, name = uid): Updates => ({
  ...below(paths.user.at({ uid }), fields),
  ...takeSlot('profiles', uid, 'a', skeletonOf(name)),
});

/** Being in a room, as its members see it and as one's own list does. */
const membership = (uid: string, roomId: string): Updates => ({
  [paths.member.at({ roomId, uid })]: { role: 'member', joinedAt: now },
  [paths.mineEntry.at({ uid, roomId })]: { joinedAt: now },
});

/** Coming into a room, and the slot that takes. */
export const join = (uid: string, roomId: string, slot = 'a'): Updates => ({
  ...membership(uid, roomId),
  ...takeSlot('joins', uid, slot, roomId),
});

export const inviteCode = 'InviteInviteInvite0123';

/** A way into a room, and the slot that it takes to make one. */
export const invite = (
  by: string,
  roomId: string,
  fields: object = {},
  slot = 'a',
  code = inviteCode,
): Updates => ({
  [paths.invite.at({ roomId, code })]: { by, at: now, until: beginningMs + 60_000, uses: 2, ...fields },
  ...takeSlot('invites', by, slot, `${roomId}/${code}`),
});

/** Says which invite one is about to try, and takes a slot for it. */
export const knock = (uid: string, roomId: string, code = inviteCode, slot = 'a'): Updates =>
  takeSlot('knocks', uid, slot, `${roomId}/${code}`);

/** Joins by an invite after knocking. `counted` is what becomes of the number of people who may still come by it. */
export const redeem = (
  uid: string,
  roomId: string,
  code = inviteCode,
  counted: unknown = increment(-1),
  slot = 'a',
): Updates => ({
  ...join(uid, roomId, slot),
  [paths.mineEntry.at({ uid, roomId })]: { joinedAt: now, code },
  [`invites/${roomId}/${code}/uses`]: counted,
});

export const leave = (uid: string, roomId: string): Updates => ({
  [paths.member.at({ roomId, uid })]: null,
  [paths.mineEntry.at({ uid, roomId })]: null,
});

/** What is said of a room that somebody begins. */
export const newRoom = { name: 'Shed', topic: 'Tools', kind: 'public' };

/** A room of one's own. `fields` add to or replace those of the room. */
export const open = (uid: string, roomId: string, fields: object = {}): Updates => {
  const { kind, name, topic } = { ...newRoom, ...fields };
  return {
    [paths.room.at({ roomId })]: { ...newRoom, owner: uid, createdAt: now, ...fields },
    [paths.member.at({ roomId, uid })]: { role: 'owner', joinedAt: now },
    [paths.mineEntry.at({ uid, roomId })]: { joinedAt: now },
    ...(kind === 'public' && { [paths.directoryEntry.at({ roomId })]: { name, topic } }),
    ...takeSlot('rooms', uid, 'a', roomId),
  };
};

export const direct = (one: string, other: string): string => `d-${one}_${other}`;

/** A room of two people, begun by either of them. */
export const openDirect = (
  one: string,
  other: string,
  roomId = direct(one, other),
  fields: object = {},
  beginner = one,
): Updates => ({
  ...takeSlot('rooms', beginner, 'a', roomId),
  [paths.room.at({ roomId })]: { kind: 'direct', createdAt: now, ...fields },
  ...membership(one, roomId),
  ...membership(other, roomId),
});

/** A name or a topic, for the room and its line in the directory. */
export const relabel = (roomId: string, field: 'name' | 'topic', value: string): Updates => ({
  [`${paths.room.at({ roomId })}/${field}`]: value,
  [`${paths.directoryEntry.at({ roomId })}/${field}`]: value,
});

let entries = 0;

/** An entry of an audit log under a key that no other has, and the turn that it takes. */
export const log = (by: string, roomId: string, act: string, said: object = {}): Updates => {
  entries += 1;
  const entryId = `-A${String(entries).padStart(18, '0')}`;
  return {
    [paths.auditEntry.at({ roomId, entryId })]: { by, at: now, act, ...said },
    [paths.actSlot.at({ uid: by })]: { at: now, key: `${roomId}/${entryId}` },
  };
};

/** Where the entry of an act is. */
export const entryOf = (updates: Updates): string => {
  const place = Object.keys(updates).find((path) => path.startsWith('audit/'));
  if (place === undefined) throw new Error('This update has no entry of an audit log.');
  return place;
};

export const close = (roomId: string, by = 'oz'): Updates => ({
  [`${paths.room.at({ roomId })}/closedAt`]: now,
  ...(!roomId.startsWith('p-') && { [paths.directoryEntry.at({ roomId })]: null }),
  ...log(by, roomId, 'close'),
});

const withRole = (roomId: string, uid: string, role: string): Updates => ({
  [`${paths.member.at({ roomId, uid })}/role`]: role,
});

export const giveRole = (roomId: string, uid: string, role: string, by = 'oz'): Updates => ({
  ...withRole(roomId, uid, role),
  ...log(by, roomId, 'changeRole', { about: uid, role }),
});

export const kick = (by: string, roomId: string, uid: string): Updates => ({
  ...leave(uid, roomId),
  ...log(by, roomId, 'kick', { about: uid }),
});

/** Keeps somebody out of a room, or silent there. */
export const restrict = (
  by: string,
  kind: 'bans' | 'mutes',
  roomId: string,
  uid: string,
  untilMs: number,
): Updates => ({
  [`${kind}/${roomId}/${uid}`]: { by, at: now, until: untilMs },
  ...(kind === 'bans' && leave(uid, roomId)),
  ...log(by, roomId, kind === 'bans' ? 'ban' : 'mute', { about: uid }),
});

/** Ends a ban or a mute. */
export const lift = (by: string, kind: 'bans' | 'mutes', roomId: string, uid: string): Updates => ({
  [`${kind}/${roomId}/${uid}`]: null,
  ...log(by, roomId, kind === 'bans' ? 'liftBan' : 'liftMute', { about: uid }),
});

/** The owner's place for another, who was a member, and a moderator's for the owner. */
export const handOver = (roomId: string, from: string, to: string): Updates => ({
  [`${paths.room.at({ roomId })}/owner`]: to,
  ...withRole(roomId, to, 'owner'),
  ...withRole(roomId, from, 'moderator'),
  ...log(from, roomId, 'handOver', { about: to }),
});

export interface Post {
  readonly uid: string;
  readonly roomId: string;
  readonly messageId: string;
  readonly slot: string;
}

/** A message and the slot it takes. `message` and `ring` add to or replace fields of the two. */
export const post = (
  { uid, roomId, messageId, slot }: Post,
  { message = {}, ring = {} }: { readonly message?: object; readonly ring?: object } = {},
): Updates => ({
  [paths.message.at({ roomId, messageId })]: { uid, text: 'hello', at: now, slot, ...message },
  [paths.messageSlot.at({ uid, slot })]: { at: now, key: `${roomId}/${messageId}`, ...ring },
});

/** A slot of any ring, for what `key` says. */
export const takeSlot = (ring: string, uid: string, slot: string, key: string): Updates => ({
  [`limits/${uid}/${ring}/${slot}`]: { at: now, key },
});

/** Another text for a message that is there, and the slot of the edit. `message` and `ring` as above. */
export const edit = (
  { uid, roomId, messageId, slot }: Post,
  { message = {}, ring = {} }: { readonly message?: object; readonly ring?: object } = {},
): Updates => ({
  ...below(paths.message.at({ roomId, messageId }), {
    text: 'Hello.',
    editedAt: now,
    html: null,
    ...message,
  }),
  [paths.editSlot.at({ uid, slot })]: { at: now, key: `${roomId}/${messageId}`, ...ring },
});

/** Leaves of a message what must be left of it. */
export const deletion = (roomId: string, messageId: string): Updates =>
  below(paths.message.at({ roomId, messageId }), {
    text: null,
    html: null,
    replyTo: null,
    editedAt: null,
    deleted: true,
  });

/** The same, of a message that another wrote. */
export const removal = (by: string, roomId: string, messageId: string, author: string): Updates => ({
  ...deletion(roomId, messageId),
  ...log(by, roomId, 'removeMessage', { about: author, messageId }),
});

/** A sign in answer to a message, and the slot it takes. */
export const react = ({ uid, roomId, messageId, slot }: Post, emoji = '👍'): Updates => ({
  [paths.reaction.at({ roomId, messageId, uid, emoji })]: now,
  ...takeSlot('reactions', uid, slot, `${roomId}/${messageId}/${emoji}`),
});

/** A complaint about the first message, which is Ana's, and the slot it takes. */
export const reportFirst = (
  { uid, reportId, slot }: { readonly uid: string; readonly reportId: string; readonly slot: string },
  changes: object = {},
): Updates => ({
  [paths.report.at({ reportId })]: {
    uid,
    roomId: 'lobby',
    messageId: firstMessage.id,
    about: firstMessage.uid,
    text: firstMessage.text,
    reason: 'spam',
    at: now,
    ...changes,
  },
  ...takeSlot('reports', uid, slot, reportId),
});

const below = (place: string, fields: object): Updates =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${place}/${name}`, value]));

export const connect = (uid: string, slot: string, id = 'abcdefghijklmnop'): Updates => ({
  [paths.connection.at({ uid, slot })]: { at: now, id },
});

/** What somebody says of themselves. Who does not say when they were last here takes it back. */
export const share = (uid: string, lastSeen: boolean, receipts: boolean): Updates => ({
  [paths.sharing.at({ uid })]: { lastSeen, receipts },
  ...(!lastSeen && { [paths.lastSeen.at({ uid })]: null }),
});

/** How far somebody has read, in their own list and for the others. */
export const readUpTo = (uid: string, roomId: string, at: unknown): Updates => ({
  [`${paths.mineEntry.at({ uid, roomId })}/lastRead`]: at,
  [paths.receipt.at({ roomId, uid })]: at,
});

export const sayTyping = (uid: string, roomId: string, on = true): Updates => ({
  [paths.typingEntry.at({ roomId, uid })]: { at: now, on },
});
