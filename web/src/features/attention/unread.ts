import { mentionsIn, message, type MessageId, type RoomId, type UserId } from '@causerie/contract';
import type { Entry } from '../../backend/entries.ts';

/** What somebody has not read of a room. Counted from what is there, so it can neither stick nor go below nothing. */
export interface Unread {
  /** Messages of others, {@link mostCounted} at most. */
  readonly count: number;
  /** Those among them that call the reader by name; in a direct room, all. */
  readonly calls: number;
}

/** One message that was not read. */
export interface UnreadMessage {
  readonly id: MessageId;
  readonly uid: UserId;
  readonly text: string;
  readonly atMs: number;
  readonly callsMe: boolean;
}

/** Beyond this, "99+" says enough. */
export const mostCounted = 100;

/** The messages of others after what was read last. Deleted ones are nothing to read, and what blocked people say is not to be. */
export const unreadIn = (
  roomId: RoomId,
  entries: readonly Entry[],
  readUpToMs: number,
  me: { readonly uid: UserId; readonly name: string },
  blocked: ReadonlySet<string>,
): readonly UnreadMessage[] => {
  const names = new Map([[me.uid, me.name]]);
  const isDirect = roomId.startsWith('d-');
  return entries.flatMap(({ key, value }) => {
    const said = message.read(value);
    if (said === undefined || said.at <= readUpToMs || said.uid === me.uid || blocked.has(said.uid))
      return [];
    return [
      {
        id: key as MessageId,
        uid: said.uid as UserId,
        text: said.text,
        atMs: said.at,
        callsMe: isDirect || mentionsIn(said.text, names).length > 0,
      },
    ];
  });
};

/** How many are not after what was read last. */
export const readIn = (entries: readonly Entry[], readUpToMs: number): number =>
  entries.filter(({ value }) => {
    const { at } = Object(value) as { readonly at?: unknown };
    return typeof at === 'number' && at <= readUpToMs;
  }).length;

export const countOf = (messages: readonly UnreadMessage[]): Unread => ({
  count: Math.min(messages.length, mostCounted),
  calls: messages.filter(({ callsMe }) => callsMe).length,
});

/** As a badge says it. */
export const inFigures = (count: number): string =>
  count >= mostCounted ? `${mostCounted - 1}+` : `${count}`;
