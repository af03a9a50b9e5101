import { member, type Role, type RoomId, type UserId } from '@causerie/contract';
import { useMemo } from 'react';
import { useMemberRows } from './useMemberRows.ts';

/** What each member of a room is in it: of as many as one read gives, and of whoever is in sight. */
export const useRoles = (roomId: RoomId, inSight: readonly UserId[]): ReadonlyMap<string, Role> => {
  const reading = useMemberRows(roomId, inSight);
  return useMemo(
    () =>
      new Map<string, Role>(
        (reading.state === 'ready' ? reading.value : []).flatMap(({ key, value }) => {
          const read = member.read(value);
          return read === undefined ? [] : [[key, read.role] as const];
        }),
      ),
    [reading],
  );
};

/** What one person is in a room; `undefined` when they are not in it, or not known to be. */
export const useRole = (roomId: RoomId, uid: UserId): Role | undefined => useRoles(roomId, [uid]).get(uid);
