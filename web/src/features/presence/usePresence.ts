import { paths, type UserId } from '@causerie/contract';
import { useEffect, useMemo, useRef } from 'react';
import { serverNow } from '../../backend/clock.ts';
import { beforeSignOut } from '../../backend/leaving.ts';
import { useValuesAt } from '../../backend/useSource.ts';
import { useNow } from '../../ui/useNow.ts';
import { announceLastSeen, noteLastSeen } from './announceLastSeen.ts';
import { announcePresence } from './announcePresence.ts';
import { presenceOf, readConnections, type Presence } from './presence.ts';

/** Rows go stale by the passing of time alone. */
const lookEveryMs = 15_000;

/** Who of these people is here or away now. `uids` must keep its identity while it names the same people. */
export const usePresence = (uids: readonly UserId[]): ReadonlyMap<UserId, Presence> => {
  const addresses = useMemo(() => uids.map((uid) => paths.presence.at({ uid })), [uids]);
  const values = useValuesAt(addresses);
  const nowMs = useNow(lookEveryMs, serverNow);
  return useMemo(
    () =>
      new Map(
        uids.flatMap((uid, index) => {
          const reading = values.get(addresses[index] ?? '');
          if (reading?.state !== 'ready') return [];
          const presence = presenceOf(readConnections(reading.value), nowMs);
          return presence === undefined ? [] : [[uid, presence] as const];
        }),
      ),
    [uids, addresses, values, nowMs],
  );
};

/** Says that somebody is here while the page that calls this is, and if they like when they were. */
export const useAnnouncedPresence = (uid: UserId, saysLastSeen: boolean): void => {
  const says = useRef(saysLastSeen);
  useEffect(() => {
    says.current = saysLastSeen;
    return saysLastSeen ? announceLastSeen(uid) : undefined;
  }, [uid, saysLastSeen]);
  useEffect(() => {
    const stop = announcePresence(uid);
    let isOver = false;
    const leave = (): void => {
      if (isOver) return;
      isOver = true;
      callOff();
      stop();
      if (says.current) noteLastSeen(uid);
    };
    const callOff = beforeSignOut(leave);
    return leave;
  }, [uid]);
};
