import type { UserId } from '@causerie/contract';
import { useEffect, useMemo } from 'react';
import { openOutbox } from './openOutbox.ts';
import type { Outbox } from './outbox.ts';

/** The outbox of a person, at work as long as the page that calls this. */
export const useOutbox = (uid: UserId): Outbox => {
  const outbox = useMemo(() => openOutbox(uid), [uid]);
  useEffect(() => outbox.start(), [outbox]);
  return outbox;
};
