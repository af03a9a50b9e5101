import type { UserId } from '@causerie/contract';
import { useMemo } from 'react';
import { blocksOf } from '../../backend/blocks.ts';
import { useSource } from '../../backend/useSource.ts';

/** Whom somebody does not want to hear from. It is theirs alone: nobody else can read it, and it follows them to every device. */
export const useBlocked = (uid: UserId): ReadonlySet<UserId> => {
  const reading = useSource(blocksOf(uid));
  return useMemo(
    () => new Set(reading.state === 'ready' ? reading.value.map(({ key }) => key as UserId) : []),
    [reading],
  );
};
