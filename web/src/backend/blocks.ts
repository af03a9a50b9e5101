import { limits, paths, type UserId } from '@causerie/contract';
import type { EntrySource } from './entries.ts';
import { listAt } from './live.ts';

/** Whom somebody has blocked, by key, as many as one read gives. Nobody else may read it. */
export const blocksOf = (uid: UserId): EntrySource =>
  listAt(paths.blocks.at({ uid }), { last: limits.blocksPerRead, by: 'key' });
