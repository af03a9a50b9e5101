import { path } from './path.ts';

/** Every place in the tree, once. Rules, functions and web all read it from here. */
export const paths = {
  user: path('users/{uid}'),
  name: path('names/{skeleton}'),
  directory: path('directory'),
  directoryEntry: path('directory/{roomId}'),
  room: path('rooms/{roomId}'),
  members: path('members/{roomId}'),
  member: path('members/{roomId}/{uid}'),
  /** Under the room, so that whoever may invite sees what is out, and takes it back. */
  invites: path('invites/{roomId}'),
  invite: path('invites/{roomId}/{code}'),
  bans: path('bans/{roomId}'),
  ban: path('bans/{roomId}/{uid}'),
  mutes: path('mutes/{roomId}'),
  mute: path('mutes/{roomId}/{uid}'),
  /** Since when somebody does not want to hear from whom, in milliseconds. Theirs alone; the page keeps to it. */
  blocks: path('blocks/{uid}'),
  block: path('blocks/{uid}/{about}'),
  /** What was done in a room by those who rule it. Nothing is ever changed here. */
  audit: path('audit/{roomId}'),
  auditEntry: path('audit/{roomId}/{entryId}'),
  /** What the server keeps somebody from, in all rooms. */
  sanction: path('sanctions/{uid}'),
  /** Sessions that began before this time, in milliseconds, are over. The server's alone, and no client reads it. */
  revoked: path('revoked/{uid}'),
  mine: path('mine/{uid}'),
  mineEntry: path('mine/{uid}/{roomId}'),
  messages: path('messages/{roomId}'),
  message: path('messages/{roomId}/{messageId}'),
  /** What a person typed. The sanitiser listens here and writes beside it, so it can never call itself. */
  messageText: path('messages/{roomId}/{messageId}/text'),
  reactions: path('reactions/{roomId}/{messageId}'),
  reaction: path('reactions/{roomId}/{messageId}/{uid}/{emoji}'),
  report: path('reports/{reportId}'),
  typing: path('typing/{roomId}'),
  typingEntry: path('typing/{roomId}/{uid}'),
  presence: path('presence/{uid}'),
  connection: path('presence/{uid}/{slot}'),
  /** When somebody was last here, in milliseconds. Not there for who does not say so. */
  lastSeen: path('lastSeen/{uid}'),
  /** How far people have read a room: their `lastRead`, for those who say so. */
  receipts: path('receipts/{roomId}'),
  receipt: path('receipts/{roomId}/{uid}'),
  /** What of this somebody says. Theirs alone, for all their devices. */
  sharing: path('sharing/{uid}'),
  messageSlots: path('limits/{uid}/messages'),
  messageSlot: path('limits/{uid}/messages/{slot}'),
  editSlots: path('limits/{uid}/edits'),
  editSlot: path('limits/{uid}/edits/{slot}'),
  reactionSlots: path('limits/{uid}/reactions'),
  reactionSlot: path('limits/{uid}/reactions/{slot}'),
  roomSlots: path('limits/{uid}/rooms'),
  roomSlot: path('limits/{uid}/rooms/{slot}'),
  joinSlots: path('limits/{uid}/joins'),
  joinSlot: path('limits/{uid}/joins/{slot}'),
  inviteSlots: path('limits/{uid}/invites'),
  inviteSlot: path('limits/{uid}/invites/{slot}'),
  knockSlots: path('limits/{uid}/knocks'),
  knockSlot: path('limits/{uid}/knocks/{slot}'),
  profileSlots: path('limits/{uid}/profiles'),
  profileSlot: path('limits/{uid}/profiles/{slot}'),
  reportSlots: path('limits/{uid}/reports'),
  reportSlot: path('limits/{uid}/reports/{slot}'),
  /** When a person last did what an audit log keeps. */
  actSlot: path('limits/{uid}/act'),
  /** When a person last spoke in a room that asks for pauses. */
  paceEntry: path('limits/{uid}/pace/{roomId}'),
} as const;
