import { limits, paths, type RoomId, type UserId } from '@causerie/contract';
import { createContext, useMemo } from 'react';
import type { Entry } from '../../backend/entries.ts';
import { listAt } from '../../backend/live.ts';
import type { Reading, Source } from '../../backend/source.ts';
import { useSource } from '../../backend/useSource.ts';
import { isSameList, useSteady } from '../../ui/useSteady.ts';
import { readByOf, type ReadBy } from './readByOf.ts';

/** For the rows of a conversation, of which one shows it. */
export const ReadByContext = createContext<ReadBy | undefined>(undefined);

/** Which of one's own messages others have read last. Nothing is asked for where it is not told: rules would refuse. */
export const useReadBy = (
  roomId: RoomId,
  me: UserId,
  messages: Parameters<typeof readByOf>[0],
  isTold: boolean,
): ReadBy | undefined => {
  const reading = useSource(
    isTold ? listAt(paths.receipts.at({ roomId }), { last: limits.membersPerRead, by: 'key' }) : untold,
  );
  const readBy = useMemo(
    () => (reading.state === 'ready' ? readByOf(messages, reading.value, me) : undefined),
    [messages, reading, me],
  );
  return useSteady(readBy, isSame);
};

const isSame = (before: ReadBy | undefined, now: ReadBy | undefined): boolean =>
  before?.id === now?.id && isSameList(before?.readers ?? [], now?.readers ?? []);

const loading: Reading<readonly Entry[]> = { state: 'loading' };
const untold: Source<Reading<readonly Entry[]>> = {
  current: () => loading,
  subscribe: () => () => undefined,
};
