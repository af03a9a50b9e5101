import {
  deletedMessage,
  isMessageId,
  message,
  type MessageId,
  type RoomId,
  type UserId,
} from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';
import type { OutboxEntry, RefusalReason } from './outbox.ts';

/** A message as the list shows it. */
export interface TimelineMessage {
  readonly id: MessageId;
  readonly uid: UserId;
  /** `undefined` once it was deleted. */
  readonly text: string | undefined;
  /** The message that this one answers. */
  readonly replyTo?: MessageId | undefined;
  readonly isEdited: boolean;
  /** Sanitised by the server; not trusted for that. Absent until the server has looked at the message. */
  readonly html: string | undefined;
  /** The server's time, in milliseconds. */
  readonly atMs: number;
  readonly standing: Standing;
}

export type Standing =
  | { readonly state: 'stored' }
  | { readonly state: 'sending' }
  /** In its place among those that wait, from 0. */
  | { readonly state: 'waiting'; readonly place: number }
  | { readonly state: 'refused'; readonly reason: RefusalReason };

const stored: Standing = { state: 'stored' };
const sending: Standing = { state: 'sending' };

/** The last instant a JavaScript date can hold. Formatting a later one would throw. */
const lastInstant = 8.64e15;

/** A stored entry as a message; nothing when it is not one. */
export const readMessage = ({ key, value }: Entry): TimelineMessage | undefined => {
  const said = message.read(value);
  const read = said ?? deletedMessage.read(value);
  if (read === undefined || !isMessageId(key) || Math.abs(read.at) > lastInstant) return undefined;
  return {
    id: key,
    uid: read.uid as UserId,
    text: said?.text,
    ...(said?.replyTo !== undefined && isMessageId(said.replyTo) && { replyTo: said.replyTo }),
    isEdited: said?.editedAt !== undefined,
    html: said?.html,
    atMs: read.at,
    standing: stored,
  };
};

/**
 * What is stored, and after it what one person has written and the server has not acknowledged. A message under way is
 * in both, because the database library shows writes at once: it keeps its place and gets a mark.
 */
export const mergeTimeline = (
  messages: readonly TimelineMessage[],
  outbox: readonly OutboxEntry[],
  roomId: RoomId,
  uid: UserId,
): readonly TimelineMessage[] => {
  const pending = new Map(
    outbox.filter((entry) => entry.roomId === roomId).map((entry) => [entry.id, entry]),
  );
  if (pending.size === 0) return messages;
  const waiting = outbox.filter(({ standing }) => standing.state === 'waiting').map(({ id }) => id);

  const seen = new Set<MessageId>();
  const marked = messages.map((entry) => {
    const entryPending = pending.get(entry.id);
    if (entryPending === undefined) return entry;
    seen.add(entry.id);
    // What is there was not refused, whatever was understood before.
    return entryPending.standing.state === 'refused' ? entry : { ...entry, standing: sending };
  });
  const unseen = [...pending.values()]
    .filter(({ id }) => !seen.has(id))
    .map(({ id, text, replyTo, typedAtMs, standing }) => ({
      id,
      uid,
      text,
      ...(replyTo !== undefined && { replyTo }),
      isEdited: false,
      html: undefined,
      atMs: typedAtMs,
      standing:
        standing.state === 'waiting' ? { state: standing.state, place: waiting.indexOf(id) } : standing,
    }));
  return [...marked, ...unseen];
};

export type TimelineRow =
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number }
  /** Before the first message that somebody has not read. */
  | { readonly kind: 'new'; readonly key: string }
  /** `opens`: says who speaks; the messages after it belong to the same breath. */
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: TimelineMessage;
      readonly opens: boolean;
    };

/** A pause after which the same author is named again. */
export const groupGapMs = 5 * 60_000;

/**
 * Puts days between messages and marks where somebody begins to speak, and where what is new begins. `dayOf` names the
 * local day of an instant.
 */
export const groupTimeline = (
  messages: readonly TimelineMessage[],
  dayOf: (atMs: number) => string,
  newFrom?: MessageId,
): readonly TimelineRow[] => {
  const rows: TimelineRow[] = [];
  let previous: TimelineMessage | undefined;
  let previousDay: string | undefined;
  for (const current of messages) {
    const day = dayOf(current.atMs);
    const isNewDay = previousDay !== day;
    // Two separators for one day can only come from a clock that ran backwards; their keys must differ all the same.
    if (isNewDay) rows.push({ kind: 'day', key: `${day}:${current.id}`, atMs: current.atMs });
    const isFirstNew = current.id === newFrom;
    if (isFirstNew) rows.push({ kind: 'new', key: 'new' });
    const opens =
      isNewDay || isFirstNew || previous?.uid !== current.uid || current.atMs - previous.atMs > groupGapMs;
    rows.push({ kind: 'message', key: current.id, message: current, opens });
    previous = current;
    previousDay = day;
  }
  return rows;
};

/**
 * The first message of others after a time; nothing when it may be one that is not among these, because they begin after that
 * time and before them there are more.
 */
export const firstUnread = (
  messages: readonly TimelineMessage[],
  readUpToMs: number,
  me: UserId,
  beginsHere: boolean,
): MessageId | undefined =>
  beginsHere || (messages[0]?.atMs ?? 0) <= readUpToMs
    ? messages.find(({ uid, atMs }) => atMs > readUpToMs && uid !== me)?.id
    : undefined;
