import { limits, paths, type RoomId, type UserId } from '@causerie/contract';
import { useMemo } from 'react';
import type { Entry } from '../../backend/entries.ts';
import { listAt } from '../../backend/live.ts';
import type { Reading } from '../../backend/source.ts';
import { useChildrenAt, useSource } from '../../backend/useSource.ts';
import { useSteadyList } from '../../ui/useSteady.ts';
import { leftOut } from './leftOut.ts';

/**
 * The rows of a room's members: as many as one read gives, and those of people in sight whom it leaves out. Whoever matters most comes
 * first in `inSight`; who is no member has no row.
 */
export const useMemberRows = (roomId: RoomId, inSight: readonly UserId[]): Reading<readonly Entry[]> => {
  const path = paths.members.at({ roomId });
  const reading = useSource(listAt(path, { last: limits.membersPerRead, by: 'key' }));
  const others = useChildrenAt(
    path,
    useSteadyList(reading.state === 'ready' ? leftOut(reading.value, inSight, limits.membersPerRead) : []),
  );
  return useMemo(
    () =>
      reading.state !== 'ready' || others.size === 0
        ? reading
        : {
            state: 'ready',
            value: [
              ...reading.value,
              ...[...others.values()].flatMap((row) => (row.state === 'ready' ? row.value : [])),
            ],
          },
    [reading, others],
  );
};
