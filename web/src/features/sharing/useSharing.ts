import { paths, sharing, type Sharing, type UserId } from '@causerie/contract';
import { useMemo } from 'react';
import { valueAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';

const everything: Sharing = { lastSeen: true, receipts: true };

/** What somebody lets others know of themselves, on all their devices; `undefined` while that is not known. */
export const useSharing = (uid: UserId): Sharing | undefined => {
  const reading = useSource(valueAt(paths.sharing.at({ uid })));
  return useMemo(
    () => (reading.state === 'ready' ? (sharing.read(reading.value) ?? everything) : undefined),
    [reading],
  );
};
