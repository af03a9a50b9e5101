import { isRoomId, type RoomId } from '@causerie/contract';
import type { Source } from '../../backend/source.ts';

const prefix = '#/rooms/';

export const addressOf = (roomId: RoomId): string => `${prefix}${roomId}`;

/** The room that a page address asks for; the part after `#`, which comes from anywhere. */
export const parseAddress = (hash: string): RoomId | undefined => {
  const asked = hash.startsWith(prefix) ? hash.slice(prefix.length) : '';
  return isRoomId(asked) ? asked : undefined;
};

const listeners = new Set<() => void>();

export const roomInAddress: Source<RoomId | undefined> = {
  current: () => parseAddress(location.hash),
  subscribe: (listener) => {
    listeners.add(listener);
    window.addEventListener('hashchange', listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('hashchange', listener);
    };
  },
};

/** Writes the room we are in into the address, in place of what stood there. */
export const pinInAddress = (roomId: RoomId): void => {
  if (location.hash === addressOf(roomId)) return;
  history.replaceState(history.state, '', addressOf(roomId));
  // The browser tells nobody about a replaced address.
  for (const listener of listeners) listener();
};
