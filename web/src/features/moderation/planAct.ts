import { limits, paths, type Role, type RoomId, type UserId } from '@causerie/contract';
import { serverTime, type Changes } from '../../backend/write.ts';

/** What somebody who rules a room does to a person, or to the room. Times in milliseconds, by the server's clock. */
export type RoomAct =
  | { readonly act: 'kick' | 'liftBan' | 'liftMute' | 'handOver'; readonly about: UserId }
  | { readonly act: 'mute'; readonly about: UserId; readonly untilMs: number }
  /** Whoever is in the room is put out of it as well; rules refuse to put out whoever is not. */
  | { readonly act: 'ban'; readonly about: UserId; readonly untilMs: number; readonly isMember: boolean }
  | { readonly act: 'changeRole'; readonly about: UserId; readonly role: Exclude<Role, 'owner'> }
  | { readonly act: 'close'; readonly isPublic: boolean };

/** An act, its entry in the log of the room, and the turn it takes: rules accept none without the others. */
export const planAct = (uid: UserId, roomId: RoomId, entryId: string, act: RoomAct): Changes =>
  new Map<string, unknown>([
    ...deed(uid, roomId, act),
    [
      paths.auditEntry.at({ roomId, entryId }),
      {
        by: uid,
        at: serverTime(),
        act: act.act,
        ...('about' in act && { about: act.about }),
        ...('role' in act && { role: act.role }),
      },
    ],
    [paths.actSlot.at({ uid }), { at: serverTime(), key: `${roomId}/${entryId}` }],
  ]);

const deed = (uid: UserId, roomId: RoomId, act: RoomAct): readonly (readonly [string, unknown])[] => {
  if (act.act === 'close') {
    return [
      [`${paths.room.at({ roomId })}/closedAt`, serverTime()],
      ...(act.isPublic ? [[paths.directoryEntry.at({ roomId }), null] as const] : []),
    ];
  }
  const them = { roomId, uid: act.about };
  const gone = [
    [paths.member.at(them), null],
    [paths.mineEntry.at(them), null],
  ] as const;
  switch (act.act) {
    case 'kick':
      return gone;
    case 'ban':
      return [
        [paths.ban.at(them), { by: uid, at: serverTime(), until: act.untilMs }],
        ...(act.isMember ? gone : []),
      ];
    case 'liftBan':
      return [[paths.ban.at(them), null]];
    case 'mute':
      return [[paths.mute.at(them), { by: uid, at: serverTime(), until: act.untilMs }]];
    case 'liftMute':
      return [[paths.mute.at(them), null]];
    case 'changeRole':
      return [[`${paths.member.at(them)}/role`, act.role]];
    case 'handOver':
      return [
        [`${paths.room.at({ roomId })}/owner`, act.about],
        [`${paths.member.at(them)}/role`, 'owner'],
        [`${paths.member.at({ roomId, uid })}/role`, 'moderator'],
      ];
  }
};

/** The longest that somebody can be kept from something, less what a write takes to arrive: rules count from then on. */
export const longestRestrictionMs = limits.restrictionMaxMs - 60_000;

/** For how long somebody can be kept from something, in milliseconds. */
export const durationsMs = [
  600_000,
  3_600_000,
  86_400_000,
  7 * 86_400_000,
  30 * 86_400_000,
  longestRestrictionMs,
] as const;
