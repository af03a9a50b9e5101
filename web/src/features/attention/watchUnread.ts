import { isRoomId, mineEntry, paths, type RoomId, type UserId } from '@causerie/contract';
import { blocksOf } from '../../backend/blocks.ts';
import { entriesIn, type Entry } from '../../backend/entries.ts';
import { listAt } from '../../backend/live.ts';
import { ownRooms } from '../../backend/ownRooms.ts';
import { mostCounted, readIn, unreadIn, type UnreadMessage } from './unread.ts';

/** More rooms than these are not followed while one is elsewhere: each costs what is said in it. */
const mostFollowed = 40;

export type UnreadMessages = ReadonlyMap<RoomId, readonly UnreadMessage[]>;

/**
 * What is asked for begins where somebody had read to at the time, and stays as it is while they read on: another listener for
 * every message that is read would have each of the next messages come many times. With so many read ones it begins anew.
 */
const mostReadHeld = 50;

interface Followed {
  readonly fromMs: number;
  readonly readUpToMs: number;
  readonly stop: () => void;
  readonly entries: () => readonly Entry[];
}

/** Follows what is unread in one's own rooms. Returns how to stop. */
export const watchUnread = (
  me: { readonly uid: UserId; readonly name: string },
  onChange: (unread: UnreadMessages) => void,
): (() => void) => {
  const followed = new Map<RoomId, Followed>();
  const mine = ownRooms(me.uid);
  const blocks = blocksOf(me.uid);

  const tell = (): void => {
    const blocked = new Set(entriesIn(blocks).map(({ key }) => key));
    onChange(
      new Map(
        [...followed].flatMap(([roomId, { entries, readUpToMs }]) => {
          const messages = unreadIn(roomId, entries(), readUpToMs, me, blocked);
          return messages.length === 0 ? [] : [[roomId, messages] as const];
        }),
      ),
    );
  };

  const follow = (roomId: RoomId, readUpToMs: number): Followed => {
    const after = listAt(paths.messages.at({ roomId }), {
      by: 'at',
      last: mostCounted,
      after: { at: readUpToMs },
    });
    return {
      fromMs: readUpToMs,
      readUpToMs,
      stop: after.subscribe(tell),
      entries: () => entriesIn(after),
    };
  };

  const followOn = (before: Followed, roomId: RoomId, readUpToMs: number): Followed => {
    const isEnough = readUpToMs >= before.fromMs && readIn(before.entries(), readUpToMs) <= mostReadHeld;
    if (isEnough) return { ...before, readUpToMs };
    before.stop();
    return follow(roomId, readUpToMs);
  };

  const settle = (): void => {
    const reading = mine.current();
    if (reading.state !== 'ready') return;
    const rooms = new Map(
      reading.value.slice(0, mostFollowed).flatMap(({ key, value }) => {
        const row = mineEntry.read(value);
        return row === undefined || !isRoomId(key) ? [] : [[key, row.lastRead ?? row.joinedAt] as const];
      }),
    );
    for (const [roomId, { stop }] of followed) {
      if (rooms.has(roomId)) continue;
      stop();
      followed.delete(roomId);
    }
    for (const [roomId, readUpToMs] of rooms) {
      const before = followed.get(roomId);
      followed.set(
        roomId,
        before === undefined ? follow(roomId, readUpToMs) : followOn(before, roomId, readUpToMs),
      );
    }
    tell();
  };

  const stops = [mine.subscribe(settle), blocks.subscribe(tell)];
  settle();
  return () => {
    for (const stop of stops) stop();
    for (const { stop } of followed.values()) stop();
  };
};
