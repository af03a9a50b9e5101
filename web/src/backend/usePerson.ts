import { paths, profile, type Profile, type UserId } from '@causerie/contract';
import { valueAt } from './live.ts';
import { useSource } from './useSource.ts';

/** How one person appears. `undefined` while unknown, `null` when there is nobody of that id. */
export const usePerson = (uid: UserId): Profile | null | undefined => {
  const reading = useSource(valueAt(paths.user.at({ uid })));
  if (reading.state === 'loading') return undefined;
  return reading.state === 'ready' ? (profile.read(reading.value) ?? null) : null;
};
