import { paths, type RoomId, type UserId } from '@causerie/contract';
import { act, type Outcome } from '../../backend/act.ts';
import { readOnce, retryDenied } from '../../backend/live.ts';
import { serverTime, type Changes } from '../../backend/write.ts';

/** A room of two people, with both in it from the beginning. */
export const planDirect = (uid: UserId, other: UserId, roomId: RoomId): Changes =>
  new Map<string, unknown>([
    [paths.room.at({ roomId }), { kind: 'direct', createdAt: serverTime() }],
    ...[uid, other].flatMap((one) => [
      [paths.member.at({ roomId, uid: one }), { role: 'member', joinedAt: serverTime() }] as const,
      [paths.mineEntry.at({ uid: one, roomId }), { joinedAt: serverTime() }] as const,
    ]),
  ]);

const planReturn = (uid: UserId, roomId: RoomId): Changes =>
  new Map<string, unknown>([
    [paths.member.at({ roomId, uid }), { role: 'member', joinedAt: serverTime() }],
    [paths.mineEntry.at({ uid, roomId }), { joinedAt: serverTime() }],
  ]);

/**
 * Sees to it that one is in the room of two people, which is the same whoever begins it. From outside, a direct room that one left
 * looks like one that was never there: so it is begun, and if that is refused, gone back to.
 */
export const openDirect = async (uid: UserId, other: UserId, roomId: RoomId): Promise<Outcome> => {
  const listed = await readOnce(paths.mineEntry.at({ uid, roomId })).catch(() => null);
  if (listed !== null) return 'done';
  const begun = await act(uid, planDirect(uid, other, roomId), {
    roomId,
    budget: { of: 'rooms', key: roomId },
  });
  const outcome =
    begun === 'done' || begun.kind !== 'notAllowed'
      ? begun
      : await act(uid, planReturn(uid, roomId), { roomId, budget: { of: 'joins', key: roomId } });
  // What was refused to whoever stood outside is theirs again.
  if (outcome === 'done') retryDenied();
  return outcome;
};
