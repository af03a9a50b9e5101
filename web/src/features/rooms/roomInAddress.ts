import { isRoomId, type RoomId } from '@causerie/contract';
import type { Source } from '../../backend/source.ts';

const prefix = '#/rooms/';

export const addressOf = (roomId: RoomId): string => `${prefix}${roomId}`;

/** The room that a page address asks for; the part after `#`, which comes from anywhere. */
export const parseAddress = (hash: string): RoomId | undefined => {
  const asked = hash.startsWith(prefix) ? hash.slice(prefix.length) : '';
  return isRoomId(asked) ? asked : undefined;
};

export const roomInAddress: Source<RoomId | undefined> = {
  current: () => parseAddress(location.hash),
  subscribe: (listener) => {
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  },
};
