import { paths, profile, type Profile, type UserId } from '@causerie/contract';
import { useMemo } from 'react';
import { useValuesAt } from '../../backend/useSource.ts';

/** Names and colours by person. Absent while unknown; `null` when there is nobody of that id. */
export type People = ReadonlyMap<UserId, Profile | null>;

/** Follows how people appear. `uids` must keep its identity while it names the same people. */
export const usePeople = (uids: readonly UserId[]): People => {
  const addresses = useMemo(() => uids.map((uid) => paths.user.at({ uid })), [uids]);
  const values = useValuesAt(addresses);
  return useMemo(() => {
    const people = new Map<UserId, Profile | null>();
    uids.forEach((uid, index) => {
      const reading = values.get(addresses[index] ?? '');
      if (reading === undefined || reading.state === 'loading') return;
      people.set(uid, reading.state === 'ready' ? (profile.read(reading.value) ?? null) : null);
    });
    return people;
  }, [uids, addresses, values]);
};
