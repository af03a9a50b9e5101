import { isRoomId, mineEntry, paths, type RoomId, type UserId } from '@causerie/contract';
import { blocksOf } from '../../backend/blocks.ts';
import { entriesIn } from '../../backend/entries.ts';
import { listAt } from '../../backend/live.ts';
import { ownRooms } from '../../backend/ownRooms.ts';
import { mostCounted, unreadIn, type UnreadMessage } from './unread.ts';

/** More rooms than these are not followed while one is elsewhere: each costs what is said in it. */
const mostFollowed = 40;

export type UnreadMessages = ReadonlyMap<RoomId, readonly UnreadMessage[]>;

interface Followed {
  readonly readUpToMs: number;
  readonly stop: () => void;
  readonly read: () => readonly UnreadMessage[];
}

/** Follows what is unread in one's own rooms. Returns how to stop. */
export const watchUnread = (
  me: { readonly uid: UserId; readonly name: string },
  onChange: (unread: UnreadMessages) => void,
): (() => void) => {
  const followed = new Map<RoomId, Followed>();
  const mine = ownRooms(me.uid);
  const blocks = blocksOf(me.uid);
  let blocked: ReadonlySet<string> = new Set();

  const tell = (): void =>
    onChange(
      new Map(
        [...followed].flatMap(([roomId, { read }]) => {
          const messages = read();
          return messages.length === 0 ? [] : [[roomId, messages] as const];
        }),
      ),
    );

  const follow = (roomId: RoomId, readUpToMs: number): Followed => {
    const after = listAt(paths.messages.at({ roomId }), {
      by: 'at',
      last: mostCounted,
      after: { at: readUpToMs },
    });
    const read = (): readonly UnreadMessage[] => {
      const reading = after.current();
      return reading.state === 'ready' ? unreadIn(roomId, reading.value, readUpToMs, me, blocked) : [];
    };
    return { readUpToMs, stop: after.subscribe(tell), read };
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
    for (const [roomId, { readUpToMs, stop }] of followed) {
      if (rooms.get(roomId) === readUpToMs) continue;
      stop();
      followed.delete(roomId);
    }
    for (const [roomId, readUpToMs] of rooms)
      if (!followed.has(roomId)) followed.set(roomId, follow(roomId, readUpToMs));
    tell();
  };

  const heed = (): void => {
    blocked = new Set(entriesIn(blocks).map(({ key }) => key));
    tell();
  };

  const stops = [mine.subscribe(settle), blocks.subscribe(heed)];
  heed();
  settle();
  return () => {
    for (const stop of stops) stop();
    for (const { stop } of followed.values()) stop();
  };
};
