import { limits, paths, type RoomId, type UserId } from '@causerie/contract';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { listAt, retryDenied } from '../../backend/live.ts';
import type { Reading } from '../../backend/source.ts';
import { useSource } from '../../backend/useSource.ts';
import { readDirectory, type ListedRoom } from './directory.ts';
import { joinRoom } from './joinRoom.ts';

/** The public rooms. */
export const useDirectory = (): Reading<readonly ListedRoom[]> => {
  const reading = useSource(listAt(paths.directory.at({}), { first: limits.roomsPerRead, by: 'key' }));
  return useMemo(
    () => (reading.state === 'ready' ? { state: 'ready', value: readDirectory(reading.value) } : reading),
    [reading],
  );
};

export type Membership =
  { readonly state: 'joining' } | { readonly state: 'joined' } | { readonly state: 'refused' };

/**
 * Sees to it that somebody is in the room they look at. `join` asks again, after a refusal or after they have been
 * removed.
 */
export const useMembership = (
  uid: UserId,
  roomId: RoomId,
): { readonly membership: Membership; readonly join: () => Promise<void> } => {
  const mine = useSource(listAt(paths.mine.at({ uid }), { first: limits.roomsPerRead, by: 'key' }));
  const [refusedRoom, setRefusedRoom] = useState<RoomId>();

  const isReady = mine.state === 'ready';
  const isMine = isReady && mine.value.some(({ key }) => key === roomId);

  const isRefused = refusedRoom === roomId;

  const join = useCallback(
    () =>
      joinRoom(uid, roomId).then((outcome) => {
        setRefusedRoom(outcome === 'stored' ? undefined : roomId);
        if (outcome === 'stored') retryDenied();
      }),
    [uid, roomId],
  );
  useEffect(() => {
    if (isReady && !isMine && !isRefused) void join();
  }, [isReady, isMine, isRefused, join]);

  const state = isMine ? 'joined' : isRefused ? 'refused' : 'joining';
  return useMemo(() => ({ membership: { state }, join }), [state, join]);
};
