import { limits, member, mineEntry, paths, type RoomId, type UserId } from '@causerie/contract';
import { readOnce } from '../../backend/live.ts';
import { serverTime, type Changes } from '../../backend/write.ts';
import { writeInRing, type PacedOutcome } from '../../backend/writeInRing.ts';

/**
 * What is missing for somebody to be in a room: their row among its members, with the slot that coming in takes, and the room
 * in their own list.
 */
export const planJoin = (
  uid: UserId,
  roomId: RoomId,
  has: { readonly member: boolean; readonly mine: boolean },
  slot: string,
): Changes =>
  new Map<string, unknown>([
    ...(has.member
      ? []
      : ([
          [paths.member.at({ roomId, uid }), { role: 'member', joinedAt: serverTime() }],
          [paths.joinSlot.at({ uid, slot }), { at: serverTime(), key: roomId }],
        ] as const)),
    ...(has.mine ? [] : [[paths.mineEntry.at({ uid, roomId }), { joinedAt: serverTime() }] as const]),
  ]);

/** Places among members that this page has seen taken by the person in front of it. */
const taken = new Set<string>();

/**
 * Whether this page has seen somebody as a member of a room. They come in by themselves only once: whoever has been put
 * out decides whether to come back.
 */
export const wasMember = (uid: UserId, roomId: RoomId): boolean =>
  taken.has(paths.member.at({ roomId, uid }));

/** To be called when somebody is seen in a room. What a joining under way shows may still be taken back. */
export const rememberMember = (uid: UserId, roomId: RoomId): void => {
  const place = paths.member.at({ roomId, uid });
  if (!underWay.has(place)) taken.add(place);
};

/** Joinings that have not been answered. A second one beside the first would be refused. */
const underWay = new Map<string, Promise<PacedOutcome>>();

export const joinRoom = (uid: UserId, roomId: RoomId): Promise<PacedOutcome> => {
  const place = paths.member.at({ roomId, uid });
  const existing = underWay.get(place);
  if (existing !== undefined) return existing;
  const joining = addWhatIsMissing(uid, roomId)
    .then((outcome) => {
      if (outcome.kind === 'stored') taken.add(place);
      return outcome;
    })
    .finally(() => underWay.delete(place));
  underWay.set(place, joining);
  return joining;
};

/** Rows keep the time of their first writing, so a second joining must leave alone whichever is still there. */
const addWhatIsMissing = async (uid: UserId, roomId: RoomId): Promise<PacedOutcome> => {
  const [memberRow, mineRow] = await Promise.all([
    readOnce(paths.member.at({ roomId, uid })).catch(() => undefined),
    readOnce(paths.mineEntry.at({ uid, roomId })).catch(() => undefined),
  ]);
  const has = {
    member: member.read(memberRow) !== undefined,
    mine: mineEntry.read(mineRow) !== undefined,
  };
  if (has.member && has.mine) return { kind: 'stored' };
  return writeInRing(paths.joinSlots.at({ uid }), limits.joinRing, (slot) =>
    planJoin(uid, roomId, has, slot),
  );
};
