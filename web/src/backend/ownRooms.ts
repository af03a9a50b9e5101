import { limits, paths, type UserId } from '@causerie/contract';
import type { Entry } from './entries.ts';
import { listAt } from './live.ts';
import type { LiveSource } from './source.ts';

/** The list of somebody's own rooms, as much as one read gives. Nobody else may read it. */
export const ownRooms = (uid: UserId): LiveSource<readonly Entry[]> =>
  listAt(paths.mine.at({ uid }), { first: limits.roomsPerRead, by: 'key' });
