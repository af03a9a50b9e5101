import type { RoomId, UserId } from '@causerie/contract';
import { useMemo } from 'react';
import type { Reading } from '../../backend/source.ts';
import { readMembers } from './readMembers.ts';
import { useMemberRows } from './useMemberRows.ts';

/** Who belongs to a room: as many as one read gives, and whoever is in sight. */
export const useMembers = (roomId: RoomId, inSight: readonly UserId[] = []): Reading<readonly UserId[]> => {
  const reading = useMemberRows(roomId, inSight);
  return useMemo(
    () => (reading.state === 'ready' ? { state: 'ready', value: readMembers(reading.value) } : reading),
    [reading],
  );
};
