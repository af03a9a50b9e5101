import {
  firstRoomId,
  isRoomId,
  limits,
  mineEntry,
  paths,
  profile,
  type RoomId,
  type UserId,
} from '@causerie/contract';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Outcome, Refusal } from '../../backend/act.ts';
import { listAt, retryDenied, valueAt } from '../../backend/live.ts';
import { ownRooms } from '../../backend/ownRooms.ts';
import type { Reading } from '../../backend/source.ts';
import { useSource, useValuesAt } from '../../backend/useSource.ts';
import { useSteadyList } from '../../ui/useSteady.ts';
import { chooseRoom, otherIn, readDirectory, readRoom, withRooms, type ListedRoom } from './directory.ts';
import { joinRoom, rememberMember, wasMember } from './joinRoom.ts';
import { membershipOf, type Membership } from './membership.ts';
import { pinInAddress, roomInAddress } from './roomInAddress.ts';

/** The first public rooms, as many as one read gives. */
const useDirectory = (): Reading<readonly ListedRoom[]> => {
  const reading = useSource(listAt(paths.directory.at({}), { first: limits.roomsPerRead, by: 'key' }));
  return useMemo(
    () => (reading.state === 'ready' ? { state: 'ready', value: readDirectory(reading.value) } : reading),
    [reading],
  );
};

const unknown: Reading<unknown> = { state: 'loading' };

/** Rooms by id, each as far as it may be read. */
const useRoomsOf = (
  uid: UserId,
  ids: readonly RoomId[],
): ReadonlyMap<RoomId, Reading<ListedRoom | undefined>> => {
  const addresses = useSteadyList(
    ids.flatMap((roomId) => {
      const other = otherIn(roomId, uid);
      return [paths.room.at({ roomId }), ...(other === undefined ? [] : [paths.user.at({ uid: other })])];
    }),
  );
  const values = useValuesAt(addresses);
  return useMemo(
    () =>
      new Map(
        ids.map((id): readonly [RoomId, Reading<ListedRoom | undefined>] => {
          const reading = values.get(paths.room.at({ roomId: id })) ?? unknown;
          if (reading.state !== 'ready') return [id, reading];
          const other = otherIn(id, uid);
          const person =
            other === undefined ? unknown : (values.get(paths.user.at({ uid: other })) ?? unknown);
          const name = person.state === 'ready' ? profile.read(person.value)?.name : undefined;
          return [id, { state: 'ready', value: readRoom(id, reading.value, name) }];
        }),
      ),
    [ids, uid, values],
  );
};

export interface Rooms {
  /** One's own, public, private and direct. */
  readonly own: readonly ListedRoom[];
  /** Whether the list of one's own is longer than what is read of it. */
  readonly isCut: boolean;
  /** Public ones that one is not in, some of them. */
  readonly others: readonly ListedRoom[];
}

export type CurrentRoom =
  | { readonly state: 'loading' | 'denied' | 'none' }
  | { readonly state: 'chosen'; readonly room: ListedRoom; readonly rooms: Rooms };

/**
 * The room to be in, and the ones to go to. Whatever others do to the directory, a room that was entered stays the one
 * until the person goes elsewhere: it is pinned in the address, and remembered when it can be read no more.
 */
export const useCurrentRoom = (uid: UserId): CurrentRoom => {
  const asked = useSource(roomInAddress);
  const directory = useDirectory();
  const mine = useSource(ownRooms(uid));
  const ownIds = useMemo(
    () => (mine.state === 'ready' ? mine.value.flatMap(({ key }) => (isRoomId(key) ? [key] : [])) : []),
    [mine],
  );
  const ids = useSteadyList([...new Set([...(asked === undefined ? [] : [asked]), firstRoomId, ...ownIds])]);
  const known = useRoomsOf(uid, ids);
  const [entered, setEntered] = useState<ListedRoom>();

  const rooms = useMemo(() => {
    const found = (id: RoomId): readonly ListedRoom[] => {
      const reading = known.get(id);
      return reading?.state === 'ready' && reading.value !== undefined ? [reading.value] : [];
    };
    const own = ownIds.flatMap(found);
    const listed = directory.state === 'ready' ? directory.value : [];
    const reached = [...(asked === undefined ? [] : found(asked)), ...found(firstRoomId)];
    const kept = entered !== undefined && entered.id === asked ? [entered] : [];
    return { own, all: [own, listed, reached, kept].reduce(withRooms) };
  }, [directory, known, ownIds, entered, asked]);

  // A direct room without its name would be shown and pinned under none.
  const unread = new Set(ids.filter((id) => known.get(id)?.state === 'loading'));
  const choice = chooseRoom(rooms.all, asked, unread);
  const room = choice === 'unread' ? undefined : choice;
  if (room !== undefined && room !== entered) setEntered(room);
  const isSettled = directory.state !== 'loading' || room?.id === asked;
  useEffect(() => {
    // Somebody may have gone elsewhere since this was drawn.
    if (room !== undefined && isSettled && roomInAddress.current() === asked) pinInAddress(room.id);
  }, [room, isSettled, asked]);

  return useMemo(() => {
    if (choice === 'unread' || !isSettled) return { state: 'loading' };
    if (room === undefined) return { state: directory.state === 'denied' ? 'denied' : 'none' };
    const own = rooms.own.filter(({ id, isClosed }) => !isClosed || id === room.id);
    const mineIds = new Set(ownIds);
    return {
      state: 'chosen',
      room,
      rooms: {
        own: withRooms(own, [room]),
        isCut: ownIds.length >= limits.roomsPerRead,
        others: rooms.all.filter(
          ({ id, kind, isClosed }) => kind === 'public' && !isClosed && id !== room.id && !mineIds.has(id),
        ),
      },
    };
  }, [choice, isSettled, room, rooms, ownIds, directory.state]);
};

/**
 * Sees to it that somebody who comes to a public room for the first time is in it. `join` asks again, after a refusal or after
 * they have been put out; `refusal` says why it was refused.
 */
export const useMembership = (
  uid: UserId,
  roomId: RoomId,
): {
  readonly membership: Membership;
  readonly refusal: Refusal | undefined;
  readonly join: () => Promise<void>;
} => {
  const mine = useSource(valueAt(paths.mineEntry.at({ uid, roomId })));
  const [refused, setRefused] = useState<{ readonly roomId: RoomId; readonly refusal: Refusal }>();

  const isReady = mine.state === 'ready';
  const isMine = isReady && mineEntry.read(mine.value) !== undefined;
  const refusal = refused?.roomId === roomId ? refused.refusal : undefined;
  const membership = membershipOf({
    isMine,
    isRefused: refusal !== undefined,
    wasMember: wasMember(uid, roomId),
  });

  const join = useCallback(
    () =>
      joinRoom(uid, roomId)
        .then(async (outcome): Promise<Outcome> => {
          if (outcome.kind === 'stored') return 'done';
          // Reasons are looked for only when there is something to explain.
          const { explain } = await import('../../backend/act.ts');
          return explain(uid, roomId, outcome);
        })
        .catch((): Refusal => ({ kind: 'unreachable' }))
        .then((outcome) => {
          setRefused(outcome === 'done' ? undefined : { roomId, refusal: outcome });
          if (outcome === 'done') retryDenied();
        }),
    [uid, roomId],
  );
  useEffect(() => {
    if (isMine) rememberMember(uid, roomId);
    else if (isReady && membership === 'joining') void join();
  }, [uid, roomId, isReady, isMine, membership, join]);

  return useMemo(() => ({ membership, refusal, join }), [membership, refusal, join]);
};
