import { limits, paths, restriction, room, sanction, type RoomId, type UserId } from '@causerie/contract';
import { isSignedIn } from './account.ts';
import { serverNow } from './clock.ts';
import { connected } from './connection.ts';
import { readOnce } from './live.ts';
import { until } from './until.ts';
import { serverTime, write, type Changes } from './write.ts';
import { writeInRing, type PacedOutcome } from './writeInRing.ts';

/** Why something did not happen. Times in milliseconds, by the server's clock. */
export type Refusal =
  | { readonly kind: 'unreachable' | 'closed' | 'notAllowed' }
  /** Too much of the kind was done already; banned from everything; banned from the room; kept from speaking, there or everywhere. */
  | { readonly kind: 'tooFast' | 'banned' | 'bannedHere' | 'muted'; readonly untilMs: number };

export type Outcome = 'done' | Refusal;

/** What people may do so often and no more; the messages of the outbox have a ring of their own. */
const rings = {
  joins: { ring: limits.joinRing, all: paths.joinSlots, place: paths.joinSlot },
  invites: { ring: limits.inviteRing, all: paths.inviteSlots, place: paths.inviteSlot },
  knocks: { ring: limits.knockRing, all: paths.knockSlots, place: paths.knockSlot },
  profiles: { ring: limits.profileRing, all: paths.profileSlots, place: paths.profileSlot },
  rooms: { ring: limits.roomRing, all: paths.roomSlots, place: paths.roomSlot },
  edits: { ring: limits.editRing, all: paths.editSlots, place: paths.editSlot },
  reactions: { ring: limits.reactionRing, all: paths.reactionSlots, place: paths.reactionSlot },
  reports: { ring: limits.reportRing, all: paths.reportSlots, place: paths.reportSlot },
} as const;

/** A slot of a ring, for what `key` names. */
export interface Budget {
  readonly of: keyof typeof rings;
  readonly key: string;
}

/** How long somebody waits for a connection before being told that there is none. */
const patienceMs = 8000;

/**
 * Does something at once or not at all, as a press of a button should: without a connection it is refused instead of kept. `roomId` is the
 * room it happens in, if any, so that a refusal can be explained.
 */
export const act = async (
  uid: UserId,
  changes: Changes,
  { roomId, budget }: { readonly roomId?: RoomId; readonly budget?: Budget } = {},
): Promise<Outcome> => {
  if (!(await until(connected, patienceMs))) return { kind: 'unreachable' };
  // Not every write names whose it is, and none may become another's.
  if (!isSignedIn(uid)) return { kind: 'notAllowed' };
  return explain(
    uid,
    roomId,
    budget === undefined ? { kind: await write(changes) } : await spend(uid, changes, budget),
    budget?.of === 'edits' || budget?.of === 'reactions',
  );
};

const spend = (uid: UserId, changes: Changes, { of, key }: Budget): Promise<PacedOutcome> => {
  const { ring, all, place } = rings[of];
  return writeInRing(all.at({ uid }), ring, (slot) =>
    new Map(changes).set(place.at({ uid, slot }), { at: serverTime(), key }),
  );
};

/** What became of a write, with the reason when it was refused. `speaks`: only whoever may speak may do it. */
export const explain = async (
  uid: UserId,
  roomId: RoomId | undefined,
  outcome: PacedOutcome,
  speaks = false,
): Promise<Outcome> => {
  switch (outcome.kind) {
    case 'stored':
      return 'done';
    case 'failed':
      return { kind: 'unreachable' };
    case 'too_fast':
      return { kind: 'tooFast', untilMs: outcome.untilMs };
    case 'denied':
      return whyRefused(uid, roomId, speaks);
  }
};

const look = (path: string): Promise<unknown> => readOnce(path).catch(() => undefined);

/** Looks where somebody may look for what keeps them from something. */
const whyRefused = async (uid: UserId, roomId: RoomId | undefined, speaks: boolean): Promise<Refusal> => {
  const sanctioned = sanction.read(await look(paths.sanction.at({ uid })));
  const bannedUntil = sanctioned?.bannedUntil ?? 0;
  if (bannedUntil > serverNow()) return { kind: 'banned', untilMs: bannedUntil };
  if (roomId !== undefined) {
    const [ban, place, mute] = await Promise.all([
      look(paths.ban.at({ roomId, uid })),
      look(paths.room.at({ roomId })),
      speaks ? look(paths.mute.at({ roomId, uid })) : undefined,
    ]);
    const untilMs = restriction.read(ban)?.until ?? 0;
    if (untilMs > serverNow()) return { kind: 'bannedHere', untilMs };
    if (room.read(place)?.closedAt !== undefined) return { kind: 'closed' };
    const mutedUntil = Math.max(restriction.read(mute)?.until ?? 0, sanctioned?.mutedUntil ?? 0);
    if (speaks && mutedUntil > serverNow()) return { kind: 'muted', untilMs: mutedUntil };
  }
  return connected.current() ? { kind: 'notAllowed' } : { kind: 'unreachable' };
};
