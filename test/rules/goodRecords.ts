import {
  connection,
  directoryEntry,
  member,
  message,
  messageSlot,
  mineEntry,
  profile,
  room,
  typingEntry,
} from '@causerie/contract';
import { messageId } from './inhabitants.ts';
import { claim, connect, join, open, post, sayTyping, type Updates } from './writes.ts';

/** One record that clients write: who writes it, where it goes, and an update that is good. */
export type GoodRecord = readonly [
  what: string,
  shape: { read(value: unknown): unknown },
  who: string,
  path: string,
  good: Updates,
];

export const goodRecords: readonly GoodRecord[] = [
  ['profile', profile, 'nia', 'users/nia', claim('nia', 'Nia')],
  ['member', member, 'eve', 'members/lobby/eve', join('eve', 'lobby')],
  ['mineEntry', mineEntry, 'eve', 'mine/eve/lobby', join('eve', 'lobby')],
  ['room', room, 'eve', 'rooms/shed', open('eve', 'shed')],
  ['directoryEntry', directoryEntry, 'eve', 'directory/shed', open('eve', 'shed')],
  ['owner', member, 'eve', 'members/shed/eve', open('eve', 'shed')],
  [
    'message',
    message,
    'ana',
    `messages/lobby/${messageId(1)}`,
    post({ uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' }),
  ],
  [
    'messageSlot',
    messageSlot,
    'ana',
    'limits/ana/messages/a',
    post({ uid: 'ana', roomId: 'lobby', messageId: messageId(1), slot: 'a' }),
  ],
  ['typingEntry', typingEntry, 'ana', 'typing/lobby/ana', sayTyping('ana', 'lobby')],
  ['connection', connection, 'ana', 'presence/ana/a', connect('ana', 'a')],
];
