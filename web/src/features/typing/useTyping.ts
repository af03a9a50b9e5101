import { limits, paths, type RoomId, type UserId } from '@causerie/contract';
import { useEffect, useMemo } from 'react';
import { serverNow } from '../../backend/clock.ts';
import { listAt } from '../../backend/live.ts';
import { useSource } from '../../backend/useSource.ts';
import { useNow } from '../../ui/useNow.ts';
import { announceTyping, type TypingAnnouncer } from './announceTyping.ts';
import { whoTypes } from './typing.ts';

/** Who else is writing in a room. `lastSaidAt` is when each person's last message came. */
export const useTyping = (
  roomId: RoomId,
  me: UserId,
  lastSaidAt: ReadonlyMap<UserId, number>,
): readonly UserId[] => {
  const reading = useSource(listAt(paths.typing.at({ roomId }), { last: limits.typingPerRead, by: 'at' }));
  const entries = reading.state === 'ready' ? reading.value : noEntries;
  const nowMs = useNow(1000, serverNow);
  const names = whoTypes(entries, me, lastSaidAt, nowMs)
    .map(({ uid }) => uid)
    .toSorted()
    .join('/');
  // A uid holds no slash. The list keeps its identity while it names the same people.
  return useMemo(() => (names === '' ? [] : (names.split('/') as UserId[])), [names]);
};

const noEntries = [] as const;

/** Tells the others in a room that this person is writing. */
export const useAnnouncedTyping = (uid: UserId, roomId: RoomId): TypingAnnouncer => {
  const announcer = useMemo(() => announceTyping(uid, roomId), [uid, roomId]);
  useEffect(() => announcer.stop, [announcer]);
  return announcer;
};
