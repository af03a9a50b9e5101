import { limits, member, paths, type Role, type RoomId, type UserId } from '@causerie/contract';
import { useMemo } from 'react';
import { listAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';

/** What each member of a room is in it, as many as one read gives. */
export const useRoles = (roomId: RoomId): ReadonlyMap<string, Role> => {
  const reading = useSource(listAt(paths.members.at({ roomId }), { last: limits.membersPerRead, by: 'key' }));
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
export const useRole = (roomId: RoomId, uid: UserId): Role | undefined => useRoles(roomId).get(uid);
