import { limits, paths, type RoomId, type UserId } from '@causerie/contract';
import { useMemo } from 'react';
import { listAt } from '../../backend/live.ts';
import type { Reading } from '../../backend/source.ts';
import { useSource } from '../../backend/useSource.ts';
import { readMembers } from './readMembers.ts';

/** Who belongs to a room, as many as one read gives. */
export const useMembers = (roomId: RoomId): Reading<readonly UserId[]> => {
  const reading = useSource(listAt(paths.members.at({ roomId }), { last: limits.membersPerRead, by: 'key' }));
  return useMemo(
    () => (reading.state === 'ready' ? { state: 'ready', value: readMembers(reading.value) } : reading),
    [reading],
  );
};
