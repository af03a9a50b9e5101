import { limits, paths, restriction, type Restriction, type RoomId, type UserId } from '@causerie/contract';
import { useMemo } from 'react';
import { listAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';

export interface Restricted extends Restriction {
  readonly uid: UserId;
}

/** Who is banned from a room, or mute in it, as many as one read gives. Only for those who may ask. */
export const useRestrictions = (kind: 'bans' | 'mutes', roomId: RoomId): readonly Restricted[] => {
  const reading = useSource(listAt(paths[kind].at({ roomId }), { last: limits.membersPerRead, by: 'key' }));
  return useMemo(
    () =>
      reading.state === 'ready'
        ? reading.value.flatMap(({ key, value }) => {
            const read = restriction.read(value);
            return read === undefined ? [] : [{ uid: key as UserId, ...read }];
          })
        : [],
    [reading],
  );
};
