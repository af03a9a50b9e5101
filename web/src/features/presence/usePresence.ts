import { paths, type UserId } from '@causerie/contract';
import { useEffect, useMemo } from 'react';
import { serverNow } from '../../backend/clock.ts';
import { useValuesAt } from '../../backend/useSource.ts';
import { useNow } from '../../ui/useNow.ts';
import { announcePresence } from './announcePresence.ts';
import { isHere, readConnections } from './presence.ts';

/** Rows go stale by the passing of time alone. */
const lookEveryMs = 15_000;

/** Who of these people is here now. `uids` must keep its identity while it names the same people. */
export const usePresence = (uids: readonly UserId[]): ReadonlySet<UserId> => {
  const addresses = useMemo(() => uids.map((uid) => paths.presence.at({ uid })), [uids]);
  const values = useValuesAt(addresses);
  const nowMs = useNow(lookEveryMs, serverNow);
  return useMemo(
    () =>
      new Set(
        uids.filter((_uid, index) => {
          const reading = values.get(addresses[index] ?? '');
          return reading?.state === 'ready' && isHere(readConnections(reading.value), nowMs);
        }),
      ),
    [uids, addresses, values, nowMs],
  );
};

/** Says that somebody is here while the page that calls this is. */
export const useAnnouncedPresence = (uid: UserId): void => {
  useEffect(() => announcePresence(uid), [uid]);
};
