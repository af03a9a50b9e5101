import { firstRoomId, limits, paths, type RoomId, type UserId } from '@causerie/contract';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { listAt, retryDenied, valueAt } from '../../backend/live.ts';
import type { Reading } from '../../backend/source.ts';
import { useSource } from '../../backend/useSource.ts';
import { chooseRoom, readDirectory, withRooms, type ListedRoom } from './directory.ts';
import { joinRoom, rememberMember, wasMember } from './joinRoom.ts';
import { membershipOf, type Membership } from './membership.ts';
import { pinInAddress, roomInAddress } from './roomInAddress.ts';

/** The public rooms, as many as one read gives. */
const useDirectory = (): Reading<readonly ListedRoom[]> => {
  const reading = useSource(listAt(paths.directory.at({}), { first: limits.roomsPerRead, by: 'key' }));
  return useMemo(
    () => (reading.state === 'ready' ? { state: 'ready', value: readDirectory(reading.value) } : reading),
    [reading],
  );
};

/** What the directory says of one room, wherever in it that stands. */
const useListedRoom = (roomId: RoomId): Reading<ListedRoom | undefined> => {
  const reading = useSource(valueAt(paths.directoryEntry.at({ roomId })));
  return useMemo(
    () =>
      reading.state === 'ready'
        ? { state: 'ready', value: readDirectory([{ key: roomId, value: reading.value }])[0] }
        : reading,
    [reading, roomId],
  );
};

export type CurrentRoom =
  | { readonly state: 'loading' | 'denied' | 'none' }
  | { readonly state: 'chosen'; readonly room: ListedRoom; readonly rooms: readonly ListedRoom[] };

/**
 * The room to be in, and the ones to go to. Whatever others do to the directory, a room that was entered stays the one
 * until the person goes elsewhere: it is pinned in the address, and remembered when it is listed no more.
 */
export const useCurrentRoom = (): CurrentRoom => {
  const asked = useSource(roomInAddress);
  const directory = useDirectory();
  const first = useListedRoom(firstRoomId);
  const askedRoom = useListedRoom(asked ?? firstRoomId);
  const [entered, setEntered] = useState<ListedRoom>();

  const rooms = useMemo(() => {
    if (directory.state !== 'ready') return [];
    const own = [first, askedRoom].flatMap((reading) =>
      reading.state === 'ready' && reading.value !== undefined ? [reading.value] : [],
    );
    const kept = entered !== undefined && entered.id === asked ? [entered] : [];
    return withRooms(withRooms(directory.value, own), kept);
  }, [directory, first, askedRoom, entered, asked]);
  const unread = new Set<RoomId>();
  if (first.state === 'loading') unread.add(firstRoomId);
  if (asked !== undefined && askedRoom.state === 'loading') unread.add(asked);

  const choice = directory.state === 'ready' ? chooseRoom(rooms, asked, unread) : undefined;
  const room = choice === 'unread' ? undefined : choice;
  if (room !== undefined && room !== entered) setEntered(room);
  useEffect(() => {
    if (room !== undefined) pinInAddress(room.id);
  }, [room]);

  if (directory.state !== 'ready') return directory;
  if (choice === 'unread') return { state: 'loading' };
  return choice === undefined ? { state: 'none' } : { state: 'chosen', room: choice, rooms };
};

/**
 * Sees to it that somebody who comes to a room for the first time is in it. `join` asks again, after a refusal or after
 * they have been put out.
 */
export const useMembership = (
  uid: UserId,
  roomId: RoomId,
): { readonly membership: Membership; readonly join: () => Promise<void> } => {
  const mine = useSource(listAt(paths.mine.at({ uid }), { first: limits.roomsPerRead, by: 'key' }));
  const [refusedRoom, setRefusedRoom] = useState<RoomId>();

  const isReady = mine.state === 'ready';
  const isMine = isReady && mine.value.some(({ key }) => key === roomId);
  const membership = membershipOf({
    isMine,
    isRefused: refusedRoom === roomId,
    wasMember: wasMember(uid, roomId),
  });

  const join = useCallback(
    () =>
      joinRoom(uid, roomId).then((outcome) => {
        setRefusedRoom(outcome.kind === 'stored' ? undefined : roomId);
        if (outcome.kind === 'stored') retryDenied();
      }),
    [uid, roomId],
  );
  useEffect(() => {
    if (isMine) rememberMember(uid, roomId);
    else if (isReady && membership === 'joining') void join();
  }, [uid, roomId, isReady, isMine, membership, join]);

  return useMemo(() => ({ membership, join }), [membership, join]);
};
